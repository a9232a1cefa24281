import type { Feature } from './feature.ts';

/** Whether the question is about the document itself, and the excerpt is what the document says about itself. */
export const metadataAsked: Feature = (candidate, { asksAboutDocument, kind }) => {
  if (!asksAboutDocument || candidate.passage.kind !== 'metadata') return 0;
  const text = candidate.document.text.slice(candidate.start, candidate.end);
  const isDated = /\p{Nd}{4}/u.test(text);
  return kind === 'name'
    ? /\p{L}{2}.*[:：]|^by\b/iu.test(text) && !isDated
      ? 1
      : 0
    : isDated || kind === null
      ? 1
      : 0;
};
