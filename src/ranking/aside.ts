import type { Span } from '../../index/document.ts';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const ASKS =
  /[?？]\s*$|^\s*(?:(?:and|but|so|ok|well|please|also),?\s+)*(?:who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|am|name|list|tell|give|show|explain|describe|compare|find)\b|[吗呢谁哪几]|什么|多少|如何|怎么|为何/iu;

/**
 * Sentences of a message that ask nothing, where others do: "I am a student. Can I get a grant?". They say whom or what
 * the question is about, and documents seldom repeat that.
 */
export function findAside(message: string): Span[] {
  const parts = [...SENTENCES.segment(message)].map(({ segment, index }) => ({
    start: index,
    end: index + segment.length,
    asks: ASKS.test(segment),
  }));
  return parts.some(({ asks }) => asks) ? parts.filter(({ asks }) => !asks) : [];
}
