import { normalizeWord } from './analyzer.ts';
import { isEnglishName, isEnglishWord } from './general-english.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Of style guides and of law, in English, German and French: what they are short for goes on behind them. */
const LEADS_ON = setOf(
  `dr mr mrs ms messrs prof gen lt col capt cmdr sgt mme mlle vs v cf viz approx incl excl esp resp ca bzw vgl ggf gem evtl inkl
  exkl zzgl einschl insb bspw sog p.ex c.-à-d`,
);
/** ... only in front of a number. */
const LEADS_ON_NUMBER = setOf(
  `no nos art arts sec secs sect fig figs ch chs chap vol vols para paras pp p pct cl cls reg regs sched app pt pts ex div tit ed
  max min tel ext abs nr ziff kap rn rz lit bst jan feb mar apr jun jul aug sep sept oct nov dec`,
);
/** ... as a rule, and may end a sentence too. */
const MAY_LEAD_ON = setOf('co inc ltd corp jr sr dept univ bros st mt al seq sqq ff');

/** Words of grammar that begin a sentence, and hardly a name. */
const FIRST_WORDS = setOf(
  `the this that these those it its in a an he she they their we our you your i but and or nor so yet however for at on by if when
  where while there here unless until before after during since because although though whether as from with without within
  upon under to of all any each every no none not neither either both some such other only also then thus please what who
  which why how do does is are was were must shall should may can will`,
);

/** The word in front of a full stop, with all of its letters where it has several: "p.m", "U.S", "z. B". */
const LAST_WORD =
  /(?:^|[\s(“"'‘’„«/]|\p{Script=Han})(?<word>(?:\p{L}\.[\s\u00a0]?)*[\p{L}\d][\p{L}\d.-]{0,20})\.\s*$/u;
const NEXT_WORD = /^[\s“"'(]*(?<next>\p{L}[\p{L}’'-]*)/u;
const CONTINUES = /^[\s”’"'」』）)\]]*\p{Ll}/u;
/** A list number on its own: "1.", "(a).", "IV.", "1．", and the label of a question or an answer: "A2." */
const ONLY_NUMBER =
  /^\s*[(（]?(?:[A-Z]?[\d０-９]{1,3}(?:[.．][\d０-９]{1,3})*|[a-zA-Z]|[ivxIVX]{1,4})[)）]?[.．]\s*$/u;
const TIME_OF_DAY = /^[ap]\.?m$/i;
/** "e.g.", "z.B." */
const LOWER_LETTERS = /^(?:\p{Ll}(?:\.\p{L})+|\p{Lu}(?:\.\p{Ll})+)$/u;
/** Of "A. B. Lee" or "z. B." */
const LETTER = /^\s*\p{L}\./u;
const UPPER_LETTERS = /^\p{Lu}(?:\.\p{Lu})+$/u;
/** "5", "IV", and "B" but not the article "A". */
const NUMBER = /^\s*(?:\d|[IVX]{2,}\b|[B-HJ-Z](?=[\s.,;:)]))/u;
/** German words that an ordinal stands behind: "der 3. Absatz". */
const BEFORE_ORDINAL =
  /(?:^|\s)(?:d(?:er|ie|as|em|en|es)|im|am|zu[mr]|vom|beim|bis|seit|ab)\s+\d{1,3}\.\s*$/iu;
const DATE_LANGUAGES = ['de', 'da', 'nb', 'fi', 'cs', 'sk', 'sl', 'hr', 'hu', 'pl', 'et', 'is'];
const MONTHS: ReadonlySet<string> = new Set(DATE_LANGUAGES.flatMap(monthsIn));

/**
 * Whether the sentence goes on behind a full stop: it is of an abbreviation, a number, or a name. What is short and no word
 * counts as an abbreviation in front of a number, whatever it stands for.
 * @param before ends with the full stop and the space behind it
 */
export function goesOn(before: string, after: string): boolean {
  if (CONTINUES.test(after) || ONLY_NUMBER.test(before)) return true;
  const written = LAST_WORD.exec(before)?.groups?.word?.replace(/\s/g, '') ?? '';
  const word = written.toLowerCase();
  const next = NEXT_WORD.exec(after)?.groups?.next ?? '';
  if (TIME_OF_DAY.test(word)) return /^\p{Lu}{2,}$/u.test(next) || isEnglishName(normalizeWord(next));
  if (LEADS_ON.has(word) || LOWER_LETTERS.test(written) || (/^\p{L}$/u.test(word) && LETTER.test(after)))
    return true;
  if (NUMBER.test(after))
    return LEADS_ON_NUMBER.has(word) || MAY_LEAD_ON.has(word) || isShortened(before, word);
  if (FIRST_WORDS.has(next.toLowerCase())) return false;
  if (/^\d{1,3}$/.test(word)) return BEFORE_ORDINAL.test(before) || MONTHS.has(next.toLowerCase());
  return MAY_LEAD_ON.has(word) || UPPER_LETTERS.test(written) || isInitial(before, written, next);
}

/** "Under Bldg. 9": short, no word, and no unit ("12 kg."). */
function isShortened(before: string, word: string): boolean {
  return /^\p{L}{2,6}$/u.test(word) && !isEnglishWord(word) && !/\d[\s\u00a0]?\p{L}+\.\s*$/u.test(before);
}

/** What somebody's name stands behind: a word that a sentence does not end with, or the mark of a field. */
const LEADS_TO_NAME = /^(?:by|to|from|of|with|for|and|or|via|than|about)$|[,:：]$/iu;
/** "A" in "A, B and C", which are called so, and are no initials. */
const LONE_LETTER = /(?:^|\s)\p{Lu}(?=[\s,;/]|$)/u;

/** Behind initials where the words beside them are names ("George W. Bush", but not "Building C. Showers"). */
function isInitial(before: string, letter: string, following: string): boolean {
  if (!/^\p{Lu}$/u.test(letter)) return false;
  const { earlier = '', previous = '' } =
    /(?<earlier>.*?)(?<previous>[^\s(“"'‘]+)[\s(“"'‘]+\p{Lu}\.\s*$/u.exec(before)?.groups ?? {};
  // "by J. Moor", "Clerk: J. Moor", but "from A to B. Members ..."
  if (LEADS_TO_NAME.test(previous) && !LONE_LETTER.test(earlier)) return true;
  if (previous === '' || /^\p{Lu}\p{L}*\.$/u.test(previous) || isEnglishName(normalizeWord(previous)))
    return true;
  const next = normalizeWord(following);
  return /^\p{Ll}/u.test(previous) && (next.length === 1 || isEnglishName(next) || !isEnglishWord(next));
}

function monthsIn(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) =>
    format
      .formatToParts(Date.UTC(2001, month))
      .find(({ type }) => type === 'month')
      ?.value.toLowerCase(),
  ).filter((month) => month !== undefined);
}
