import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPastes } from '../../../adapters/terminal/paste.ts';

const BEGIN = '\u001b[200~';
const END = '\u001b[201~';

/** What is read of bytes that come in these parts. */
async function read(parts: readonly Uint8Array[]): Promise<string> {
  const stdin = Object.assign(new PassThrough(), { setRawMode() {} });
  const { input, broken } = readPastes(stdin as unknown as NodeJS.ReadStream, new PassThrough());
  for (const part of parts) stdin.write(part);
  stdin.end();
  let text = '';
  for await (const chunk of input) text += String(chunk);
  return broken(text);
}

it('keeps the lines of a paste together, whatever parts it comes in', async () => {
  const typed = `a\r${BEGIN}第一行\r\nsecond\tline\rthird\u001b[A${END}\u001b[A\r`;
  const bytes = Buffer.from(typed);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
      // Only what is pasted is cut anywhere: of a key, and so of the mark in front, terminals send the bytes at once.
      const marked = bytes.indexOf(BEGIN) + '\u001b['.length;
      const ends = [...cuts.filter((cut) => cut > marked).sort((a, b) => a - b), bytes.length];
      const parts = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
      expect((await read(parts)).replace('\n\n', '\n')).toBe('a\r第一行\nsecond line\nthird[A\u001b[A\r');
    }),
  );
});

it('holds back no key that is pressed', async () => {
  const stdin = Object.assign(new PassThrough(), { setRawMode() {} });
  const { input } = readPastes(stdin as unknown as NodeJS.ReadStream, new PassThrough());
  for (const key of ['\u001b', 'x', '\u0003', '\u001b[A']) {
    stdin.write(key);
    const [chunk] = await new Promise<unknown[]>((resolve) => input.once('data', (data) => resolve([data])));
    expect(String(chunk)).toBe(key);
  }
});
