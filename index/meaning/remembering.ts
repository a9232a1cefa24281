import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Models } from './meaning.ts';
import type { Vector } from './vectors.ts';

/** Questions and readings kept: some hours of talk, a few megabytes. */
const MAX_QUESTIONS = 2_000;
const MAX_READINGS = 20_000;

/**
 * The same models, which do not work out again what they have just worked out: whoever asks on has the question before looked at
 * again, a button below an answer asks again, and many people ask the same. What they find is the same either way.
 */
export function remembering(models: Models): Models {
  const vectors = new LRUCache<string, Vector>({ max: MAX_QUESTIONS });
  const readings = new LRUCache<string, number>({ max: MAX_READINGS });
  const { encoder, reader } = models;
  return {
    ...models,
    encoder: {
      ...encoder,
      async encodeQuestion(text) {
        const key = keyOf(text);
        const vector = vectors.get(key) ?? (await encoder.encodeQuestion(text));
        vectors.set(key, vector);
        return vector;
      },
    },
    reader: {
      ...reader,
      async relevance(question, context, text) {
        const key = keyOf(question, context, text);
        const logOdds = readings.get(key) ?? (await reader.relevance(question, context, text));
        readings.set(key, logOdds);
        return logOdds;
      },
    },
  };
}

/** Nobody's words are kept for it. */
function keyOf(...parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64');
}
