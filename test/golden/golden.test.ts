import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../index/document-index.ts';
import { unrestricted } from '../../index/restricted-index.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { type GoldQuestion, readGoldFile } from '../../src/evaluation/gold.ts';
import type { Verdict } from '../../src/evaluation/judge.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { shippedIndex } from '../support/indexes.ts';
import { TODAY } from '../support/questions.ts';

/**
 * The least the shipped documents' own golden questions must reach: what they reached when a change last improved
 * on it, less one question. A change that makes answers worse fails here.
 */
const LEAST = { hitAt1: 0.71, hitAt3: 0.85, abstentionRecall: 0.83, auroc: 0.9 };
const MOST = { meanExcerptChars: 260, falseAbstention: 0.12 };

let questions: GoldQuestion[];
let index: DocumentIndex;
beforeAll(async () => {
  questions = await readGoldFile(new URL('golden.jsonl', import.meta.url).pathname);
  index = await shippedIndex();
});

describe('the golden questions', () => {
  it('are answered no worse than before', async () => {
    const options = { ignoreAbstention: false, now: TODAY };
    const verdicts: Verdict[] = [];
    for await (const verdict of evaluate(questions, unrestricted(index), options)) verdicts.push(verdict);
    const metrics = measure(verdicts);
    const misses = verdicts
      .filter(({ gold, hits }) => gold.answerable && !hits[1])
      .map(({ gold }) => gold.question);
    expect(metrics.verbatim).toBe(1);
    for (const [name, least] of Object.entries(LEAST)) {
      expect(
        metrics[name as keyof typeof LEAST],
        `${name}, with ${misses.join(' | ')}`,
      ).toBeGreaterThanOrEqual(least);
    }
    for (const [name, most] of Object.entries(MOST)) {
      expect(metrics[name as keyof typeof MOST], name).toBeLessThanOrEqual(most);
    }
  });

  it('quote the documents as they are', () => {
    for (const { question, gold, answers } of questions) {
      for (const { doc, quote = '' } of gold) {
        expect(index.documents.get(doc)?.text, question).toContain(quote);
        for (const answer of answers) expect(quote, question).toContain(answer);
      }
    }
  });
});
