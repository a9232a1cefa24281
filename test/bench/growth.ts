import { analyze } from '../../index/analyzer.ts';
import type { Document, Span } from '../../index/document.ts';

/** Share of the words of meaning that a copy has others for. */
const REPLACED_SHARE = 0.3;
/** Share of these that are new: with it, ten times the text has about three times as many different words. */
const NEW_SHARE = 0.02;

/**
 * A corpus `times` as large, and the same on every run: the documents as they are, then copies with other words. Those
 * are drawn as often as they stand in the documents, and new ones now and then, to be drawn again from then on
 * (Simon, On a class of skew distribution functions, 1955): common words are found in more passages, and most words
 * are rare. What is not a whole copy is the same part of every document.
 */
export function growDocuments(documents: readonly Document[], times: number): Document[] {
  const random = randomNumbers(1);
  const written = documents.flatMap(({ text }) =>
    wordsOf(text).map(({ start, end }) => text.slice(start, end)),
  );
  const draw = (): string => written[Math.floor(random() * written.length)] ?? '';
  const invent = (): string => {
    const [front, back] = [draw(), draw()];
    const word = front.slice(0, Math.ceil(front.length / 2)) + back.slice(Math.floor(back.length / 2));
    written.push(word);
    return word;
  };
  const reword = (text: string): string => {
    let reworded = '';
    let reached = 0;
    for (const { start, end } of wordsOf(text)) {
      if (random() >= REPLACED_SHARE) continue;
      reworded += text.slice(reached, start) + (random() < NEW_SHARE ? invent() : draw());
      reached = end;
    }
    return reworded + text.slice(reached);
  };
  return Array.from({ length: Math.ceil(times) }, (_, copy) =>
    documents.map((document) => {
      const part = cut(document, Math.min(1, times - copy), copy === 0 ? (text) => text : reword);
      return { ...part, path: `${copy}/${document.path}` };
    }),
  ).flat();
}

/** The words of meaning, without those that lie inside others, as Chinese ones do. */
function wordsOf(text: string): Span[] {
  let reached = 0;
  return analyze(text).filter(({ start, end, stop }) => {
    if (stop || start < reached) return false;
    reached = end;
    return true;
  });
}

/** The first `share` of the document's blocks, with their words and those of its title changed by `reword`. */
function cut(document: Document, share: number, reword: (text: string) => string): Document {
  let text = '';
  const blocks = document.blocks
    .slice(0, Math.ceil(share * document.blocks.length))
    .map(({ start, end, ...block }) => {
      text += '\n\n';
      const from = text.length;
      text += reword(document.text.slice(start, end));
      return { start: from, end: text.length, ...block };
    });
  return { ...document, title: reword(document.title), text, blocks, encoding: null };
}

/** Numbers from 0 up to 1, the same for the same seed (Mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
