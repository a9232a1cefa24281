import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlanciteError } from '../../index/errors.ts';
import { sha256 } from '../../index/manifest.ts';
import { READABLE_EXTENSIONS } from '../../index/readers/reader.ts';
import { readSeeds, surveySeeds } from '../../index/seeds.ts';
import { folderWith, SEEDS_DIR, temporaryFolder } from '../support/folders.ts';

const TEXT = 'The province issued a plan for the digital economy. It has five parts.';

const KNOWN = READABLE_EXTENSIONS.join(', ');

function source(seedsDir: string, maxDocumentBytes = 100_000) {
  return { seedsDir, maxDocumentBytes };
}

describe('readSeeds', () => {
  it('describes a document by what its text says', async () => {
    const text = `Digital Hunan\n\nUpdated:2022-07-15\n\n${TEXT}`;
    const { documents } = await readSeeds(source(folderWith({ 'a.txt': `\ufeff${text}` })));
    const laidOut = { level: 0, label: '', page: null };
    expect(documents).toEqual([
      {
        path: 'a.txt',
        title: 'Digital Hunan',
        issuer: null,
        jurisdiction: null,
        topic: null,
        publishedOn: '2022-07-15',
        source: null,
        language: 'en',
        audience: 'public',
        audienceSaidBy: null,
        aliases: [],
        text,
        blocks: [
          { ...laidOut, start: 0, end: 13, kind: 'title', form: 'heading', parent: -1 },
          { ...laidOut, start: 15, end: 33, kind: 'metadata', form: 'paragraph', parent: 0 },
          { ...laidOut, start: 35, end: text.length, kind: 'body', form: 'paragraph', parent: 0 },
        ],
        encoding: 'UTF-8',
        byteOrderMarkBytes: 3,
        sizeBytes: text.length + 3,
        sha256: sha256(`\ufeff${text}`),
      },
    ]);
  });

  it('lets the catalog overrule the text', async () => {
    const catalog =
      'documents:\n  b/a.txt:\n    title: The Plan\n    date: 2021\n    language: zh\n    audience: internal\n    aliases: [Plan A]\n    issuer: State Council';
    const files = { 'b/a.txt': `Digital Hunan\n\nUpdated:2022-07-15\n\n${TEXT}`, 'catalog.yaml': catalog };
    const { documents, strayCatalogEntries } = await readSeeds(source(folderWith(files)));
    expect(documents).toMatchObject([
      {
        path: 'b/a.txt',
        title: 'The Plan',
        publishedOn: '2021',
        language: 'zh',
        audience: 'internal',
        aliases: ['Plan A'],
        issuer: 'State Council',
      },
    ]);
    expect(strayCatalogEntries).toEqual([]);
  });

  it('names catalog entries that describe no document', async () => {
    const catalog = 'documents:\n  a.txt:\n  b.txt:\n  c.pdf:\n  catalog.yaml:';
    const folder = folderWith({ 'a.txt': TEXT, 'c.pdf': 'x', 'catalog.yaml': catalog });
    expect((await readSeeds(source(folder))).strayCatalogEntries).toEqual(['b.txt', 'c.pdf', 'catalog.yaml']);
  });

  it('takes the title from the path of a text that has none', async () => {
    const { documents } = await readSeeds(source(folderWith({ 'b/digital_hunan--plan.TXT': TEXT })));
    expect(documents.map((document) => document.title)).toEqual(['digital hunan plan']);
  });

  it('reads sub-folders too, in the order of the paths', async () => {
    const files = {
      'b.txt': TEXT,
      'a/z.txt': TEXT,
      'a.txt': TEXT,
      'a/b/c.txt': TEXT,
      '湖南.txt': TEXT,
      'B.txt': TEXT,
    };
    const { documents } = await readSeeds(source(folderWith(files)));
    expect(documents.map((document) => document.path)).toEqual([
      'B.txt',
      'a.txt',
      'a/b/c.txt',
      'a/z.txt',
      'b.txt',
      '湖南.txt',
    ]);
  });

  it('passes over hidden files and node_modules, silently', async () => {
    const folder = {
      'a.txt': TEXT,
      '.b.txt': TEXT,
      '.git/c.txt': TEXT,
      'd/.e/f.txt': TEXT,
      'node_modules/g/h.txt': TEXT,
    };
    const { documents, refused, files } = await readSeeds(source(folderWith(folder)));
    expect(documents.map((document) => document.path)).toEqual(['a.txt']);
    expect(refused).toEqual([]);
    expect(files.map((file) => file.path)).toEqual(['a.txt']);
  });

  it('follows links to files inside the folder, and no others', async () => {
    const outside = folderWith({ 'secret.txt': TEXT, 'd/secret.txt': TEXT });
    const folder = folderWith({ 'd/a.txt': TEXT });
    symlinkSync('d/a.txt', join(folder, 'inside.txt'));
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'outside.txt'));
    symlinkSync(join(outside, 'd'), join(folder, 'folder'));
    symlinkSync('missing.txt', join(folder, 'broken.txt'));
    symlinkSync('loop.txt', join(folder, 'loop.txt'));
    const { documents } = await readSeeds(source(folder));
    expect(documents.map((document) => document.path)).toEqual(['d/a.txt', 'inside.txt']);
  });

  it('works where the seeds folder itself is a link', async () => {
    const folder = folderWith({ 'a.txt': TEXT });
    const link = join(temporaryFolder(), 'seeds');
    symlinkSync(folder, link);
    expect((await readSeeds(source(link))).documents.map((document) => document.path)).toEqual(['a.txt']);
  });

  it('takes a folder with the name of a document for a folder', async () => {
    const { documents, refused } = await readSeeds(source(folderWith({ 'a.txt/b.txt': TEXT })));
    expect(documents.map((document) => document.path)).toEqual(['a.txt/b.txt']);
    expect(refused).toEqual([]);
  });

  it('names each file it refuses, with the reason, and reads the others', async () => {
    const folder = {
      'a.txt': TEXT,
      'b.txt': 'x'.repeat(201),
      'c.doc': 'x',
      'd.txt': 'a\0b',
      'e.txt': ' \n',
      LICENSE: TEXT,
      'f/catalog.yaml': 'documents:',
    };
    const { documents, refused, files } = await readSeeds(source(folderWith(folder), 200));
    expect(documents.map((document) => document.path)).toEqual(['a.txt']);
    expect(refused).toEqual([
      { path: 'LICENSE', reason: `files of this kind are not read (no extension; known: ${KNOWN})` },
      { path: 'b.txt', reason: 'its 201 bytes are more than MAX_DOCUMENT_BYTES, 200' },
      { path: 'c.doc', reason: `files of this kind are not read (.doc; known: ${KNOWN})` },
      { path: 'd.txt', reason: expect.stringContaining('NUL bytes') },
      { path: 'e.txt', reason: 'it holds no text' },
      { path: 'f/catalog.yaml', reason: `files of this kind are not read (.yaml; known: ${KNOWN})` },
    ]);
    expect(files.map(({ path, sha256: digest }) => [path, digest === null])).toEqual([
      ['LICENSE', true],
      ['a.txt', false],
      ['b.txt', true],
      ['c.doc', true],
      ['d.txt', false],
      ['e.txt', false],
      ['f/catalog.yaml', true],
    ]);
  });

  it('reads a document of just the size that is allowed', async () => {
    const { documents } = await readSeeds(source(folderWith({ 'a.txt': TEXT }), TEXT.length));
    expect(documents.map((document) => document.sizeBytes)).toEqual([TEXT.length]);
  });

  it('hands the glossary over as it is written', async () => {
    const glossary = '- [Hunan, 湖南] # both\n';
    expect((await readSeeds(source(folderWith({ 'glossary.yaml': glossary })))).glossary).toBe(glossary);
    expect((await readSeeds(source(temporaryFolder()))).glossary).toBe('');
  });

  it('finds nothing in an empty folder', async () => {
    expect(await readSeeds(source(temporaryFolder()))).toEqual({
      files: [],
      catalog: '',
      documents: [],
      refused: [],
      glossary: '',
      strayCatalogEntries: [],
      internalInCatalog: [],
      held: [],
      withheld: [],
    });
  });

  it.each([
    ['is missing', () => join(temporaryFolder(), 'missing'), /missing cannot be read \(ENOENT\)/],
    ['is a file', () => join(folderWith({ 'a.txt': TEXT }), 'a.txt'), /a\.txt cannot be read \(ENOTDIR\)/],
  ])('rejects if the folder %s, and names it', async (_what, folder, message) => {
    const reason = expect.objectContaining({
      code: 'SEEDS_UNREADABLE',
      message: expect.stringMatching(message),
    });
    await expect(readSeeds(source(folder()))).rejects.toThrow(reason);
    await expect(surveySeeds(source(folder()))).rejects.toThrow(reason);
  });

  it.each([
    ['catalog.yaml', 'CATALOG_INVALID'],
    ['glossary.yaml', 'GLOSSARY_INVALID'],
  ])('rejects rather than do without a %s that is too large', async (name, code) => {
    const folder = folderWith({ 'a.txt': TEXT, [name]: `# ${'x'.repeat(300)}` });
    const rejection = expect(readSeeds(source(folder, 200))).rejects;
    await rejection.toThrow(PlanciteError);
    await expect(readSeeds(source(folder, 200))).rejects.toMatchObject({
      code,
      message: `${name}: its 302 bytes are more than MAX_DOCUMENT_BYTES, 200`,
    });
  });

  it('rejects a catalog that is broken', async () => {
    const folder = folderWith({ 'a.txt': TEXT, 'catalog.yaml': 'documents: [' });
    await expect(readSeeds(source(folder))).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
  });

  it('reads the shipped documents with the titles and dates a reader would give them', async () => {
    const { documents, refused, strayCatalogEntries } = await readSeeds(source(SEEDS_DIR));
    expect(documents.map(({ title, publishedOn, language }) => [title, publishedOn, language])).toEqual([
      ['Digital Hunan construction plan unveiled', '2022-07-15', 'en'],
      ['Hunan province issues white paper on government affairs big data', '2021-12-14', 'en'],
      ['By 2025, decisive progress will be made in the construction of Digital China', null, 'en'],
      ['Wonderful Henan·Here We Are (Digital Henan)②|Building a digital society', '2023-01-29', 'en'],
      ['The Overall Layout Planning of Digital China Construction', null, 'en'],
    ]);
    expect(refused).toEqual([]);
    expect(strayCatalogEntries).toEqual([]);
  });
});

describe('surveySeeds', () => {
  it('finds what reading the seeds at the same time does', async () => {
    const folder = folderWith({
      'a.txt': TEXT,
      'b/c.txt': `${TEXT}x`,
      'd.txt': 'x'.repeat(300),
      'e.pdf': 'x',
      'f.txt': 'a\0b',
      'catalog.yaml': 'documents:',
      'glossary.yaml': '[]',
    });
    const files = await surveySeeds(source(folder, 200));
    expect(files).toEqual((await readSeeds(source(folder, 200))).files);
    expect(files.map((file) => file.path)).toEqual([
      'a.txt',
      'b/c.txt',
      'catalog.yaml',
      'd.txt',
      'e.pdf',
      'f.txt',
      'glossary.yaml',
    ]);
    expect(files[0]?.sha256).toBe(sha256(TEXT));
  });

  it.each<[string, (folder: string) => void]>([
    ['a changed document', (folder) => writeFileSync(join(folder, 'a.txt'), `${TEXT}!`)],
    ['a new document', (folder) => writeFileSync(join(folder, 'b.txt'), TEXT)],
    ['a new file that cannot be read', (folder) => writeFileSync(join(folder, 'b.pdf'), TEXT)],
    ['a removed document', (folder) => rmSync(join(folder, 'a.txt'))],
    ['a changed catalog', (folder) => writeFileSync(join(folder, 'catalog.yaml'), 'documents: {}')],
    ['a new glossary', (folder) => writeFileSync(join(folder, 'glossary.yaml'), '[]')],
    ['a document that is now too large', (folder) => writeFileSync(join(folder, 'a.txt'), 'x'.repeat(300))],
  ])('differs after %s', async (_what, change) => {
    const folder = folderWith({ 'a.txt': TEXT, 'catalog.yaml': 'documents:' });
    const before = await surveySeeds(source(folder, 200));
    change(folder);
    expect(await surveySeeds(source(folder, 200))).not.toEqual(before);
  });

  it('stays the same when only what is passed over changes', async () => {
    const folder = folderWith({ 'a.txt': TEXT });
    const before = await surveySeeds(source(folder));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, '.hidden.txt'), TEXT);
    writeFileSync(join(folder, 'a.txt'), TEXT);
    expect(await surveySeeds(source(folder))).toEqual(before);
  });
});

it('refuses to go on where the catalog is there but cannot be read: it may keep documents internal', async () => {
  const seedsDir = folderWith({ 'a.txt': 'Title\n\nText of it.\n' });
  const elsewhere = folderWith({ 'catalog.yaml': 'documents: { a.txt: { audience: internal } }' });
  symlinkSync(join(elsewhere, 'catalog.yaml'), join(seedsDir, 'catalog.yaml'));
  await expect(readSeeds({ seedsDir, maxDocumentBytes: 1_000 })).rejects.toThrow(
    'catalog.yaml: it is no file, or a link that leads nowhere or out of the folder',
  );
});

it('names links that lead out of the folder', async () => {
  const seedsDir = folderWith({ 'a.txt': 'Title\n\nText of it.\n' });
  symlinkSync('/etc/hostname', join(seedsDir, 'host.txt'));
  const { documents, refused } = await readSeeds({ seedsDir, maxDocumentBytes: 1_000 });
  expect(documents.map(({ path }) => path)).toEqual(['a.txt']);
  expect(refused).toEqual([
    { path: 'host.txt', reason: 'it is no file, or a link that leads nowhere or out of the folder' },
  ]);
});
