import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReadings } from '../../index/readings.ts';
import { romanToDigits } from '../../index/roman-numerals.ts';
import { anyText } from '../support/texts.ts';

function readingsOf(text: string): string[] {
  return findReadings(text).map(({ word }) => word.toLowerCase());
}

describe('findReadings', () => {
  it.each([
    ['the accommo-\ndation office', 'accommodation'],
    ['infor-\r\n    mation', 'information'],
    ['1 000 euro', '1000'],
    ['1\u202f000 euro', '1000'],
    ["1'000 francs", '1000'],
    ['1’000’000', '1000000'],
    ['12.500 euro', '12500'],
    ['1.234,50', '1234.50'],
    ['3,5 percent', '3.5'],
    ['15.00', '15'],
    ['12 ¾', '12.75'],
    ['ten and a quarter', '10.25'],
    ['a dozen', '12'],
    ['FY 2025', 'fy25'],
    ['the 2nd quarter', 'q2'],
    ['180 °C', 'celsius'],
    ['the ’90s', '1990s'],
    ['+49 (30) 12-34', '49301234'],
    ['the USA', 'us'],
    ['Ph.D.', 'phd'],
    ['£1.5m', '1500000'],
    ['2bn', '2000000000'],
    ['1.5 million', '1500000'],
    ['900k', '900000'],
    ['造价150万元', '1500000'],
    ['two hundred and fifty', '250'],
    ['a million', '1000000'],
    ['three thousand four hundred', '3400'],
    ['$15', 'dollar'],
    ['40 €', 'euro'],
    ['GBP 40', 'pound'],
    ['¥40', '元'],
    ['5%', 'percent'],
    ['5 per cent', 'percent'],
    ['百分之五', 'percent'],
    ['30 mins', 'minute'],
    ['24h', 'hour'],
    ['24h', '24'],
    ['2 pm', '14:00'],
    ['2pm', '14:00'],
    ['2.30 p.m.', '14:30'],
    ['12 am', '00:00'],
    ['12 p.m.', '12:00'],
    ['9:00', '09:00'],
    ['14:00', '14:00'],
    ['noon', '12:00'],
    ['17h30', '17:30'],
    ['5:30', '17:30'],
    ['half past two', '14:30'],
    ['quarter to nine', '08:45'],
    ['3 November 2026', '2026-11-03'],
    ['2026年11月3日', '2026-11-03'],
    ['v2.0', '2.0'],
    ['v2.0', 'version'],
    ['min. 4 kg', 'minimum'],
    ['下午2点', '14:00'],
    ['下午三时', '15:00'],
    ['一九九八年三月五日', '1998-03-05'],
    ['晚上八点半', '20:30'],
    ['U.S. staff', 'us'],
    ['u.k. staff', 'uk'],
    ['on-boarding', 'onboarding'],
    ['check-in', 'checkin'],
    ['log in', 'login'],
    ['sign up', 'signup'],
    ['R&D', 'r&d'],
    ['R and D', 'r&d'],
    ['Nov. 3', 'november'],
    ['3 sept', 'september'],
    ['Mon-Fri', 'friday'],
    ['Part IV', '4'],
    ['article ix', '9'],
    ['Section I', '1'],
    ['minUploadMb', 'upload'],
  ])('reads "%s" as %s too', (text, word) => expect(readingsOf(text)).toContain(word));

  it.each([
    ['1,000', '1'],
    ['1.0005', '10005'],
    ['+49 170 123', '170123'],
    ['10:1', '10:01'],
    ['I do', '1'],
    ['MIX', '9'],
    ['e.g. tea', 'eg'],
    ['one and two', '3'],
    ['JavaScript', 'java'],
    ['mar the day', 'march'],
    ['born in', 'bornin'],
    ['14:00', '26:00'],
    ['9 min', 'minimum'],
  ])('does not read "%s" as %s', (text, word) => expect(readingsOf(text)).not.toContain(word));

  it('reads what stands in the text, and says something', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { word, start, end } of findReadings(text)) {
          expect(word).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '1,',
    '1 ',
    '1 000 ',
    '1.',
    '$1',
    '%',
    'one ',
    'and ',
    'one and ',
    'A.',
    'aaB',
    'a-',
    'IX ',
    'log in ',
    '百分之',
    '下午',
  ])(
    'takes time in proportion to a run of "%s"',
    (part) => {
      expect(findReadings(part.repeat(60_000))).toBeInstanceOf(Array);
    },
    2_000,
  );
});

describe('romanToDigits', () => {
  it.each([
    ['I', '1'],
    ['iv', '4'],
    ['IX', '9'],
    ['XIV', '14'],
    ['XLIX', '49'],
    ['LXXXIX', '89'],
  ])('reads %s as %s', (written, digits) => expect(romanToDigits(written)).toBe(digits));

  it.each(['', 'IIII', 'VX', 'ILL', 'IC', '4'])('knows no number "%s"', (written) => {
    expect(romanToDigits(written)).toBeNull();
  });
});
