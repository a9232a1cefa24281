import type { Token } from '../../../index/analyzer.ts';
import { HOURS } from '../../../index/time-readings.ts';
import { amountsIn } from '../amounts.ts';
import { type AnswerKind, asksForTime } from '../answer-kind.ts';
import type { Candidate } from '../candidates.ts';
import type { Feature } from './feature.ts';

/** Whether the excerpt holds the kind of thing asked for, other than what the question itself says. */
export const answerKindPresent: Feature = (candidate, { kind, query }) => {
  if (kind === null || kind === 'norm') return 0;
  const holds = kind === 'date' && asksForTime(query.text) ? holdsTime : HOLDS[kind];
  return holds(candidate) ? 1 : 0;
};

/** Whether the excerpt, with what stands above it, says what is allowed or due, where that is asked. */
export const normPresent: Feature = (candidate, { kind }) =>
  kind === 'norm' && HOLDS.norm(candidate) ? 1 : 0;

const HOLDS: Readonly<Record<AnswerKind, (candidate: Candidate) => boolean>> = {
  number: (candidate) => someNew(candidate, (token) => isCount(token, candidate)) || saysAmount(candidate),
  measure: (candidate) => HOLDS.number(candidate),
  extent: (candidate) => HOLDS.number(candidate) || someNew(candidate, ({ word }) => DURATIONS.has(word)),
  norm: ({ document, start, end, aboveText }) =>
    NORMATIVE.test(document.text.slice(start, end)) || NORMATIVE.test(aboveText()),
  date: (candidate) =>
    someNew(candidate, ({ term }) => YEAR.test(term) || MONTHS.has(term)) ||
    someNew(candidate, ({ word }) => DURATIONS.has(word) || TIMES.has(word)),
  name: (candidate) =>
    someNew(candidate, ({ start }) =>
      /^\p{Lu}/u.test(candidate.document.text.charAt(candidate.passage.start + start)),
    ),
};

/** Words that allow, demand or forbid (deontic modality; Huddleston & Pullum 2002, chapter 3), with verbs and adjectives of that meaning. */
const NORMATIVE =
  /\b(?:may|must|shall|should|cannot|ought|need(?:s|ed)? to|ha(?:ve|s) to|require\p{L}*|allow\p{L}*|permit\p{L}*|permission|prohibit\p{L}*|forbid\p{L}*|forbidden|entitl\p{L}*|eligib\p{L}*|mandatory|obligat\p{L}*|oblig\p{L}*|authori[sz]\p{L}*|ban(?:ned|s)?|disallow\p{L}*|able|never|do not|only)\b|\p{L}n['’]t\b|应|應|须|須|不得|可以|禁止|必须|必須|允许|允許|不准|准予/iu;

const YEAR = /^(?:19|20|21)\d\d$/;
const MONTHS: ReadonlySet<string> = new Set(
  'januari februari march april june juli august septemb octob novemb decemb'.split(' '),
);
/** Times of the day, of the week and of the year. */
const TIMES: ReadonlySet<string> = new Set(
  'dawn sunrise morning noon midday afternoon dusk sunset evening night midnight monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays weekday weekdays weekend weekends spring summer autumn winter today tomorrow'.split(
    ' ',
  ),
);
const DURATIONS: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours day days week weeks month months quarter quarters year years hourly daily weekly monthly quarterly annually yearly'.split(
    ' ',
  ),
);

/** Whether some word of the excerpt, its first one aside, passes the test without being a word of the question. */
function someNew({ tokens, matches }: Candidate, test: (token: Token) => boolean): boolean {
  return tokens.some(
    (token, i) =>
      (i > 0 || /^\d/.test(token.term)) &&
      test(token) &&
      !matches.some(({ start, end }) => start <= token.start && token.end <= end),
  );
}

/** A time of the day: "7 am", "17:30", "at eight", 下午两点, 8时. */
const CLOCK = new RegExp(
  [
    "\\d\\s?[ap]\\.?\\s?m\\b|\\d[:：h][0-5]\\d|\\b\\d{1,2}\\s?(?:o['’]clock|hrs\\b)",
    `\\b(?:at|from|by|until|till|to|before|after|between|and|past) (?:${HOURS.join('|')}|\\d{1,2})(?![\\p{L}\\p{N}%.,]|\\s\\p{L})`,
    `\\b(?:at|until|till|past) (?:${HOURS.join('|')})\\b`,
    '[\\d〇一二三四五六七八九十两兩][點点时時](?!间|間)|正午|中午|半夜|午夜',
  ].join('|'),
  'iu',
);

function holdsTime(candidate: Candidate): boolean {
  const said = candidate.document.text.slice(candidate.start, candidate.end);
  return CLOCK.test(said) || someNew(candidate, ({ word }) => TIMES.has(word));
}

/** Whether the excerpt says an amount in words that the question does not say. */
function saysAmount({ document, passage, start, end, matches }: Candidate): boolean {
  const offset = start - passage.start;
  return amountsIn(document.text.slice(start, end)).some(
    (amount) =>
      !matches.some((match) => match.start < offset + amount.end && offset + amount.start < match.end),
  );
}

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const DAY_OF_MONTH = new RegExp(
  `\\b${MONTH}\\s#|#(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}\\b|#\\s?[日号]`,
  'iu',
);
const PART_OF_WORD = /\p{L}[-‐‑]#/u;
/** "three-year", "45-mile": what is so long, so far or so much; but neither "one-stop" nor "three-dimensional". */
const IN_COMPOUND = /#[-‐‑](?<unit>\p{L}+)/u;
const MEASURES: ReadonlySet<string> = new Set(
  'mile meter metre kilometer kilometre foot inch yard acre hectare pound kilo kilogram gram ton tonne liter litre gallon degree percent dollar euro cent person man page'.split(
    ' ',
  ),
);
/** "(1)", "2." at the beginning of a line, "Rule 5": what counts or calls, and is no amount. */
const REFERENCE =
  /[(（[]#[)）\]]|(?:^|[\n\r])\s*#[.)）]\s|\b(?:rules?|sections?|chapters?|articles?|paras?|paragraphs?|parts?|schedules?|appendix|annex|clauses?|tables?|figures?|no\.|nos\.|pages?)\s#/iu;
/** Enough to see the name of a month. */
const AROUND_CHARS = 12;

/** A number that may count something: no year, no day of a month, and no part of a word such as "one-stop" or "5G". */
function isCount({ term, start, end }: Token, { document, passage }: Candidate): boolean {
  const from = passage.start + start;
  const to = passage.start + end;
  if (!/^\d+(?:\.\d+)?$/.test(term) || YEAR.test(document.text.slice(from, to))) return false;
  const around = `${document.text.slice(Math.max(0, from - AROUND_CHARS), from)}#${document.text.slice(to, to + AROUND_CHARS)}`;
  const unit = IN_COMPOUND.exec(around)?.groups?.unit?.toLowerCase();
  if (unit !== undefined && !DURATIONS.has(unit) && !MEASURES.has(unit)) return false;
  return !DAY_OF_MONTH.test(around) && !PART_OF_WORD.test(around) && !REFERENCE.test(around);
}
