import { describe, expect, it } from 'vitest';
import { buildIndex, restoreIndex, storeIndex } from '../../index/document-index.ts';
import { indexIdOf } from '../../index/manifest.ts';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith, SEEDS_DIR } from '../support/folders.ts';
import { equally } from '../support/terms.ts';

const FILES = {
  'b.txt': 'Henan builds schools. It has many.',
  'a.txt': 'Hunan builds roads.\n\n湖南建设互联网。',
  'glossary.yaml': '- [Hunan, 湖南]',
};

async function seedsOf(files: Readonly<Record<string, string>>) {
  return readSeeds({ seedsDir: folderWith(files), maxDocumentBytes: 100_000 });
}

describe('buildIndex', () => {
  it('holds the documents, their passages and the glossary', async () => {
    const seeds = await seedsOf(FILES);
    const index = buildIndex(seeds);
    expect(index.seeds).toBe(seeds);
    expect([...index.documents.keys()]).toEqual(['a.txt', 'b.txt']);
    expect(index.search.passages.map((passage) => passage.id)).toEqual(['a.txt#0', 'a.txt#1', 'b.txt#0']);
    expect(index.search.search(equally('school'), 10).map((hit) => hit.passage.id)).toEqual(['b.txt#0']);
    expect(index.glossary.findSynonyms('湖南')).toEqual([{ start: 0, end: 2, alternatives: [['hunan']] }]);
  });

  it('has the same id for the same seeds, another for others', async () => {
    const index = buildIndex(await seedsOf(FILES));
    expect(index.id).toBe(indexIdOf(index.seeds.manifest));
    expect(buildIndex(await seedsOf({ ...FILES })).id).toBe(index.id);
    expect(buildIndex(await seedsOf({ ...FILES, 'glossary.yaml': '[]' })).id).not.toBe(index.id);
  });

  it('is empty where there are no documents', async () => {
    const index = buildIndex(await seedsOf({}));
    expect(index.search.passages).toEqual([]);
    expect(index.search.search(equally('hunan'), 10)).toEqual([]);
  });

  it('does not take a glossary that is broken', async () => {
    const seeds = await seedsOf({ ...FILES, 'glossary.yaml': '- [Hunan]' });
    expect(() => buildIndex(seeds)).toThrow(expect.objectContaining({ code: 'GLOSSARY_INVALID' }));
  });
});

describe('restoreIndex', () => {
  it('answers as the index it was stored from, after a round trip through JSON', async () => {
    const built = buildIndex(await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: 100_000 }));
    const restored = restoreIndex(JSON.parse(JSON.stringify(storeIndex(built))));
    expect(restored.id).toBe(built.id);
    expect(restored.seeds).toEqual(built.seeds);
    expect([...restored.documents]).toEqual([...built.documents]);
    expect(restored.search.passages).toEqual(built.search.passages);
    for (const term of built.search.wordCounts.keys()) {
      expect(restored.search.search(equally(term), 5)).toEqual(built.search.search(equally(term), 5));
    }
    expect(restored.search.search(equally('hunan'), 5)).toHaveLength(5);
    expect(restored.glossary.findSynonyms('数字经济')).toEqual(built.glossary.findSynonyms('数字经济'));
  });
});
