import { expect, it } from 'vitest';
import { findAbbreviations } from '../../index/explained-abbreviations.ts';

it.each([
  ['Paid time off (PTO) is logged.', 'PTO', 'Paid time off'],
  ['It was signed. The chief fire officer (“CFO”) signs.', 'CFO', 'chief fire officer'],
  ['GDPR (General Data Protection Regulation) applies.', 'GDPR', 'General Data Protection Regulation'],
  ['our Research & Development (R&D) team', 'R&D', 'Research & Development'],
  ['information technology (IT) tickets', 'IT', 'information technology'],
])('finds what "%s" explains', (text, short, long) =>
  expect(findAbbreviations(text)).toEqual([{ short, long }]),
);

it.each([
  'See the note (see ABC).',
  'The Authority (the "Agency") decides.',
  'Part of the rules (IV) applies.',
  'Staff (5) and guests (NO)',
  'Capital Adequacy Ratio (CAR)',
  'Nothing of it stands here (XYZ).',
  '',
])('finds nothing explained in "%s"', (text) => expect(findAbbreviations(text)).toEqual([]));

it('takes time in proportion to a run of brackets', () => {
  expect(findAbbreviations('ab (AB '.repeat(50_000))).toEqual([]);
  expect(findAbbreviations('(AB) '.repeat(50_000))).toEqual([]);
}, 5_000);
