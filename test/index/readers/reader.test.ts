import { expect, it } from 'vitest';
import { READABLE_EXTENSIONS, readerFor } from '../../../index/readers/reader.ts';

it('has a reader for a format, however the extension is written', () => {
  expect(readerFor('.txt')).not.toBeNull();
  expect(readerFor('.TXT')).toBe(readerFor('.txt'));
  expect(readerFor('.Html')).toBe(readerFor('.html'));
});

it.each(['.doc', '.txt~', 'txt', '', '.constructor'])('has no reader for "%s"', (extension) => {
  expect(readerFor(extension)).toBeNull();
});

it('names the extensions it has a reader for', () => {
  expect(READABLE_EXTENSIONS).toEqual([
    '.txt',
    '.md',
    '.markdown',
    '.mdx',
    '.html',
    '.htm',
    '.xhtml',
    '.docx',
    '.pdf',
  ]);
});
