import { allMatches } from './all-matches.ts';
import { FRACTION_FINDERS } from './fraction-readings.ts';
import { frequencyOf } from './general-english.ts';
import { NAME_FINDERS } from './name-readings.ts';
import { NUMBER_FINDERS } from './number-readings.ts';
import { romanToDigits } from './roman-numerals.ts';
import { isStopWord } from './stop-words.ts';
import { findDays, TIME_FINDERS } from './time-readings.ts';

/** Another way to read a stretch of a text, as one word: "AR-7" as "AR7", "2 pm" as "14:00", "Part IV" as "Part 4". */
export type Reading = {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is said beside what the words say, rather than being the same: the dollars in "$15". */
  readonly isBeside: boolean;
};

export type Finder = {
  /**
   * What any match holds, found much sooner than the match, as it begins with what is rare and looks back at nothing: most texts
   * have nothing of it.
   */
  readonly hint: RegExp;
  /** Global. */
  readonly pattern: RegExp;
  /** The word that a match may be read as; '' for none. */
  readonly read: (match: readonly string[], groups: Readonly<Record<string, string | undefined>>) => string;
  readonly isBeside?: true;
};

const MONTHS: Readonly<Record<string, string>> = {
  jan: 'january',
  feb: 'february',
  mar: 'march',
  apr: 'april',
  jun: 'june',
  jul: 'july',
  aug: 'august',
  sep: 'september',
  sept: 'september',
  oct: 'october',
  nov: 'november',
  dec: 'december',
};
const WEEKDAYS: Readonly<Record<string, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  tues: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  thur: 'thursday',
  thurs: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};
const MONTH = Object.keys(MONTHS).join('|');
const NAMES = [...Object.keys(MONTHS), ...Object.keys(WEEKDAYS)].map(capitalized).join('|');
const CLAUSE =
  'parts?|articles?|arts?\\.?|sections?|sec\\.?|chapters?|titles?|books?|volumes?|annex(?:es)?|appendi(?:x|ces)|schedules?|clauses?|paragraphs?|rules?|phases?|class(?:es)?|types?|levels?|tiers?|grades?|stages?|steps?|tables?|figures?|divisions?|exhibits?|attachments?|modules?|units?|items?|options?|zones?|categor(?:y|ies)|groups?|bands?|amendments?';
/** What follows a verb in a noun made of both: "sign up" and "signup". */
const PARTICLE = 'in|on|up|out|off|over';
/** Verbs of which such nouns are newer than what is known of general English. */
const NEW_VERBS: ReadonlySet<string> = new Set(['log', 'sign', 'check', 'opt', 'clock', 'plug', 'punch']);

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const WORD_FINDERS: readonly Finder[] = [
  // infor-⏎mation, where a line was wrapped
  {
    hint: /[-‐\u00ad][ \t]*[\r\n\f\u0085\u2028]/u,
    pattern:
      /(?<![\p{L}\p{N}-])\p{L}{2,}[-‐\u00ad][ \t]*(?:\r\n|[\n\r\f\u0085\u2028])\s{0,40}\p{Ll}{2,}(?![\p{L}\p{N}-])/gu,
    read: ([written = '']) => written.replace(/[-‐\u00ad]\s+/u, ''),
  },
  // on-boarding, check-in: whose words of grammar are not indexed
  {
    hint: /[-‐‑_]\p{L}/u,
    pattern: /(?<![\p{L}\p{N}_-])\p{L}+(?:[-‐‑_]\p{L}+){1,3}(?![\p{L}\p{N}_-])/gu,
    read: ([written = '']) => {
      const parts = written.split(/[-‐‑_]/u);
      return parts.some((part) => isStopWord(part.toLowerCase())) ? parts.join('') : '';
    },
  },
  {
    hint: new RegExp(` (?:${PARTICLE}|${PARTICLE.toUpperCase()})(?![a-zA-Z\\d'’-])`),
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}'’-])(?<verb>[A-Za-z]{3,6}) (?<particle>${PARTICLE}|${PARTICLE.toUpperCase()})(?![\\p{L}\\p{N}'’-])`,
      'gu',
    ),
    read: (_, { verb = '', particle = '' }) => {
      const noun = `${verb}${particle}`.toLowerCase();
      return frequencyOf(noun) > 0 || NEW_VERBS.has(verb.toLowerCase()) ? noun : '';
    },
  },
  // U.S., u.k.
  {
    hint: /\.\p{Script=Latin}\./u,
    pattern:
      /(?<![\p{L}\p{N}.])(?!(?:[ap]\.m|e\.g|i\.e)\.)\p{Script=Latin}\p{Ll}?\.(?:\p{Script=Latin}\.)+(?:\p{Script=Latin}(?![\p{L}\p{N}]))?/giu,
    read: ([written = '']) => written.replaceAll('.', ''),
  },
  // R&D, Q & A
  {
    hint: /[&＆] ?\p{Lu}| and \p{Lu}/u,
    pattern:
      /(?<![\p{L}\p{N}&])(?<left>\p{Lu}{1,3})(?: ?[&＆] ?| and )(?<right>\p{Lu}{1,3})(?![\p{L}\p{N}&])/gu,
    read: (_, { left = '', right = '' }) => `${left}&${right}`,
  },
  // Nov. 3, Mon–Fri
  {
    hint: new RegExp(`(?:${NAMES})(?![a-zA-Z\\d'’])`),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${NAMES})(?![\\p{L}\\p{N}'’])`, 'gu'),
    read: ([written = '']) => {
      const name = written.toLowerCase();
      return MONTHS[name] ?? WEEKDAYS[name] ?? '';
    },
  },
  {
    hint: new RegExp(`\\d (?:${MONTH})|(?:${MONTH})\\.? \\d`, 'iu'),
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${MONTH})(?=\\.? \\d)|(?<=\\d )(?:${MONTH})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    read: ([written = '']) => MONTHS[written.toLowerCase()] ?? '',
  },
  // Part IV; II by itself, where it is a number and no letter
  {
    hint: /[IVXL]{2}/u,
    pattern: /(?<![\p{L}\p{N}])[IVXL]{2,7}(?![\p{L}\p{N}])/gu,
    read: ([written = '']) => romanToDigits(written) ?? '',
  },
  {
    hint: / [IVXLivxl]{1,7}(?![\p{L}\p{N}])/u,
    pattern: new RegExp(`(?<=(?<!\\p{L})(?:${CLAUSE}) )[ivxl]{1,7}(?![\\p{L}\\p{N}])`, 'giu'),
    read: ([written = '']) => romanToDigits(written) ?? '',
  },
];

/** "minUploadMb" */
const CAMEL = /(?<![\p{L}\p{N}])\p{Ll}{2,}(?:\p{Lu}\p{Ll}+){1,5}(?![\p{L}\p{N}])/gu;
const HAS_HUMP = /\p{Lu}(?<=\p{Ll}\p{Lu})\p{Ll}/u;
const HUMP = /\p{Lu}?\p{Ll}{2,}/gu;

const FINDERS: readonly Finder[] = [
  ...WORD_FINDERS,
  ...NAME_FINDERS,
  ...NUMBER_FINDERS,
  ...FRACTION_FINDERS,
  ...TIME_FINDERS,
];

/** Other ways to read parts of a text, in no order. */
export function findReadings(text: string): Reading[] {
  const found = FINDERS.flatMap(({ pattern, hint, read, isBeside = false }) =>
    hint.test(text)
      ? allMatches(pattern, text).map((match) => ({
          word: read(match, match.groups ?? {}),
          start: match.index,
          end: match.index + match[0].length,
          isBeside,
        }))
      : [],
  );
  return [...found, ...humpsIn(text), ...findDays(text)].filter(({ word }) => word !== '');
}

function humpsIn(text: string): Reading[] {
  if (!HAS_HUMP.test(text)) return [];
  return allMatches(CAMEL, text).flatMap(({ index, 0: name }) =>
    [...name.matchAll(HUMP)].map(({ index: at, 0: word }) => ({
      word,
      start: index + at,
      end: index + at + word.length,
      isBeside: true,
    })),
  );
}
