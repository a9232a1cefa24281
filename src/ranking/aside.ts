import type { Span } from '../../index/document.ts';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const ASKS =
  /[?？]\s*$|^\s*(?:(?:and|but|so|ok|well|please|also),?\s+)*(?:who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|am|name|list|tell|give|show|explain|describe|compare|find)\b|[吗呢谁哪几]|什么|多少|如何|怎么|为何/iu;

/** "My boss needs a slide on this, so could you tell me …": what the person says of themselves, up to where they ask. */
const ABOUT_ASKER =
  /^\s*(?:(?:hi|hello|hey|sorry|so|well|ok|okay),?\s+)*(?:i|i['’]m|i['’]ve|we|we['’]re|my|our)\b/iu;
const PARTS = /(?<=[,;:…]|\.{2,}|\s[-–—])\s+/u;

/**
 * Parts of a message that ask nothing, where others do: sentences ("I am a student. Can I get a grant?"), and what people
 * say of themselves in front of a question. They say whom or what the question is about, and documents seldom repeat
 * that.
 */
export function findAside(message: string): Span[] {
  const parts = [...SENTENCES.segment(message)]
    .flatMap(({ segment, index }) => splitOffAsker(segment, index))
    .map((part) => ({ ...part, asks: ASKS.test(message.slice(part.start, part.end)) }));
  return parts.some(({ asks }) => asks) ? parts.filter(({ asks }) => !asks) : [];
}

function splitOffAsker(sentence: string, offset: number): Span[] {
  const whole = { start: offset, end: offset + sentence.length };
  if (!ABOUT_ASKER.test(sentence)) return [whole];
  let start = 0;
  for (const part of sentence.split(PARTS)) {
    start = sentence.indexOf(part, start);
    if (start > 0 && ASKS.test(part))
      return [
        { start: offset, end: offset + start },
        { start: offset + start, end: whole.end },
      ];
  }
  return [whole];
}
