import { beforeAll, describe, expect, it } from 'vitest';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { readSeeds } from '../../index/seeds.ts';
import { folderWith } from '../support/folders.ts';
import { ask, citationsOf } from '../support/questions.ts';
import { fixture } from '../support/readings.ts';
import { between, passagesOf } from '../support/texts.ts';

const FILES = {
  'archive.pdf': fixture('two-pages.pdf'),
  'chinese.pdf': fixture('chinese.pdf'),
  'leave.docx': fixture('libreoffice.docx'),
  'library.pdf': fixture('two-columns.pdf'),
  'locked.docx': fixture('encrypted.docx'),
  'locked.pdf': fixture('encrypted.pdf'),
  'page.html': fixture('pandoc.html'),
  'page.pdf': fixture('pandoc.html'),
  'parking.md':
    '---\ntitle: Parking rules\nissuer: Estates\n---\n## Fees\n\nParking costs *nine* yuan a day.\n',
  'pets.markdown': '---\naudience: staff\n---\n# Pets\n\nPets stay outside.\n',
  'plain.txt': 'Smoking rules\n\nIssued by: Estates\n\nNobody smokes inside of any building.\n',
  'travel.pdf': fixture('libreoffice.pdf'),
  'catalog.yaml': 'documents: { parking.md: { issuer: Estates Office } }',
};

let index: DocumentIndex;

beforeAll(async () => {
  index = await buildIndex(await readSeeds({ seedsDir: folderWith(FILES), maxDocumentBytes: 1_000_000 }));
});

describe('a folder with files of all formats', () => {
  it('gives documents with the titles and issuers a reader would give them', () => {
    expect([...index.documents.values()].map(({ path, title, issuer }) => [path, title, issuer])).toEqual([
      ['archive.pdf', 'Rules of the Archive', null],
      ['chinese.pdf', '差旅管理办法', '财务部'],
      ['leave.docx', '员工休假管理办法', '人力资源部'],
      ['library.pdf', 'Rules of the Library', null],
      ['page.html', 'Travel Policy', 'Finance Office'],
      ['parking.md', 'Parking rules', 'Estates Office'],
      ['plain.txt', 'Smoking rules', 'Estates'],
      ['travel.pdf', 'Travel Policy', 'Finance Office'],
    ]);
  });

  it('names the files that cannot be read, with the reason', () => {
    expect(index.seeds.refused).toEqual([
      { path: 'locked.docx', reason: 'it is encrypted: save it without a password' },
      { path: 'locked.pdf', reason: 'it is encrypted: save it without a password' },
      { path: 'page.pdf', reason: 'it is no PDF although its name says so' },
      {
        path: 'pets.markdown',
        reason: expect.stringMatching(/^its front matter is wrong: audience: /),
        mayRestrict: true,
      },
    ]);
  });

  it('gives passages that are slices of the text and leave nothing but white space out', () => {
    for (const document of index.documents.values()) {
      const { text, blocks } = document;
      expect(between(text, blocks).join('').trim()).toBe('');
      const passages = passagesOf(document);
      expect(between(text, passages).join('').trim()).toBe('');
      for (const { sentences, start, end } of passages) {
        expect([sentences[0]?.start, sentences.at(-1)?.end]).toEqual([start, end]);
      }
    }
  });

  it.each([
    ['How many documents may a reader have at the table?', { path: 'archive.pdf', page: 1 }],
    ['How long does the workshop need for an order?', { path: 'archive.pdf', page: 2 }],
    ['When are claims due after the journey?', { path: 'travel.pdf', page: 4, heading: '4. Claims' }],
    ['住宿标准是多少？', { path: 'chinese.pdf', page: 1, heading: '第一章 总则' }],
    ['What does parking cost?', { path: 'parking.md', page: null, heading: 'Fees' }],
    ['年休假有几天？', { path: 'leave.docx', page: null, heading: '第一章 年休假' }],
  ])('answers "%s" with the place it stands at', async (question, { path, ...place }) => {
    const [citation] = citationsOf(await ask(index, question));
    expect(citation).toMatchObject({
      document: { path },
      line: null,
      byteStart: null,
      byteEnd: null,
      ...place,
    });
  });
});
