import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith } from '../support/folders.ts';

const TEXT = '# Pay\n\nManagers are paid a bonus of nine percent.\n';

const read = (files: Readonly<Record<string, string | Uint8Array>>) =>
  readSeeds({ seedsDir: folderWith(files), maxDocumentBytes: 100_000 });

describe('a file that seems to say who may see it, where that is not read,', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['below an empty line', 'a.md', `\n---\naudience: internal\n---\n${TEXT}`],
    ['in plain text', 'a.txt', `---\naudience: internal\n---\n\n${TEXT}`],
    ['in plain text without rules', 'a.txt', `Audience: Internal\n\n${TEXT}`],
    ['below a title', 'a.txt', `Pay of managers\n\nAudience: internal\n\n${TEXT}`],
    ['below another key', 'a.md', `---\naccess:\n  audience: internal\n---\n${TEXT}`],
    ['within another key, in a line', 'a.md', `---\naccess: { audience: internal }\n---\n${TEXT}`],
    ['behind a character nobody sees', 'a.md', `---\n\u200baudience: internal\n---\n${TEXT}`],
    ['with such a character within', 'a.md', `---\naud\u00adience: internal\n---\n${TEXT}`],
    ['in wide letters', 'a.md', `---\ntitle: Pay\nａｕｄｉｅｎｃｅ：ｉｎｔｅｒｎａｌ: x\n---\n${TEXT}`],
    ['in a comment', 'a.md', `<!-- audience: internal -->\n\n${TEXT}`],
    ['in a comment of several lines', 'a.md', `<!--\ntitle: Pay\naudience: internal\n-->\n\n${TEXT}`],
    ['in a fence', 'a.md', `\`\`\`yaml\naudience: internal\n\`\`\`\n\n${TEXT}`],
    ['in a fence of another kind', 'a.md', `~~~\naudience: internal\n~~~\n\n${TEXT}`],
    ['as JSON', 'a.md', `{ "title": "Pay", "audience": "internal" }\n\n${TEXT}`],
    ['as a table of fields', 'a.md', `| audience: internal |\n\n${TEXT}`],
    ['as a list', 'a.md', `- title: Pay\n- **Audience:** internal\n\n${TEXT}`],
    ['with an equals sign', 'a.txt', `audience = internal\n\n${TEXT}`],
    ['under another key', 'a.md', `---\ntitle: Pay\nvisibility: internal\n---\n${TEXT}`],
    ['as a key', 'a.md', `---\ntitle: Pay\ninternal: true\n---\n${TEXT}`],
    ['in other words than ours', 'a.txt', `Audience: the board only\n\n${TEXT}`],
    ['misspelt', 'a.txt', `Audiance: internal\n\n${TEXT}`],
    [
      'in a page',
      'a.html',
      `<!DOCTYPE html><html><head><meta name="audience" content="internal"></head><p>${TEXT}`,
    ],
    ['in a comment of a page', 'a.html', `<!DOCTYPE html>\n<html>\n<!-- audience: internal -->\n<p>${TEXT}`],
    ['in UTF-16', 'a.txt', iconv.encode(`audience: internal\n\n${TEXT}`, 'utf16le', { addBOM: true })],
    ['in UTF-16 without a mark', 'a.txt', iconv.encode(`audience: internal\n\n${TEXT}`, 'utf16le')],
    ['below a letterhead', 'a.txt', `ACME Ltd\n\nPay plan\n\nAudience: internal\n\n${TEXT}`],
    ['in a table', 'a.md', `| Audience | internal |\n| --- | --- |\n\n${TEXT}`],
    [
      'in a table of a page',
      'a.html',
      `<table><tr><th>Audience</th><td>internal</td></tr></table><p>${TEXT}`,
    ],
    ['behind a dash', 'a.txt', `Audience – internal\n\n${TEXT}`],
    ['with more behind it', 'a.txt', `Classification: Internal – do not share\n\n${TEXT}`],
    ['by itself', 'a.txt', `Pay plan\nINTERNAL USE ONLY\n\n${TEXT}`],
    [
      'below many other fields',
      'a.md',
      `---\n${Array.from({ length: 80 }, (_, i) => `k${i}: ${i}`).join('\n')}\nparams:\n  audience: internal\n---\n${TEXT}`,
    ],
  ])('%s, is refused', async (_what, path, content) => {
    const { documents, refused } = await read({ [path]: content });
    expect(documents).toEqual([]);
    expect(refused).toEqual([{ path, reason: expect.stringMatching(/audience/), mayRestrict: true }]);
  });

  it('is read where the catalog says who may see it', async () => {
    const { documents } = await read({
      'a.txt': `Audience: the board only\n\n${TEXT}`,
      'b.txt': `Audience: everybody\n\n${TEXT}`,
      'catalog.yaml': 'documents: { a.txt: { audience: internal }, b.txt: { audience: public } }',
    });
    expect(documents.map(({ audience }) => audience)).toEqual(['internal', 'public']);
  });
});

it.each<[string, string, string]>([
  ['speaks of an audience further down', 'a.md', `${TEXT}\n**Audience:** all teammates\n\nOf this page.\n`],
  ['has a sentence about its audience', 'a.txt', `Pay\n\nOur audience: whoever wants to know.\n\n${TEXT}`],
  ['is about audiences', 'a.md', '---\ntitle: Audiences\n---\n# Audience\n\nThe audience is seated.\n'],
  ['is about audits', 'a.md', `---\naudited: yes\n---\n${TEXT}`],
  ['is about sound', 'a.txt', `Audio encoding: AAC\nAudit instructions: below\n\n${TEXT}`],
  ['has numbers of telephones', 'a.txt', `Internal: 4521\nExternal: 0207\n\n${TEXT}`],
  ['is for more than the office', 'a.txt', `Scope: internal and external staff\n\n${TEXT}`],
  ['has rules for internal use in its title', 'a.md', `---\ntitle: Internal regulations\n---\n${TEXT}`],
  ['is a page for all', 'a.html', `<head><meta name="audience" content="all"></head><p>${TEXT}`],
])('a file that %s is read', async (_what, path, content) => {
  expect((await read({ [path]: content })).refused).toEqual([]);
});

it('two files of one name in two forms of Unicode are refused, as it is not known which one is meant', async () => {
  const { documents, refused } = await read({ 'caf\u00e9.txt': TEXT, 'cafe\u0301.txt': TEXT });
  expect(documents).toEqual([]);
  expect(refused).toEqual([
    { path: 'caf\u00e9.txt', reason: expect.stringContaining('two files of this name') },
  ]);
});

it('what documents show is passed over', async () => {
  const { files, refused } = await read({
    'a.txt': TEXT,
    'a/b.PNG': 'x',
    'c.svg': 'x',
    'd.mp4': 'x',
    'e.css': 'x',
  });
  expect(files.map(({ path }) => path)).toEqual(['a.txt']);
  expect(refused).toEqual([]);
});

it('a head that is made to take long is read all the same', async () => {
  const { documents, refused } = await read(
    Object.fromEntries(
      [' ', '\t', '-', ':', 'a ', 'a:', '|', '{', '<!--', '<meta ', '`', '\n'].map((unit, i) => [
        `${i}.txt`,
        `a${unit.repeat(8_000 / unit.length)}b\n\n${TEXT}`,
      ]),
    ),
  );
  expect(documents.length + refused.length).toBe(12);
});
