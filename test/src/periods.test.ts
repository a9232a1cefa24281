import { describe, expect, it } from 'vitest';
import { findPastTimes } from '../../src/periods.ts';

const TODAY = new Date('2026-11-22T12:00:00Z');
const found = (text: string) =>
  findPastTimes(text, TODAY).map(({ kind, text: said, endedOn }) => [kind, said, endedOn]);

describe('times that have passed', () => {
  it.each([
    ['during the 14th Five-Year Plan period (2021-2025).', ['period', '2021-2025', '2025-12-31']],
    ['the plan period (2021-25) to advance', ['period', '2021-25', '2025-12-31']],
    ['from 2019 to 2022 the fund', ['period', '2019 to 2022', '2022-12-31']],
    ['2021—2025年期间', ['period', '2021—2025年', '2025-12-31']],
    ['By 2025, rural areas can be covered', ['deadline', '2025', '2025-12-31']],
    ['by the end 2025, Hunan will', ['deadline', '2025', '2025-12-31']],
    ['must be filed before 31 March 2024', ['deadline', '31 March 2024', '2024-03-31']],
    ['到2025年，覆盖率', ['deadline', '2025年', '2025-12-31']],
    ['founded in 1998', ['date', '1998', '1998-12-31']],
    ['on July 15, 2022', ['date', 'July 15, 2022', '2022-07-15']],
    ['in February 2024', ['date', 'February 2024', '2024-02-29']],
    ['2023年01月29日', ['date', '2023年01月29日', '2023-01-29']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each([
    'By 2035, the level of digital development',
    'by the end of 2026',
    'until 30 November 2026',
    'the period 2026-2030',
    'the “2522” overall framework',
    'a fee of 2025 yuan',
    '2,025 units and 1999 people',
    'paragraph 1.2010',
    'On December 13, the office',
    '',
  ])('are not seen in “%s”', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are told on their last day only when that is over', () => {
    expect(findPastTimes('by 22 November 2026', TODAY)).toEqual([]);
    expect(findPastTimes('by 22 November 2026', new Date('2026-11-23T00:00:00Z'))).toHaveLength(1);
  });

  it('come in reading order with their places', () => {
    const text = 'By 2022 and 2024, after (2018-2020).';
    const times = findPastTimes(text, TODAY);
    expect(times.map(({ start, end, text: said }) => text.slice(start, end) === said)).toEqual(
      times.map(() => true),
    );
    expect(times.map(({ endedOn }) => endedOn)).toEqual(['2022-12-31', '2020-12-31']);
  });
});
