import type { Span } from './document.ts';

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
    `${YEAR}\\s*年\\s*(?:(?<monthNumber>[01]?\\d)\\s*月\\s*(?:(?<day>[0-3]?\\d)\\s*[日号])?)?`,
    'giu',
  ),
  new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}\\b`, 'giu'),
  new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}\\b`, 'giu'),
  new RegExp(`\\b${MONTH},?\\s+${YEAR}\\b`, 'giu'),
];

/** Dates written out with at least a month, or as a Chinese year, in reading order and without overlap. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      const { year, month, monthNumber, day } = match.groups ?? {};
      const monthValue =
        month === undefined ? Number(monthNumber) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
      const date = { start, end, year: Number(year), month: monthValue || null, day: Number(day) || null };
      if (isOnCalendar(date) && !found.some((other) => start < other.end && other.start < end))
        found.push(date);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** ISO 8601, to the precision known: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`. */
export function toIsoDate(date: FoundDate): string {
  return [date.year, date.month, date.day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function isOnCalendar({ month, day }: FoundDate): boolean {
  return (month === null || month <= 12) && (day === null || day <= 31);
}
