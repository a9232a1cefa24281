import type { Span } from './document.ts';
import { withoutOverlaps } from './spans.ts';

/** A calendar date found in a text, as precise as the text is. Months and days are 1-based. */
export type FoundDate = Span & {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '(?<year>(?:19|20|21)\\d\\d)';
const DAY = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?';

const FORMS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d./-])${YEAR}(?<separator>[-/.])(?<monthNumber>[01]?\\d)\\k<separator>(?<day>[0-3]?\\d)(?!\\d)`,
    'giu',
  ),
  new RegExp(
    `(?<!\\d)${YEAR}\\s*年(?:\\s*(?<monthNumber>[01]?\\d)\\s*月(?:\\s*(?<day>[0-3]?\\d)\\s*[日号])?)?`,
    'giu',
  ),
  new RegExp(`(?<![\\d./-])${YEAR}-(?<monthNumber>[01]\\d)(?![\\d/.-])`, 'giu'),
  new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}\\b`, 'giu'),
  new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}\\b`, 'giu'),
  new RegExp(`\\b${MONTH},?\\s+${YEAR}\\b`, 'giu'),
];

/** Dates written out with at least a month, or as a Chinese year, in reading order and without overlap. */
export function findDates(text: string): FoundDate[] {
  const found = FORMS.flatMap((form) => [...text.matchAll(form)].map(toDate)).filter(isOnCalendar);
  return withoutOverlaps(found, text.length).sort((a, b) => a.start - b.start);
}

function toDate({ index, 0: written, groups }: RegExpExecArray): FoundDate {
  const { year, month, monthNumber, day } = groups ?? {};
  const named = month === undefined ? undefined : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return {
    start: index,
    end: index + written.length,
    year: Number(year),
    month: named ?? (monthNumber === undefined ? null : Number(monthNumber)),
    day: day === undefined ? null : Number(day),
  };
}

/** ISO 8601, to the precision known: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`. */
export function toIsoDate(date: FoundDate): string {
  return [date.year, date.month, date.day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function isOnCalendar({ year, month, day }: FoundDate): boolean {
  if (month === null) return true;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && (day === null || (day >= 1 && day <= daysInMonth));
}
