import { beforeAll, describe, expect, it } from 'vitest';
import { analyzeDocument, namesOf } from '../../index/analyzed-document.ts';
import type { Document } from '../../index/document.ts';
import { Pace } from '../../index/pace.ts';
import { SearchIndex } from '../../index/search-index.ts';
import { equally } from '../support/terms.ts';
import { documentOf } from '../support/texts.ts';

const DOCUMENTS: readonly Document[] = [
  {
    ...documentOf('Hunan builds roads.\n\nHenan builds schools.\n\nHunan’s data are open.', 'a.txt'),
    title: 'A',
    aliases: ['Blue Book'],
  },
  {
    ...documentOf('Hunan builds roads.\n\n湖南建设互联网。', 'b.txt'),
    title: 'B',
    issuer: 'State Council',
    topic: 'transport',
  },
];

async function indexOf(documents: readonly Document[]): Promise<SearchIndex> {
  const pace = new Pace();
  const analyzed = await Promise.all(documents.map((document) => analyzeDocument(document, pace)));
  return SearchIndex.build(analyzed, null, pace);
}

function found(index: SearchIndex, terms: readonly string[], limit = 100): string[] {
  return index.search(equally(...terms), limit).map((hit) => hit.passage.id);
}

describe('search', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = await indexOf(DOCUMENTS);
  });

  it.each([
    ['school', ['a.txt#1']],
    ['open', ['a.txt#2']],
    ['互联', ['b.txt#1']],
    ['联网', ['b.txt#1']],
    ['blue', ['a.txt#0', 'a.txt#1', 'a.txt#2']],
    ['council', ['b.txt#0', 'b.txt#1']],
    ['transport', ['b.txt#0', 'b.txt#1']],
    ['are', []],
    ['absent', []],
    ['schools', []],
    ['', []],
    ['schoo', []],
  ])('finds the passages that hold the term "%s"', (term, ids) => {
    expect(found(index, [term]).sort()).toEqual(ids);
  });

  it('finds passages that hold any of the terms, those with more of them first', () => {
    const hits = index.search(equally('henan', 'school', 'road'), 100);
    expect(hits.map((hit) => hit.passage.id)).toEqual(['a.txt#1', 'a.txt#0', 'b.txt#0']);
    expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? 1);
  });

  it('gives equal scores in the order of the ids, however the passages were added', async () => {
    const twins = ['d.txt', 'c.txt', 'e.txt'].map((path) => ({
      ...documentOf('Hunan builds.', path),
      title: 'T',
    }));
    for (const added of [twins, twins.toReversed()])
      expect(found(await indexOf(added), ['hunan'])).toEqual(['c.txt#0', 'd.txt#0', 'e.txt#0']);
  });

  it('scores as BM25 does, with true lengths', async () => {
    const texts = ['Oak oak tree.', 'Oak tree road road road road.', 'Road.'];
    const documents = texts.map((text, i) => ({ ...documentOf(text, `${i}.txt`), title: '' }));
    const hits = (await indexOf(documents)).search(new Map([['oak', 3]]), 10);
    const mean = (3 + 6 + 1) / 3;
    const bm25 = (frequency: number, length: number): number =>
      (3 * frequency) / (frequency + 0.9 * (0.6 + (0.4 * length) / mean));
    expect(hits.map(({ passage }) => passage.documentPath)).toEqual(['0.txt', '1.txt']);
    expect(hits[0]?.score).toBeCloseTo(bm25(2, 3), 5);
    expect(hits[1]?.score).toBeCloseTo(bm25(1, 6), 5);
  });

  it('gives no more than the limit', () => {
    expect(found(index, ['hunan', 'build'], 2)).toEqual(found(index, ['hunan', 'build']).slice(0, 2));
  });

  it('scores a term in a heading above as one in the text', async () => {
    const text = 'It is one of the plans.\n\nData\n\nIt is good for all.\n\nRoads\n\nIt is about data.';
    expect(found(await indexOf([documentOf(text)]), ['data'])).toEqual(['a.txt#1', 'a.txt#2', 'a.txt#4']);
  });

  it('leaves common terms out where they would take too long', async () => {
    const text = `${'Common words.\n\n'.repeat(4_100)}One rare thing.`;
    const large = await indexOf([documentOf(text)]);
    expect(large.search(equally('common', 'rare'), 10_000)).toHaveLength(1);
    expect(large.search(equally('common'), 10_000)).toHaveLength(4_100);
  });
});

describe('termCounts', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = await indexOf(DOCUMENTS);
  });

  it.each([
    ['hunan', { text: 3, named: 0, anywhere: 3 }],
    ['blue', { text: 0, named: 0, anywhere: 3 }],
    ['互联', { text: 1, named: 0, anywhere: 1 }],
    ['are', { text: 0, named: 0, anywhere: 0 }],
    ['absent', { text: 0, named: 0, anywhere: 0 }],
    ['constructor', { text: 0, named: 0, anywhere: 0 }],
  ])('says in how many passages "%s" stands', (term, counts) => {
    expect(index.termCounts(term)).toEqual(counts);
  });

  it('tells apart the passages of documents that are called by the term', async () => {
    const named = {
      ...documentOf('Hunan builds.\n\nIt has data on Hunan.\n\nSchools open.', 'a.txt'),
      title: 'Hunan',
    };
    const other = { ...documentOf('Hunan builds. Others do.', 'b.txt'), title: 'B' };
    expect((await indexOf([named, other])).termCounts('hunan')).toEqual({ text: 3, named: 2, anywhere: 4 });
  });

  it('counts a heading with the passages below it, and a term once in a passage', async () => {
    const text = 'It is one of the plans.\n\nData\n\nData, data and more.\n\nIt is good for all.';
    expect((await indexOf([documentOf(text)])).termCounts('data')).toEqual({
      text: 3,
      named: 0,
      anywhere: 3,
    });
  });
});

describe('wordCounts', () => {
  it('knows words as they are written, words of grammar aside', async () => {
    const { wordCounts } = await indexOf(DOCUMENTS);
    expect(wordCounts.get('builds')).toBe(3);
    expect(wordCounts.get('council')).toBe(2);
    expect(wordCounts.get('build')).toBe(0);
    expect(wordCounts.get('are')).toBe(0);
  });
});

describe('tokensOf', () => {
  it('gives the words of a passage, with places inside it, the first time and again', async () => {
    const index = await indexOf(DOCUMENTS);
    const passage = index.passages[1];
    if (passage === undefined) throw new Error('no passage');
    const tokens = index.tokensOf(passage);
    expect(tokens.map(({ word, start }) => [word, start])).toEqual([
      ['henan', 0],
      ['builds', 6],
      ['schools', 13],
    ]);
    expect(index.tokensOf(passage)).toBe(tokens);
  });
});

describe('namesOf', () => {
  it('is all that is known, one a line', () => {
    const document = {
      ...documentOf('x'),
      title: 'Plan',
      aliases: ['P', 'Q'],
      issuer: 'Council',
      topic: 'roads',
    };
    expect(namesOf(document)).toBe('Plan\nP\nQ\nCouncil\nroads');
  });
});
