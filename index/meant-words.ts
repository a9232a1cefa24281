import { isEnglishName, isEnglishWord } from './general-english.ts';

/** Words of grammar that are written in capitals to stress them: "A AND B", "you MUST". */
const STRESSED: ReadonlySet<string> = new Set(
  'all also am and any are at be both but by can could did do does each either every for from get has have how if in is may might more most must need needs no of on only or our own same shall should so such that the their then these they this those to too under up very was were what when where which while whose why will with within would yes you your'.split(
    ' ',
  ),
);
/** Shorter ones are letters. */
const ACRONYM = /^\p{Lu}{2,}$/u;
/** "A.I." */
const INITIAL = /^\p{Lu}$/u;
/** "the IT team", "a will": what no pronoun and no auxiliary can follow. */
const AFTER_ARTICLE: ReadonlySet<string> = new Set(['it', 'us', 'who', 'will', 'can', 'id']);
const ARTICLE = /\b(?:the|an?|my|our|your|his|her|their|no|any)\s+$/iu;
/** What "I'd" and "I'll" are followed by, and "ID" and "ill" are not. */
const AFTER_WOULD =
  /^\s+(?:like|love|prefer|rather|appreciate|hate|say|want|need|have|be|also|just|never|always|get|go|take)\b/iu;
const MONTH_BEFORE =
  /(?:\b(?:in|by|until|till|since|during|early|late|mid|of|from|before|after|on|every|each|next|last|and|or|to|through|thru|(?:\d{1,2}(?:st|nd|rd|th)?))|[-–—/,])\s*$/iu;
const SURELY_MONTH_BEFORE =
  /\b(?:in|by|until|till|since|during|early|late|mid|\d{1,2}(?:st|nd|rd|th)?)[\s-]+$/iu;
const DAY_AFTER = /^\s+\d/u;
/** Words that mean something without capitals too. */
const TWOFOLD: ReadonlySet<string> = new Set([...AFTER_ARTICLE, 'may', 'ill']);
/** As much text on either side as tells what a word is. */
const AROUND = 24;

/**
 * Whether a word that looks like one of grammar means something where it stands: an acronym ("US", "WHO"), a month ("in
 * May"), a noun ("the will", "an ID").
 */
export function isMeant(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end);
  const word = written.toLowerCase();
  if (INITIAL.test(written))
    return (
      /^\.\p{Lu}\./u.test(text.slice(end, end + 3)) ||
      /\p{Lu}\.$/u.test(text.slice(Math.max(0, start - 2), start))
    );
  if (!TWOFOLD.has(word) && !ACRONYM.test(written)) return false;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  if (word === 'may') return isMonth(written, before, after);
  if (word === 'id' || word === 'ill') return !AFTER_WOULD.test(after);
  if (AFTER_ARTICLE.has(word) && ARTICLE.test(before)) return true;
  return ACRONYM.test(written) && !STRESSED.has(word) && !isShouted(before, after);
}

function isMonth(written: string, before: string, after: string): boolean {
  if (SURELY_MONTH_BEFORE.test(before)) return true;
  return /^\p{Lu}/u.test(written) && (DAY_AFTER.test(after) || MONTH_BEFORE.test(before));
}

/** Whether the next word on either side is an ordinary one in capitals too: "WHO CAN APPLY" asks who. */
function isShouted(before: string, after: string): boolean {
  const neighbours = [/(\p{L}+)[^\p{L}\n]*$/u.exec(before)?.[1], /^[^\p{L}\n]*(\p{L}+)/u.exec(after)?.[1]];
  return neighbours.some((word) => {
    if (word === undefined || !ACRONYM.test(word)) return false;
    const lower = word.toLowerCase();
    return isEnglishWord(lower) && !isEnglishName(lower);
  });
}
