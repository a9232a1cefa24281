import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../index/document.ts';
import { buildIndex, type DocumentIndex, restoreIndex } from '../../index/document-index.ts';
import { indexIdOf, manifestOf } from '../../index/manifest.ts';
import { Pace } from '../../index/pace.ts';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith, SEEDS_DIR } from '../support/folders.ts';
import { contentOf } from '../support/indexes.ts';
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
    const index = await buildIndex(seeds);
    expect(index.seeds).toBe(seeds);
    expect([...index.documents.keys()]).toEqual(['a.txt', 'b.txt']);
    expect(index.search.passages.map((passage) => passage.id)).toEqual(['a.txt#0', 'a.txt#1', 'b.txt#0']);
    expect(index.search.search(equally('school'), 10).map((hit) => hit.passage.id)).toEqual(['b.txt#0']);
    expect(index.glossary.findSynonyms('湖南')).toEqual([{ start: 0, end: 2, alternatives: [['hunan']] }]);
  });

  it('has the same id for the same seeds, another for others', async () => {
    const index = await buildIndex(await seedsOf(FILES));
    expect(index.id).toBe(indexIdOf(manifestOf(index.seeds.files)));
    expect((await buildIndex(await seedsOf({ ...FILES }))).id).toBe(index.id);
    expect((await buildIndex(await seedsOf({ ...FILES, 'glossary.yaml': '[]' }))).id).not.toBe(index.id);
  });

  it('is empty where there are no documents', async () => {
    const index = await buildIndex(await seedsOf({}));
    expect(index.search.passages).toEqual([]);
    expect(index.search.search(equally('hunan'), 10)).toEqual([]);
  });

  it('does not take a glossary that is broken', async () => {
    const seeds = await seedsOf({ ...FILES, 'glossary.yaml': '- [Hunan]' });
    await expect(buildIndex(seeds)).rejects.toMatchObject({ code: 'GLOSSARY_INVALID' });
  });
});

describe('restoreIndex', () => {
  it('answers as the index its documents were analyzed for', async () => {
    const built = await buildIndex(await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: 100_000 }));
    const restored = await restoreIndex(built.seeds, structuredClone([...built.search.documents]));
    expect(restored.id).toBe(built.id);
    expect(contentOf(restored)).toEqual(contentOf(built));
    expect(restored.search.search(equally('hunan'), 5)).toHaveLength(5);
    expect(restored.glossary.findSynonyms('数字经济')).toEqual(built.glossary.findSynonyms('数字经济'));
  });
});

describe('an index built from the one before', () => {
  const PATHS = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  const TEXTS = [
    'Hunan builds roads.\n\nHunan and Henan build schools.',
    'Henan builds schools. It has many.',
    'Roads\n\nA road is built, and another road.',
    '湖南建设互联网。',
  ];
  const folder = fc.dictionary(fc.constantFrom(...PATHS), fc.constantFrom(...TEXTS), {
    noNullPrototype: true,
  });

  it('answers as one built from the same seeds alone, and leaves the one before as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(folder, { minLength: 2, maxLength: 5 }), async (editions) => {
        let before = null;
        let beforeThat = null;
        for (const files of editions) {
          const seeds = await seedsOf(files);
          const reused = { ...seeds, documents: reuse(seeds.documents, before) };
          const was = before && contentOf(before);
          const index: DocumentIndex = await buildIndex(reused, before);
          if (before !== null) expect(contentOf(before)).toEqual(was);
          if (beforeThat !== null)
            await index.search.retire(beforeThat.search, before === null ? [] : [before.search], new Pace());
          expect(contentOf(index)).toEqual(contentOf(await buildIndex(seeds)));
          if (before !== null) expect(contentOf(before)).toEqual(was);
          [beforeThat, before] = [before, index];
        }
      }),
      { numRuns: 40 },
    );
  });

  /** The same documents where they have not changed, as reading them again after a change gives. */
  function reuse(documents: readonly Document[], before: DocumentIndex | null): Document[] {
    return documents.map((document) => {
      const known = before?.documents.get(document.path);
      return known?.sha256 === document.sha256 ? known : document;
    });
  }
});
