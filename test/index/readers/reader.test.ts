import { expect, it } from 'vitest';
import { READABLE_EXTENSIONS, readerFor } from '../../../index/readers/reader.ts';
import { readText } from '../../../index/readers/text.ts';

it('reads .txt files as text, however the extension is written', () => {
  expect(readerFor('.txt')).toBe(readText);
  expect(readerFor('.TXT')).toBe(readText);
});

it.each(['.pdf', '.md', '.txt~', 'txt', '', '.constructor'])('has no reader for "%s"', (extension) => {
  expect(readerFor(extension)).toBeNull();
});

it('names the extensions it has a reader for', () => {
  expect(READABLE_EXTENSIONS).toEqual(['.txt']);
});
