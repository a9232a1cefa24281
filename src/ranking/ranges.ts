import type { Token } from '../../index/analyzer.ts';
import type { Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { isClock } from '../../index/time-readings.ts';
import type { Match } from './matches.ts';
import type { Query } from './query.ts';

/** Numbers from `least` to `most` that a text speaks of: "6 to 10", "more than 10", "31+", "10年以上". */
type NumberRange = Span & { readonly least: number; readonly most: number };

const NUMBER = '\\p{Nd}{1,3}(?:[,\\u00a0\\u202f ]\\p{Nd}{3})+|\\p{Nd}+(?:\\.\\p{Nd}+)?';
const UNIT = '(?:\\s*(?:\\p{L}{1,10}|%|€|£|\\$))?';
const FORMS: readonly {
  readonly pattern: RegExp;
  readonly read: (from: number, to: number) => [number, number];
}[] = [
  {
    pattern: new RegExp(
      `(?<from>${NUMBER})${UNIT}\\s*(?:-|–|—|~|～|to|through|until|至|到)\\s*[€£$]?(?<to>${NUMBER})`,
      'giu',
    ),
    read: (from, to) => [from, to],
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:up to|at most|no more than|not more than|maximum(?: of)?)|≤|不超过|至多)\\s*[€£$]?(?<from>${NUMBER})`,
      'giu',
    ),
    read: (from) => [0, from],
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:less than|fewer than|under|below)|<|不满|不足|未满)\\s*[€£$]?(?<from>${NUMBER})`,
      'giu',
    ),
    read: (from) => [0, from - Number.EPSILON * from],
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:more than|over|above|exceeding|longer than|after)|>|超过|多于)\\s*[€£$]?(?<from>${NUMBER})`,
      'giu',
    ),
    read: (from) => [from + Number.EPSILON * from, Number.POSITIVE_INFINITY],
  },
  {
    pattern: new RegExp(
      `(?:\\b(?:at least|from|minimum(?: of)?)|≥|至少|满)\\s*[€£$]?(?<from>${NUMBER})`,
      'giu',
    ),
    read: (from) => [from, Number.POSITIVE_INFINITY],
  },
  {
    pattern: new RegExp(
      `(?<from>${NUMBER})(?:\\+|${UNIT}\\s*(?:(?:or|and) (?:more|over|above|longer|older|up)|以上))`,
      'giu',
    ),
    read: (from) => [from, Number.POSITIVE_INFINITY],
  },
  {
    pattern: new RegExp(
      `(?<from>${NUMBER})${UNIT}\\s*(?:(?:or|and) (?:less|fewer|under|below|younger)|以下|以内)`,
      'giu',
    ),
    read: (from) => [0, from],
  },
];

const MIN_YEAR = 1_900;

/** Between two numbers that count something; years of a plan are said as such. */
function isBounded({ least, most }: NumberRange): boolean {
  return least > 0 && most < MIN_YEAR;
}

/** The ranges of numbers in a text. */
function rangesIn(text: string): NumberRange[] {
  const found: NumberRange[] = [];
  for (const { pattern, read } of FORMS) {
    for (const { index, 0: written, groups } of text.matchAll(pattern)) {
      const [least, most] = read(toNumber(groups?.from), toNumber(groups?.to));
      const span = { start: index, end: index + written.length };
      const isTaken = found.some(({ start, end }) => start < span.end && span.start < end);
      if (!isTaken && least < most) found.push({ ...span, least, most });
    }
  }
  return found;
}

function toNumber(written = ''): number {
  return Number(written.replace(/[,\u00a0\u202f ]/g, ''));
}

/**
 * The matches in a passage, with what its rows and items say by ranges: "after 7 years" is said by the row "6 to 10", and not by a
 * row for other years that happens to hold a 7.
 * @param tokens of the passage; as in `matches`, offsets count from its start
 */
export function withRanges(
  said: readonly Match[],
  { terms }: Query,
  document: Document,
  passage: Passage,
  tokens: readonly Token[],
): readonly Match[] {
  const times = timesWithin(terms, document.text.slice(passage.start, passage.end), tokens);
  const matches = times.length === 0 ? said : [...said, ...times].sort((a, b) => a.start - b.start);
  const { text, blocks } = document;
  const asked = terms.flatMap(({ words }, term) => {
    const value = Number(words.length === 1 ? words[0] : Number.NaN);
    return Number.isFinite(value) ? [{ term, value }] : [];
  });
  if (asked.length === 0) return matches;
  let found = [...matches];
  for (const { start, end, form } of blocks.slice(passage.blocks.first, passage.blocks.last + 1)) {
    const isEntry = form === 'row' || form === 'item';
    // Of running text, only what is a range for certain: "staff with 6 to 10 years".
    const ranges = rangesIn(text.slice(start, end)).filter((range) => isEntry || isBounded(range));
    if (ranges.length === 0) continue;
    const from = start - passage.start;
    for (const { term, value } of asked) {
      const holding = ranges.filter(({ least, most }) => least <= value && value <= most);
      if (isEntry)
        found = found.filter(
          (match) => match.term !== term || match.start < from || match.end > end - passage.start,
        );
      for (const range of holding) {
        const span = { start: from + range.start, end: from + range.end };
        const position = Math.max(
          0,
          tokens.findIndex((token) => token.start >= span.start),
        );
        found.push({ ...span, term, position, via: 'word', isExact: true, strength: 1 });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What may stand between two times of the day that something lasts from and to. */
const UNTIL = /^\s*(?:[-–—~～至到]|to|until|till|and)\s*$/iu;

/** Where a passage says by two times of the day that something lasts over the one asked for; it may last over midnight. */
function timesWithin(terms: Query['terms'], text: string, tokens: readonly Token[]): Match[] {
  const asked = terms.flatMap(({ words }, term) => words.filter(isClock).map((time) => ({ term, time })));
  if (asked.length === 0) return [];
  const clocks = tokens.flatMap(({ others = [] }, position) => {
    const clock = others.find(({ term }) => isClock(term));
    return clock === undefined ? [] : [{ ...clock, position }];
  });
  return clocks.flatMap((from, i) => {
    const to = clocks[i + 1];
    if (to === undefined || !UNTIL.test(text.slice(from.end, to.start))) return [];
    const isWithin = (time: string): boolean =>
      from.term <= to.term ? from.term <= time && time <= to.term : from.term <= time || time <= to.term;
    return asked
      .filter(({ time }) => isWithin(time))
      .map(({ term }): Match => {
        const { start, position } = from;
        return { start, end: to.end, term, position, via: 'word', isExact: true, strength: 1 };
      });
  });
}
