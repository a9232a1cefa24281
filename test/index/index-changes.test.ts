import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareIndexes } from '../../index/index-changes.ts';
import { indexOf } from '../support/indexes.ts';

const PARTS = ['One rule.', 'Two rules.', 'Three rules.', 'Four rules.'];
const paragraphs = (...texts: readonly string[]): string => `Rules of the house\n\n${texts.join('\n\n')}\n`;

describe('compareIndexes', () => {
  it('tells what was added, removed and renamed, and what did not change', async () => {
    const before = await indexOf({ 'a.txt': 'A text.', 'b.txt': 'B text.', 'c.txt': 'C text.' });
    const after = await indexOf({ 'a.txt': 'A text.', 'x.txt': 'B text.', 'd.txt': 'D text.', 'e.doc': 'x' });
    expect(compareIndexes(before, after)).toEqual({
      added: ['d.txt'],
      removed: ['c.txt'],
      renamed: [{ from: 'b.txt', to: 'x.txt' }],
      changed: [],
      published: [],
      restricted: [],
      refused: [{ path: 'e.doc', reason: expect.stringContaining('.doc') }],
    });
    expect(compareIndexes(null, before).added).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('tells who may see more or fewer documents than before, under new names too', async () => {
    const files = { 'a.txt': 'A text.', 'b.txt': 'B text.', 'c.txt': 'C text.' };
    const internal = (...paths: string[]) => ({
      'catalog.yaml': `documents: { ${paths.map((path) => `${path}: { audience: internal }`).join(', ')} }`,
    });
    const before = await indexOf({ ...files, ...internal('a.txt') });
    const { 'a.txt': text, ...others } = files;
    const after = await indexOf({ ...others, 'x.txt': text, ...internal('b.txt') });
    expect(compareIndexes(before, after)).toMatchObject({ published: ['x.txt'], restricted: ['b.txt'] });
  });

  it('tells which passages appeared, vanished and moved', async () => {
    const [one = '', two = '', three = '', four = ''] = PARTS;
    const before = await indexOf({ 'a.txt': paragraphs(one, two, three) });
    const after = await indexOf({ 'a.txt': paragraphs(three, four, one) });
    expect(compareIndexes(before, after).changed).toEqual([
      { path: 'a.txt', appeared: [four], vanished: [two], moved: 1 },
    ]);
  });

  it('accounts for every passage, whatever changed', async () => {
    const texts = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (old, now) => {
        const before = await indexOf({ 'a.txt': paragraphs(...old) });
        const after = await indexOf({ 'a.txt': paragraphs(...now) });
        const [change] = compareIndexes(before, after).changed;
        const { appeared = [], vanished = [], moved = 0 } = change ?? {};
        const count = before.search.passages.length - vanished.length + appeared.length;
        expect(count).toBe(after.search.passages.length);
        expect(moved).toBeLessThanOrEqual(after.search.passages.length - appeared.length);
        if (old.join() === now.join()) expect(change).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});
