import { describe, expect, it } from 'vitest';
import type { Document } from '../../index/document.ts';
import { splitPassages } from '../../index/passages.ts';
import { namesOf, SearchIndex } from '../../index/search-index.ts';
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

function indexOf(documents: readonly Document[], reversed = false): SearchIndex {
  const passages = documents.flatMap(splitPassages);
  return SearchIndex.build(
    new Map(documents.map((document) => [document.path, document])),
    reversed ? passages.toReversed() : passages,
  );
}

function found(index: SearchIndex, terms: readonly string[], limit = 100): string[] {
  return index.search(equally(...terms), limit).map((hit) => hit.passage.id);
}

describe('search', () => {
  const index = indexOf(DOCUMENTS);

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

  it('gives equal scores in the order of the ids, however the passages were added', () => {
    const twins = ['d.txt', 'c.txt', 'e.txt'].map((path) => ({
      ...documentOf('Hunan builds.', path),
      title: 'T',
    }));
    for (const reversed of [false, true])
      expect(found(indexOf(twins, reversed), ['hunan'])).toEqual(['c.txt#0', 'd.txt#0', 'e.txt#0']);
  });

  it('gives no more than the limit', () => {
    expect(found(index, ['hunan', 'build'], 2)).toEqual(found(index, ['hunan', 'build']).slice(0, 2));
  });

  it('scores a term in the text above the same in the heading', () => {
    const text = 'It is one of the plans.\n\nData\n\nIt is good for all.\n\nRoads\n\nIt is about data.';
    expect(found(indexOf([documentOf(text)]), ['data'])).toEqual(['a.txt#1', 'a.txt#4', 'a.txt#2']);
  });

  it('leaves common terms out where they would take too long', () => {
    const text = `${'Common words.\n\n'.repeat(4_100)}One rare thing.`;
    const large = indexOf([documentOf(text)]);
    expect(large.search(equally('common', 'rare'), 10_000)).toHaveLength(1);
    expect(large.search(equally('common'), 10_000)).toHaveLength(1_000);
  });
});

describe('termCounts', () => {
  const index = indexOf(DOCUMENTS);

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

  it('tells apart the passages of documents that are called by the term', () => {
    const named = {
      ...documentOf('Hunan builds.\n\nIt has data on Hunan.\n\nSchools open.', 'a.txt'),
      title: 'Hunan',
    };
    const other = { ...documentOf('Hunan builds. Others do.', 'b.txt'), title: 'B' };
    expect(indexOf([named, other]).termCounts('hunan')).toEqual({ text: 3, named: 2, anywhere: 4 });
  });

  it('counts a heading with the passages below it, and a term once in a passage', () => {
    const text = 'It is one of the plans.\n\nData\n\nData, data and more.\n\nIt is good for all.';
    expect(indexOf([documentOf(text)]).termCounts('data')).toEqual({ text: 3, named: 0, anywhere: 3 });
  });
});

describe('wordCounts', () => {
  it('knows words as they are written, words of grammar aside', () => {
    const { wordCounts } = indexOf(DOCUMENTS);
    expect(wordCounts.get('builds')).toBe(3);
    expect(wordCounts.get('council')).toBe(2);
    expect(wordCounts.has('build')).toBe(false);
    expect(wordCounts.has('are')).toBe(false);
  });
});

describe('tokensOf', () => {
  it('gives the words of a passage, with places inside it, the first time and again', () => {
    const index = indexOf(DOCUMENTS);
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

describe('restore', () => {
  it('answers as the index it was stored from, after a round trip through JSON', () => {
    const built = indexOf(DOCUMENTS);
    const stored = JSON.parse(JSON.stringify(built.toStored()));
    const documents = new Map(DOCUMENTS.map((document) => [document.path, document]));
    const restored = SearchIndex.restore(documents, built.passages, stored);
    for (const term of ['hunan', 'build', 'school', '互联', '湖南', 'blue', 'council', 'absent']) {
      expect(restored.search(equally(term, 'road'), 10)).toEqual(built.search(equally(term, 'road'), 10));
      expect(restored.termCounts(term)).toEqual(built.termCounts(term));
    }
    expect(restored.search(equally('school'), 10)).toHaveLength(1);
    expect([...restored.wordCounts]).toEqual([...built.wordCounts]);
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
