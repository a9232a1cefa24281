import { findDates, isNoTime } from '../index/dates.ts';
import type { Span } from '../index/document.ts';
import { withoutOverlaps } from '../index/spans.ts';

/** A time named in an excerpt that has passed. `start` and `end` count in the text that was searched. */
export type PastTime = Span & {
  /** `period`: from one time to another. `deadline`: something is due by then. `date`: all others. */
  readonly kind: 'period' | 'deadline' | 'date';
  /** As the text writes it. */
  readonly text: string;
  /** Last day of it, `yyyy-mm-dd`. */
  readonly endedOn: string;
  /** The same no more precisely than the text says it: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`. */
  readonly ended: string;
};

type Found = Span & {
  readonly kind: PastTime['kind'];
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
};

const YEAR = '(?:19|20|21)\\d\\d';
const RANGE = new RegExp(
  `(?<![\\d/]|\\d-)(?<from>${YEAR})\\s*年?\\s*(?:(?<slash>/)|[-‐‑–—~～至到]|to|through|until)\\s*(?<to>${YEAR}|\\d\\d)(?![\\d/-])\\s*年?`,
  'giu',
);
/** "Q1 2025", "2025 Q1", "first half of 2025", "2025年第一季度", "2025年上半年". */
const PART_OF_YEAR = new RegExp(
  `\\b(?:(?<part>[QH])(?<nth>[1-4])|(?<word>first|second|third|fourth|1st|2nd|3rd|4th)\\s+(?<name>quarter|half))(?:\\s+of)?[\\s/,-]*(?<year>${YEAR})\\b|\\b(?<year2>${YEAR})\\s*(?<part2>[QH])(?<nth2>[1-4])\\b|(?<year3>${YEAR})\\s*年\\s*(?:第?(?<han>[一二三四1-4])季度|(?<hanHalf>[上下])半年)`,
  'giu',
);
/** A bare year is a date only where the words around it say so: "2025" may also be a count. */
const LONE_YEAR = new RegExp(
  `\\b(?:(?:in|by|of|during|since|from|until|till|before|after|through|end|early|mid|late|year|fy|for)[\\s-]+|fy)(?<year>${YEAR})(?![\\d,.]\\d|[\\d%-]|/\\d)`,
  'giu',
);
const DUE =
  /(?:\b(?:by|before|until|till|no later than|not later than|at the latest|due)(?:\s+the)?(?:\s+end)?(?:\s+of)?\s*|[至到截])$/iu;
const DUE_AFTERWARDS = /^\s*(?:年?底|年?末)?(?:以)?前/u;

/**
 * Dates and periods in `text` that were over on the day of `now` (UTC), in reading order. Only what the text says
 * counts: "this year" is not resolved.
 */
export function findPastTimes(text: string, now: Date): PastTime[] {
  const today = now.toISOString().slice(0, 10);
  return findTimes(text)
    .map((time) => ({ time, endedOn: lastDayOf(time) }))
    .filter(({ endedOn }) => endedOn < today)
    .map(({ time, endedOn }) => ({
      start: time.start,
      end: time.end,
      kind: time.kind,
      text: text.slice(time.start, time.end),
      endedOn,
      ended: endedOn.slice(0, time.month === null ? 4 : time.day === null ? 7 : 10),
    }));
}

function findTimes(text: string): Found[] {
  const periods = [...text.matchAll(RANGE)].map(toPeriod).filter((period) => period !== null);
  const parts = [...text.matchAll(PART_OF_YEAR)].map(toPartOfYear);
  const dates = findDates(text).map((date) => ({ ...date, kind: kindAt(text, date) }));
  const years = [...text.matchAll(LONE_YEAR)].map((match) => {
    const end = match.index + match[0].length;
    const span = { start: end - 4, end };
    return { ...span, kind: kindAt(text, span), year: Number(match.groups?.year), month: null, day: null };
  });
  return withoutOverlaps<Found>([...periods, ...parts, ...dates, ...years], text.length)
    .filter((time) => !isNoTime(text, time))
    .sort((a, b) => a.start - b.start);
}

function toPeriod({ index, 0: written, groups }: RegExpExecArray): Found | null {
  const from = Number(groups?.from);
  const to = groups?.to ?? '';
  const year = to.length === 2 ? from - (from % 100) + Number(to) : Number(to);
  // "2019/21" is the number of a paper, and "2019/20" a year that begins in one and ends in the next.
  if (year <= from || (groups?.slash !== undefined && year !== from + 1)) return null;
  return {
    kind: 'period',
    start: index,
    end: index + written.trimEnd().length,
    year,
    month: null,
    day: null,
  };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** Its last month. */
function toPartOfYear({ index, 0: written, groups = {} }: RegExpExecArray): Found {
  const { part, nth, word, name, year, year2, part2, nth2, year3, han, hanHalf } = groups;
  const isHalf = /h/i.test(part ?? part2 ?? '') || name?.toLowerCase() === 'half' || hanHalf !== undefined;
  const named = word === undefined ? undefined : ORDINALS.indexOf(word.toLowerCase()) + 1 || Number(word[0]);
  const counted = han === undefined ? undefined : '一二三四'.indexOf(han) + 1 || Number(han);
  const number = Number(nth ?? nth2 ?? named ?? counted ?? (hanHalf === '下' ? 2 : 1));
  return {
    kind: 'period',
    start: index,
    end: index + written.length,
    year: Number(year ?? year2 ?? year3),
    month: Math.min(12, number * (isHalf ? 6 : 3)),
    day: null,
  };
}

function kindAt(text: string, { start, end }: Span): 'deadline' | 'date' {
  return DUE.test(text.slice(Math.max(0, start - 30), start)) || DUE_AFTERWARDS.test(text.slice(end, end + 6))
    ? 'deadline'
    : 'date';
}

function lastDayOf({ year, month, day }: Found): string {
  const last =
    day === null ? new Date(Date.UTC(year, month ?? 12, 0)) : new Date(Date.UTC(year, (month ?? 1) - 1, day));
  return last.toISOString().slice(0, 10);
}
