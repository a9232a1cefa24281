import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import type { GoldQuestion } from '../../../src/evaluation/gold.ts';
import { judge, type Result, type ShownExcerpt } from '../../../src/evaluation/judge.ts';
import { indexOf } from '../../support/indexes.ts';

const TEXT =
  'Leave rules\n\nStaff have thirty days of leave a year. Unused days end in March.\n\nManagers approve leave.\n';
const QUOTE = 'Staff have thirty days of leave a year.';

let index: DocumentIndex;
beforeAll(async () => {
  index = await indexOf({ 'a.txt': TEXT, 'b.txt': `Other rules\n\n${QUOTE}\n` });
});

const gold = (more: Partial<GoldQuestion> = {}): GoldQuestion => ({
  id: 'q',
  category: 'all',
  lang: 'en',
  question: 'How much leave?',
  history: [],
  answerable: true,
  gold: [{ doc: 'a.txt', quote: QUOTE }],
  need: 'any',
  with: [],
  answers: ['thirty days'],
  ...more,
});

const excerpt = (text: string, doc = 'a.txt'): ShownExcerpt => {
  const start = (index.documents.get(doc)?.text ?? '').indexOf(text);
  return { doc, start, end: start + text.length, text, score: 1 };
};

const verdict = (
  question: GoldQuestion,
  excerpts: ShownExcerpt[],
  more: Partial<Result> = {},
  ignoreAbstention = false,
) =>
  judge(
    question,
    { id: 'q', abstained: false, reason: null, confidence: 1, tookMs: 1, excerpts, ...more },
    index.documents,
    ignoreAbstention,
  );

describe('an excerpt', () => {
  it('covers a quote it holds, or shares six tenths of', () => {
    expect(verdict(gold(), [excerpt(QUOTE)]).hits[1]).toBe(true);
    expect(verdict(gold(), [excerpt('thirty days of leave a year. Unused days')]).hits[1]).toBe(true);
    expect(verdict(gold(), [excerpt('of leave a year. Unused days end in March.')]).hits[1]).toBe(false);
    expect(verdict(gold(), [excerpt(QUOTE, 'b.txt')]).hits[1]).toBe(false);
  });

  it('covers a range when more than half of it lies inside', () => {
    const start = TEXT.indexOf(QUOTE);
    const ranged = gold({ gold: [{ doc: 'a.txt', range: [start, start + QUOTE.length] }] });
    expect(verdict(ranged, [excerpt('days of leave a year. Unused')]).hits[1]).toBe(true);
    expect(verdict(ranged, [excerpt('a year. Unused days end')]).hits[1]).toBe(false);
  });

  it('is verbatim only as an exact slice', () => {
    const shown = excerpt(QUOTE);
    expect(verdict(gold(), [shown]).verbatim).toEqual([true]);
    expect(verdict(gold(), [{ ...shown, text: QUOTE.replace('thirty', 'forty') }]).verbatim).toEqual([false]);
    expect(verdict(gold(), [{ ...shown, start: shown.start + 1 }]).verbatim).toEqual([false]);
    const pieces = [excerpt('Staff have thirty days'), excerpt('a year.')];
    const joined = { ...shown, pieces, text: 'Staff have thirty days … a year.' };
    expect(verdict(gold(), [joined]).verbatim).toEqual([true]);
    const more = { ...joined, pieces: [...pieces, excerpt('in March.')], text: `${joined.text} … in March.` };
    expect(verdict(gold(), [more]).verbatim).toEqual([true]);
    expect(verdict(gold(), [{ ...more, text: joined.text }]).verbatim).toEqual([false]);
  });
});

describe('a hit that must not stand alone', () => {
  const ANSWER = 'Unused days end in March.';
  const ended = (more: Partial<GoldQuestion>) =>
    gold({ gold: [{ doc: 'a.txt', quote: ANSWER }], answers: [], ...more });
  const both = () => excerpt(`${QUOTE} ${ANSWER}`);

  it('is whole with what belongs to it, however that is spaced, and misleads without', () => {
    const question = ended({ with: ['thirty\n days'] });
    expect(verdict(question, [both()])).toMatchObject({ hits: { 1: true }, whole: { 1: true, 3: true } });
    expect(verdict(question, [excerpt(ANSWER)])).toMatchObject({
      hits: { 1: true, 3: true },
      whole: { 1: false, 3: false },
    });
    expect(verdict(question, [excerpt(ANSWER), both()]).whole).toEqual({ 1: false, 3: true });
  });

  it('is whole where what belongs to it stands in another piece, but not in another excerpt', () => {
    const question = ended({ with: ['thirty days'] });
    const pieces = [excerpt('Staff have thirty days'), excerpt(ANSWER)];
    const joined = { ...both(), pieces, text: `Staff have thirty days … ${ANSWER}` };
    expect(verdict(question, [joined]).whole[1]).toBe(true);
    expect(verdict(question, [excerpt(ANSWER), excerpt(QUOTE)]).whole[3]).toBe(false);
  });

  it('goes by what its place says before what the question says', () => {
    const place = { doc: 'a.txt', quote: ANSWER };
    const needing = (words: string[]) => ended({ with: ['thirty'], gold: [{ ...place, with: words }] });
    expect(verdict(needing([]), [excerpt(ANSWER)]).whole[1]).toBe(true);
    expect(verdict(needing(['Staff']), [excerpt(ANSWER)]).whole[1]).toBe(false);
    expect(verdict(needing(['Staff']), [both()]).whole[1]).toBe(true);
  });

  it('is whole wherever nothing belongs to it', () => {
    expect(verdict(ended({}), [excerpt(ANSWER)]).whole).toEqual({ 1: true, 3: true });
    expect(verdict(ended({}), [excerpt('Managers approve leave.')]).whole).toEqual({ 1: false, 3: false });
    expect(verdict(ended({}), [excerpt(ANSWER)], { abstained: true }).whole[1]).toBe(false);
  });
});

describe('a verdict', () => {
  it('counts hits by rank', () => {
    const { hits, reciprocalRank, answered } = verdict(gold(), [
      excerpt('Managers approve leave.'),
      excerpt(QUOTE),
    ]);
    expect(hits).toEqual({ 1: false, 3: true, 5: true, 10: true });
    expect(reciprocalRank).toBe(0.5);
    expect(answered).toEqual({ 1: false, 3: true });
  });

  it('wants every place where all are needed', () => {
    const both = gold({
      need: 'all',
      gold: [
        { doc: 'a.txt', quote: QUOTE },
        { doc: 'a.txt', quote: 'Managers approve leave.' },
      ],
    });
    expect(verdict(both, [excerpt(QUOTE)])).toMatchObject({
      hits: { 1: true, 3: false },
      recall: { 3: 0.5 },
    });
    expect(verdict(both, [excerpt(QUOTE), excerpt('Managers approve leave.')]).hits[3]).toBe(true);
  });

  it('takes an abstention for a miss, unless told to look at the ranking alone', () => {
    expect(verdict(gold(), [excerpt(QUOTE)], { abstained: true }).hits[1]).toBe(false);
    expect(verdict(gold(), [excerpt(QUOTE)], { abstained: true }, true).hits[1]).toBe(true);
  });

  it('looks for answers only in documents of the gold', () => {
    expect(verdict(gold(), [excerpt(QUOTE, 'b.txt')]).answered).toEqual({ 1: false, 3: false });
    expect(verdict(gold(), [excerpt(QUOTE, 'b.txt'), excerpt(QUOTE)]).answered).toEqual({
      1: false,
      3: true,
    });
    expect(verdict(gold({ answers: [] }), [excerpt(QUOTE)]).answered).toBeNull();
  });
});
