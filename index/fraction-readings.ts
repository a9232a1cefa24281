import type { Finder } from './readings.ts';

const COUNTS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNT = `\\d+|${COUNTS.join('|')}`;
const PARTS: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75, half: 0.5, quarter: 0.25 };

/** Numbers with a fraction, and dozens. */
export const FRACTION_FINDERS: readonly Finder[] = [
  // 2½, 2 ½
  {
    hint: /[¼½¾]/u,
    pattern: /(?<![\p{N}.,])(?<whole>\d{1,9}) ?(?<part>[¼½¾])(?!\p{N})/gu,
    read: (_, { whole, part = '' }) => String(Number(whole) + (PARTS[part] ?? 0)),
  },
  // two and a half
  {
    hint: / and an? (?:half|quarter)/iu,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?<whole>${COUNT}) and an? (?<part>half|quarter)(?!\\p{L})`,
      'giu',
    ),
    read: (_, { whole = '', part = '' }) => String(toNumber(whole) + (PARTS[part.toLowerCase()] ?? 0)),
  },
  // two dozen
  {
    hint: /dozen/iu,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:(?<count>an?|${COUNT}) )?dozen(?!\\p{L})`, 'giu'),
    read: (_, { count = 'a' }) => String(12 * (/^an?$/iu.test(count) ? 1 : toNumber(count))),
  },
];

function toNumber(written: string): number {
  return COUNTS.indexOf(written.toLowerCase()) + 1 || Number(written);
}
