import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, toIsoDate } from '../../index/dates.ts';
import { anyText, between } from '../support/texts.ts';

describe('findDates', () => {
  it.each([
    ['2022-07-15', '2022-07-15'],
    ['2022/7/5', '2022-07-05'],
    ['2022.07.15', '2022-07-15'],
    ['2022年7月15日', '2022-07-15'],
    ['2022 年 7 月 1 号', '2022-07-01'],
    ['2022年7月', '2022-07'],
    ['2022年', '2022'],
    ['15 July 2022', '2022-07-15'],
    ['15th of July, 2022', '2022-07-15'],
    ['July 15, 2022', '2022-07-15'],
    ['JULY 1ST 2022', '2022-07-01'],
    ['Sept. 3, 2022', '2022-09-03'],
    ['July 2022', '2022-07'],
    ['Dec. 2022', '2022-12'],
    ['May, 2022', '2022-05'],
    ['31/12/2022', '2022-12-31'],
    ['12/31/2022', '2022-12-31'],
    ['3/4/2022', '2022'],
    ['5/5/2022', '2022-05-05'],
    ['3.4.2022', '2022-04-03'],
    ['31-12-2022', '2022-12-31'],
    ['二〇二二年七月十五日', '2022-07-15'],
    ['二〇二二年十二月三十一日', '2022-12-31'],
    ['二零二二年十月', '2022-10'],
    ['二○二二年', '2022'],
  ])('reads %s as %s', (text, iso) => {
    const surrounded = `before ${text}, behind`;
    const found = findDates(surrounded);
    expect(found.map(toIsoDate)).toEqual([iso]);
    expect(found.map(({ start, end }) => surrounded.slice(start, end))).toEqual([text]);
  });

  it.each([
    '2022',
    '2021-2025',
    'December 13',
    '7 July',
    'July 1822',
    '1822-07-15',
    '12022-07-15',
    '2022-13-01',
    '2022-12-32',
    '2022-07/15',
    '2022-07-155',
    'maybe 2022',
    '十四五',
    '一百二十年',
    'By-law No. 2021-12',
    'Regulation 2019.10.12',
    'IP 10.12.2022.1',
    '32/12/2022',
  ])('finds no date in %s', (text) => expect(findDates(text)).toEqual([]));

  it('finds several in reading order', () => {
    const text = 'From May 2022, or 2021年3月, to 15 June 2023 and 2024-01-02.';
    expect(findDates(text).map(toIsoDate)).toEqual(['2022-05', '2021-03', '2023-06-15', '2024-01-02']);
  });

  it('reads any day of the calendar in every form', () => {
    const from = { min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(from), (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number);
        const name = date.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' });
        for (const text of [
          iso,
          `${year}年${month}月${day}日`,
          `${day} ${name} ${year}`,
          `${name} ${day}, ${year}`,
        ])
          expect(findDates(text).map(toIsoDate)).toEqual([iso]);
      }),
    );
  });

  it('never overlaps, and keeps the order of the text', () => {
    const parts = fc.constantFrom(
      '2022',
      '07',
      '15',
      '-',
      '/',
      '年',
      '月',
      '日',
      'July',
      'May',
      ' ',
      ', ',
      '3',
      'of',
    );
    const dated = fc.array(parts, { maxLength: 60 }).map((found) => found.join(''));
    fc.assert(
      fc.property(fc.oneof(dated, anyText), (text) => {
        const dates = findDates(text);
        expect(between(text, dates)).toHaveLength(dates.length + 1);
        for (const date of dates) expect(toIsoDate(date)).toMatch(/^(?:19|20|21)\d\d(?:-\d\d){0,2}$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('toIsoDate', () => {
  it.each([
    [7, 5, '2022-07-05'],
    [12, null, '2022-12'],
    [null, null, '2022'],
  ])('is as precise as the date: month %s, day %s', (month, day, iso) => {
    expect(toIsoDate({ start: 0, end: 1, year: 2022, month, day })).toBe(iso);
  });
});

it.each(['2022-00-10', '2022-02-31', '12022年', '2022年13月的'])(
  'takes %s for no more of a date than it is',
  (text) => {
    expect(findDates(text).filter(({ month, day }) => month !== null || day !== null)).toEqual([]);
  },
);

it('covers no white space behind a date', () => {
  expect(findDates('2022年 印发').map(({ start, end }) => [start, end])).toEqual([[0, 5]]);
});
