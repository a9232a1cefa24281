import { allMatches } from './all-matches.ts';
import type { Span } from './document.ts';
import { wordToDigits } from './number-words.ts';
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

const HAS_YEAR = new RegExp(YEAR, 'u');
const FORMS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d./-])${YEAR}(?<separator>[-/.])(?<monthNumber>[01]?\\d)\\k<separator>(?<day>[0-3]?\\d)(?!\\d)`,
    'giu',
  ),
  new RegExp(
    `(?<![\\d./-])(?<first>[0-3]?\\d)(?<separator>[-/.])(?<second>[0-3]?\\d)\\k<separator>${YEAR}(?![\\d/-]|\\.\\d)`,
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

const HAN_FORM =
  /(?<![〇零○一二三四五六七八九])(?<hanYear>[一二][〇零○一九][〇零○一二三四五六七八九]{2})年(?:(?<hanMonth>十?[一二三四五六七八九]|十)月(?:(?<hanDay>[二三]?十?[一二三四五六七八九]|[二三]?十)[日号])?)?/gu;

/** Words in front of a number that is the name of a thing, and no time: "Room 2001", "By-law No. 2021-12", "Act of 1998". */
const NAMED =
  /(?:[#$€£¥№＄￥]|第|\b(?:no|nos|nr|number|numbers|rooms?|halls?|suites?|units?|apartments?|flats?|buildings?|lockers?|seats?|lots?|sections?|articles?|clauses?|rules?|regulations?|by-?laws?|laws?|acts?|ordinances?|resolutions?|orders?|decrees?|directives?|decisions?|codes?|statutes?|conventions?|treat(?:y|ies)|standards?|iso|din|en|forms?|models?|types?|versions?|pages?|pp|lines?|items?|paragraphs?|zip|postcodes?|pin|box|ext|extensions?|tel|telephone|phone|fax|call|dial|account|invoice|routes?|highways?|channels?|figures?|tables?)\b(?:[.\s]*[\d/-]{1,10})?(?:\s+of)?)[.:\s]*(?:\([A-Z]+\)\s*)?(?:no\.?\s*)?(?:(?:19|20|21)\d\d(?:\s*(?:[,–—-]|and|to|through)\s*))?$/iu;
/** ... and behind a number that counts or measures something, or is a time of day. */
const COUNTS =
  /^(?:\s*(?:[%℃°]|年?第\s*\d+\s*号|[号號人名元个個米吨噸户戶家所册冊平亩畝])|\s+(?:hours|hrs?|uhr|people|persons|staff|personnel|men|women|children|households|percent|square|cubic|km|m|cm|mm|kg|g|t|kwh|kcal|mg|ml|l|ft|feet|miles|metres|meters|yuan|rmb|dollars?|euros?|pounds?|usd|eur|gbp|words|characters|items|units|copies|pieces|employees|workers|members|residents|students|pupils|visitors|participants|inhabitants|days|weeks|months|schools|companies|villages|places|seats|times|points|shares)\b)/iu;

/** Whether what is written like a time at `[start, end)` is the number of something, or of how many there are. */
export function isNoTime(text: string, { start, end }: Span): boolean {
  return NAMED.test(text.slice(Math.max(0, start - 40), start)) || COUNTS.test(text.slice(end, end + 20));
}

/** Dates written out with at least a month, or as a Chinese year, in reading order and without overlap. */
export function findDates(text: string): FoundDate[] {
  const forms = [...(HAS_YEAR.test(text) ? FORMS : []), ...(text.includes('年') ? [HAN_FORM] : [])];
  const found = forms
    .flatMap((form) => allMatches(form, text).map(toDate))
    .filter((date) => isOnCalendar(date) && !isNoTime(text, date));
  return withoutOverlaps(found, text.length).sort((a, b) => a.start - b.start);
}

function toDate({ index, 0: written, groups = {} }: RegExpExecArray): FoundDate {
  const { year, month, monthNumber, day, hanYear, hanMonth, hanDay, first, second, separator } = groups;
  const span = { start: index, end: index + written.length };
  if (hanYear !== undefined)
    return {
      ...span,
      year: hanNumber(hanYear),
      month: hanMonth ? hanNumber(hanMonth) : null,
      day: hanDay ? hanNumber(hanDay) : null,
    };
  if (first !== undefined && second !== undefined)
    return { ...span, year: Number(year), ...dayAndMonth(Number(first), Number(second), separator === '/') };
  const named = month === undefined ? undefined : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return {
    ...span,
    year: Number(year),
    month: named ?? (monthNumber === undefined ? null : Number(monthNumber)),
    day: day === undefined ? null : Number(day),
  };
}

/** Of "31/12/2024" and "12/31/2024"; where either could be the month, as of "3/4/2024", no more than the year is known. */
function dayAndMonth(
  first: number,
  second: number,
  mayBeAmerican: boolean,
): Pick<FoundDate, 'month' | 'day'> {
  if (!mayBeAmerican || first > 12 || first === second) return { day: first, month: second };
  return second > 12 ? { day: second, month: first } : { day: null, month: null };
}

/** The value of "二〇二五", "十二" or "三十一". */
function hanNumber(written: string): number {
  return Number(wordToDigits(written.replace(/[○零]/gu, '〇')));
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
