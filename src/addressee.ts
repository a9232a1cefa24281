import { analyze } from '../index/analyzer.ts';
import { isEnglishName, isEnglishWord } from '../index/general-english.ts';
import { asks } from './asks.ts';
import { isPointer } from './pointing.ts';
import { ownWords, withoutSurroundings } from './surroundings.ts';

/** A message among several people, as far as it tells who talks to whom. */
export type Utterance = {
  /** Who wrote it; `null` for the bot. */
  readonly author: string | null;
  /** `others`: to somebody else than the bot. `all`: to nobody in particular. */
  readonly to: 'bot' | 'others' | 'all';
  /** Of the bot's: whom it answers, where nothing before it says so. */
  readonly answers?: string | undefined;
};

/**
 * Whether somebody may be talking to the bot without saying so: the one it last answered, as long as nobody else has written
 * since, and nothing was said to anybody else.
 * @param before what was said in the thread, oldest first
 */
export function isStillTalking(author: string, before: readonly Utterance[]): boolean {
  let partner: string | null = null;
  /** It has spoken to nobody in particular: to whoever answers first. */
  let isOpen = false;
  let lastAuthor: string | null = null;
  for (const said of before) {
    if (said.author === null) {
      partner = said.answers ?? partner ?? lastAuthor;
      isOpen = partner === null;
    } else if (said.to === 'bot') partner = said.author;
    else if (said.to === 'others') [partner, isOpen] = [null, false];
    else if (isOpen) [partner, isOpen] = [said.author, false];
    else if (said.author !== partner) partner = null;
    lastAuthor = said.author ?? lastAuthor;
  }
  return isOpen || partner === author;
}

/** "@jo", as far as it is no address. */
const CALL = /(?<![\p{L}\p{N}._%+-])@(?!plancite\b)\p{L}[\p{L}\p{N}._-]*/iu;
/** "Jo, can you …", "thanks Jo, …", "小王，你能…": the name in front of what is asked of somebody. */
const NAMED =
  /^\s*(?:(?:hi|hey|hello|thanks|thank you|ok|okay|and|so|but|sorry)[\s,]+)?(?<name>\p{L}[\p{L}'’-]+)(?:\s+\p{Lu}[\p{L}'’-]+)?(?:\s*[,:–—-]\s*|\s+)(?<rest>.*)/isu;
const ASKS_SOMEBODY =
  /^(?:(?:can|could|would|will|do|did|have|are|were|should|may)(?:n['’]?t)?\s+(?:you|u|we|i)\b|(?:please|pls|what do you|when do you|you|your|see|let['’]?s)\b)/iu;
const CHINESE_NAMED =
  /^\s*(?!请问|那么|另外|还有|对了|好的|谢谢|如果|所以|但是)\p{Script=Han}{2,4}[，,：:]\s*(?:你|您|请|麻烦|能|可以)/u;

/** Whether a message says in words that it is for a certain person. */
export function isForSomebody(text: string): boolean {
  if (CALL.test(text) || CHINESE_NAMED.test(text)) return true;
  const { name = '', rest = '' } = NAMED.exec(text)?.groups ?? {};
  const word = name.toLowerCase();
  const isName = isEnglishName(word) || (/^\p{Lu}/u.test(name) && !isEnglishWord(word));
  return word !== 'plancite' && isName && ASKS_SOMEBODY.test(rest);
}

/**
 * What people ask each other: about one who is asked, about somebody by name, about this day, or how something is going.
 * Documents speak of everybody, and of any time.
 */
const OF_PEOPLE = [
  /\byour\b(?!\s+(?:\p{L}+\s+){0,2}(?:polic|rule|guide|handbook|document|terms|plan|compan|organi[sz]))/iu,
  /\b(?:today|tonight|tomorrow|yesterday|right now|just now|at the moment|this (?:morning|afternoon|evening|week|weekend))\b|今天|今晚|明天|昨天|刚才|现在/iu,
  /\b(?:is|are|was|were)\b.*\bgoing\W*$/iu,
  /\b(?:is|was|has|did|does|will)\s+(?-i:\p{Lu}\p{Ll}+)\s+(?:around|in|out|back|here|there|free|up|off|on|coming|joining|ready|ok|okay|working|available|sick|still|already)\b/iu,
  /(?:你|您)(?!们?(?:的(?:政策|规定|制度|手册)))/u,
];

/** Whether a message to nobody in particular asks something, in its own words: not where it only quotes somebody who does. */
export function asksAnybody(message: string): boolean {
  // Whoever writes more to nobody in particular tells something. It is looked at wherever people write.
  if (message.length > MAX_ASKING_CHARS) return false;
  const own = withoutSurroundings(ownWords(message));
  return asks(own) && !isPointer(own) && !isForSomebody(message) && !OF_PEOPLE.some((form) => form.test(own));
}

const MAX_CATCHWORDS = 4;
const MAX_ASKING_CHARS = 4_000;

/** Whether a message may name something to look for, rather than tell something: "part-time staff". */
export function isCatchword(message: string): boolean {
  if (message.length > MAX_ASKING_CHARS) return false;
  const words = analyze(withoutSurroundings(ownWords(message)));
  return words.length > 0 && words.length <= MAX_CATCHWORDS && words.some(({ stop }) => !stop);
}
