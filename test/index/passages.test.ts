import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { countLineBreaks } from '../../index/passages.ts';
import { readSeeds } from '../../index/seeds.ts';
import { SEEDS_DIR } from '../support/folders.ts';
import { anyText, between, documentOf, passagesOf, textsOf } from '../support/texts.ts';

const MAX_PASSAGE_CHARS = 1_500;
const PAGE = [
  'Knowing All about Hunan',
  'Digital Hunan 数字湖南',
  'Updated:2022-07-15',
  'Hunan issued a plan. 它有五个部分。',
  'Roads and Data',
  'By 2025, roads will be built.\nThe data are open.',
  'Translator: Xiao Juan',
].join('\n\n');

describe('splitPassages', () => {
  it('makes a passage of each paragraph, with its place', () => {
    const document = documentOf(PAGE, 'folder/a.txt');
    const found = passagesOf(document).map(
      ({ id, documentPath, ordinal, kind, heading, paragraph, page, line, start, end }) => ({
        ...{ id, documentPath, ordinal, kind, heading, paragraph, page, line },
        text: PAGE.slice(start, end),
      }),
    );
    const common = { documentPath: 'folder/a.txt', heading: null, page: null };
    expect(found).toEqual([
      {
        ...common,
        id: 'folder/a.txt#0',
        ordinal: 0,
        kind: 'furniture',
        paragraph: 1,
        line: 1,
        text: 'Knowing All about Hunan',
      },
      {
        ...common,
        id: 'folder/a.txt#1',
        ordinal: 1,
        kind: 'title',
        paragraph: 2,
        line: 3,
        text: 'Digital Hunan 数字湖南',
      },
      {
        ...common,
        id: 'folder/a.txt#2',
        ordinal: 2,
        kind: 'metadata',
        paragraph: 3,
        line: 5,
        text: 'Updated:2022-07-15',
      },
      {
        ...common,
        id: 'folder/a.txt#3',
        ordinal: 3,
        kind: 'body',
        paragraph: 4,
        line: 7,
        text: 'Hunan issued a plan. 它有五个部分。',
      },
      {
        ...common,
        id: 'folder/a.txt#4',
        ordinal: 4,
        kind: 'heading',
        paragraph: 5,
        line: 9,
        text: 'Roads and Data',
      },
      {
        ...common,
        id: 'folder/a.txt#5',
        ordinal: 5,
        kind: 'body',
        heading: 'Roads and Data',
        paragraph: 6,
        line: 11,
        text: 'By 2025, roads will be built.\nThe data are open.',
      },
      {
        ...common,
        id: 'folder/a.txt#6',
        ordinal: 6,
        kind: 'metadata',
        heading: 'Roads and Data',
        paragraph: 7,
        line: 14,
        text: 'Translator: Xiao Juan',
      },
    ]);
  });

  it('knows the sentences of each passage', () => {
    const [, , , body] = passagesOf(documentOf(PAGE));
    expect(textsOf(PAGE, body?.sentences ?? [])).toEqual(['Hunan issued a plan.', '它有五个部分。']);
  });

  it.each([
    ['UTF-8', Buffer.from(PAGE)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${PAGE}`)],
    ['UTF-8 with CRLF line ends', Buffer.from(PAGE.replaceAll('\n', '\r\n'))],
    ['UTF-16LE with a byte order mark', iconv.encode(PAGE, 'utf-16le', { addBOM: true })],
    ['UTF-16BE with a byte order mark', iconv.encode(PAGE, 'utf-16be', { addBOM: true })],
    ['UTF-16LE without one', iconv.encode(PAGE, 'utf-16le', { addBOM: false })],
    [
      'GB18030',
      iconv.encode(`${PAGE}\n\n${'各市州人民政府要加强组织领导，落实工作责任。'.repeat(120)}`, 'gb18030'),
    ],
  ])('gives the byte and the line of the file each passage starts at, in %s', (_what, bytes) => {
    const document = documentOf(bytes);
    const passages = passagesOf(document);
    expect(passages.length).toBeGreaterThan(6);
    for (const { start, end, byteStart, line } of passages) {
      const text = document.text.slice(start, end);
      const fromThere = iconv.decode(Buffer.from(bytes.subarray(byteStart ?? 0)), document.encoding ?? '', {
        stripBOM: false,
      });
      expect(fromThere.slice(0, text.length)).toBe(text);
      expect(document.text.split(/\r?\n/)[(line ?? 0) - 1]).toContain(text.split(/\r?\n/)[0]);
    }
  });

  it('has no bytes and lines of the file for a document whose text was extracted', () => {
    const passages = passagesOf({ ...documentOf(PAGE), encoding: null });
    expect(passages.map(({ byteStart, line }) => [byteStart, line])).toEqual(Array(7).fill([null, null]));
  });

  it('splits a long paragraph at sentence ends into parts of about equal size', () => {
    const text = Array.from({ length: 60 }, (_, i) => `Sentence number ${i} says a little about data.`).join(
      ' ',
    );
    const passages = passagesOf(documentOf(text));
    expect(passages.map(({ start, end }) => end - start)).toEqual([1339, 1349]);
    expect(passages.map(({ paragraph }) => paragraph)).toEqual([1, 1]);
    for (const passage of textsOf(text, passages)) expect(passage).toMatch(/^Sentence .* data\.$/);
  });

  it('splits a sentence that is too long by itself between clauses', () => {
    const text = `${'the plan, which says a little about data, '.repeat(50)}ends.`;
    const passages = textsOf(text, passagesOf(documentOf(text)));
    expect(passages).toHaveLength(2);
    expect(passages[0]).toMatch(/,$/);
    expect(passages.join(' ')).toBe(text);
  });

  it('has exact, ordered slices that leave nothing but white space out', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(/[^\s\0\ufeff]/.test(text) && !/\0|^\ufeff/.test(text));
        const document = documentOf(text);
        const passages = passagesOf(document);
        expect(between(document.text, passages).join('').trim()).toBe('');
        passages.forEach((passage, i) => {
          expect(passage.id).toBe(`a.txt#${i}`);
          expect(passage.line).toBe(countLineBreaks(document.text.slice(0, passage.start)) + 1);
          expect(passage.byteStart).toBe(Buffer.byteLength(document.text.slice(0, passage.start)));
          expect(passage.sentences[0]?.start).toBe(passage.start);
          expect(passage.sentences.at(-1)?.end).toBe(passage.end);
          const inside = passage.sentences.map(({ start, end }) => ({
            start: start - passage.start,
            end: end - passage.start,
          }));
          expect(between(document.text.slice(passage.start, passage.end), inside).join('').trim()).toBe('');
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is never larger than a passage may be where the text has words', () => {
    const words = fc.array(
      fc.constantFrom('plan', 'Hunan', 'data,', 'roads.', '数字经济', '建设。', '；', '(a)', 'No.'),
      {
        minLength: 400,
        maxLength: 1_500,
      },
    );
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '', '\n'), (parts, glue) => {
        const sizes = passagesOf(documentOf(parts.join(glue))).map(({ start, end }) => end - start);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PASSAGE_CHARS);
      }),
      { numRuns: 30 },
    );
  });

  it('holds every word of the shipped documents', async () => {
    const { documents } = await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: 1_000_000 });
    for (const document of documents) {
      const passages = passagesOf(document);
      expect(between(document.text, passages).join('').trim()).toBe('');
      expect(Math.max(...passages.map(({ start, end }) => end - start))).toBeLessThanOrEqual(
        MAX_PASSAGE_CHARS,
      );
    }
  });
});

describe('countLineBreaks', () => {
  it.each([
    ['', 0],
    ['a\nb', 1],
    ['a\r\nb\r\n', 2],
    ['a\rb', 1],
    ['\n\r', 2],
    ['\u2028\u2029', 0],
  ])('counts %j as it is written', (text, breaks) => expect(countLineBreaks(text)).toBe(breaks));
});
