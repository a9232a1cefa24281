import { findDates } from './dates.ts';
import type { Finder, Reading } from './readings.ts';

/** The hours of a clock, by their names. */
export const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const CLOCK = String.raw`(?<![\p{N}.:,])(?<hour>[01]?\d|2[0-4])[:：h](?<minute>[0-5]\d)(?![:：]?\d|\s?[ap]\.?\s?m)`;
const HALF_PAST = String.raw`(?<!\p{L})(?<part>half|quarter) (?<side>past|to) (?<hour>${HOURS.join('|')}|1?\d)(?![\p{L}\p{N}])`;

/** Times of the day; where nothing says which half of it is meant, in both. */
export const TIME_FINDERS: readonly Finder[] = [
  // 2 pm, 2.30 p.m.
  {
    hint: /\d\s?[ap](?:m|\.\s?m)/iu,
    pattern:
      /(?<![\p{L}\p{N}.:,])(?<hour>\d{1,2})(?:[:.h](?<minute>[0-5]\d))?\s?(?<half>[ap])(?:m|\.\s?m\.?)(?![\p{L}\p{N}])/giu,
    read: (_, { hour, minute, half = '' }) =>
      clock((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute ?? 0)),
  },
  // 14:00, 17h30
  {
    hint: /\d[:：h]\d/iu,
    pattern: new RegExp(CLOCK, 'giu'),
    read: (_, { hour, minute }) => clock(Number(hour), Number(minute)),
  },
  {
    hint: /\d[:：h]\d/iu,
    pattern: new RegExp(CLOCK, 'giu'),
    read: (_, { hour = '', minute }) =>
      /^[1-9]$|^1[01]$/.test(hour) ? clock(Number(hour) + 12, Number(minute)) : '',
  },
  // half past two
  {
    hint: /half |quarter /iu,
    pattern: new RegExp(HALF_PAST, 'giu'),
    read: (_, groups) => spelledTime(groups, 0),
  },
  {
    hint: /half |quarter /iu,
    pattern: new RegExp(HALF_PAST, 'giu'),
    read: (_, groups) => spelledTime(groups, 12),
  },
  {
    hint: /noon|mid(?:day|night)/iu,
    pattern: /\b(?<time>noon|midday|midnight)\b/giu,
    read: (_, { time = '' }) => clock(/night/i.test(time) ? 0 : 12, 0),
  },
  // 下午2点
  {
    hint: /[点时點時]/u,
    pattern:
      /(?<part>上午|早上|凌晨|中午|下午|傍晚|晚上)(?<hour>\d{1,2}|[一二三四五六七八九十两]{1,2})[点时點時](?:(?<half>半)|(?<minute>\d{1,2})分)?/gu,
    read: (_, { part = '', hour = '', half, minute }) => {
      const value = chineseHour(hour);
      const isLate = /下午|傍晚|晚上/u.test(part) && value < 12;
      return clock(value + (isLate ? 12 : 0), half === undefined ? Number(minute ?? 0) : 30);
    },
  },
];

/** Days in one form, however they are written: "3 November 2026" and "2026-11-03". */
export function findDays(text: string): Reading[] {
  return findDates(text).flatMap(({ year, month, day, start, end }) =>
    month === null || day === null
      ? []
      : [{ word: [year, twoDigits(month), twoDigits(day)].join('-'), start, end, isBeside: false }],
  );
}

/** A time of the day as a term: nothing else is written so. */
function clock(hour: number, minute: number): string {
  return `${twoDigits(hour % 24)}:${twoDigits(minute)}`;
}

/** Whether a term is a time of the day. */
export function isClock(term: string): boolean {
  return /^\d\d:\d\d$/.test(term);
}

function spelledTime(
  { part = '', side = '', hour = '' }: Readonly<Record<string, string | undefined>>,
  later: number,
): string {
  const full = later + (HOURS.indexOf(hour.toLowerCase()) + 1 || Number(hour));
  const minutes = /half/iu.test(part) ? 30 : 15;
  return /past/iu.test(side) ? clock(full, minutes) : clock(full + 23, 60 - minutes);
}

const CHINESE_DIGITS = '〇一二三四五六七八九';

function chineseHour(hour: string): number {
  if (/^\d/.test(hour)) return Number(hour);
  const [tens = '', units = ''] = hour.replace('两', '二').split('十');
  const digit = (char: string): number => Math.max(0, CHINESE_DIGITS.indexOf(char));
  return hour.includes('十') ? 10 * (tens === '' ? 1 : digit(tens)) + digit(units) : digit(tens);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
