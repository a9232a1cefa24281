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
    ['before 31/12/2024 at noon', ['deadline', '31/12/2024', '2024-12-31']],
    ['on 12/31/2024 in the US', ['date', '12/31/2024', '2024-12-31']],
    ['bis 31.12.2024.', ['date', '31.12.2024', '2024-12-31']],
    ['valid on 3/4/2024', ['date', '3/4/2024', '2024-12-31']],
    ['on 2024-12-31', ['date', '2024-12-31', '2024-12-31']],
    ['in Q1 2025 we', ['period', 'Q1 2025', '2025-03-31']],
    ['in 2025 Q2', ['period', '2025 Q2', '2025-06-30']],
    ['the third quarter of 2024', ['period', 'third quarter of 2024', '2024-09-30']],
    ['in H1 2025', ['period', 'H1 2025', '2025-06-30']],
    ['2025年第一季度完成', ['period', '2025年第一季度', '2025-03-31']],
    ['2025年上半年完成', ['period', '2025年上半年', '2025-06-30']],
    ['for FY2024 only', ['date', '2024', '2024-12-31']],
    ['for FY 2024', ['date', '2024', '2024-12-31']],
    ['the school year 2023/24 was', ['period', '2023/24', '2024-12-31']],
    ['by the end of 2024', ['deadline', '2024', '2024-12-31']],
    ['到二〇二〇年底', ['deadline', '二〇二〇年', '2020-12-31']],
    ['二〇二五年六月三十日前', ['deadline', '二〇二五年六月三十日', '2025-06-30']],
    ['2025年6月30日', ['date', '2025年6月30日', '2025-06-30']],
    ['the Strategy 2021-25', ['period', '2021-25', '2025-12-31']],
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
    'Rooms 2001-2015 are closed',
    'the bar is open from 1900 to 2000 hours',
    'between 1900 and 2000 hours',
    'by-law 2021-23 applies',
    'By-law No. 2021-12 applies',
    'an order of 2000 employees',
    'a company of 2000 employees',
    'for 2000 people',
    'No. 2019/5 applies',
    'Regulation (EU) 2016/679 of the council',
    'call 555-2019-2021',
    'Tel. 2019-2021',
    'the sum of $2019-2020',
    'the Equal Pay Act of 1963',
    'By-law Number 176 of 1996 is repealed',
    'Decree No. 12/3 of 1991',
    'ISO 2015-2019',
    'pages 1998-2003',
    '国发2019年第5号',
    '第2019-2021号',
    'version 2019.10.3.1',
    'sections 2001, 2003 and 2005',
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
