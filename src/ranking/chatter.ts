import { analyze } from '../../index/analyzer.ts';
import { isEnglishWord } from '../../index/general-english.ts';

/** "Generally speaking", "to put it bluntly", "Quick question": what names the act of saying or asking. */
const SAYING: ReadonlySet<string> = new Set([
  'speaking',
  'said',
  'put',
  'enough',
  'question',
  'questions',
  'query',
]);
/** How much so. */
const DEGREE: ReadonlySet<string> = new Set(['quite', 'rather', 'pretty', 'most', 'even']);
/** "monthly" says how often, and comes of a noun as adjectives do. */
const OF_TIME = /^(?:hour|dai|week|fortnight|month|quarter|year|annual)ly$/;

/**
 * Whether words in front of a question comment on it and ask nothing: words of grammar and adverbs, such as "Unfortunately", "Quite
 * frankly", "Legally speaking" (adjuncts of evaluation, domain and speech act; Huddleston & Pullum 2002, chapter 8).
 */
export function isChatter(lead: string): boolean {
  const words = analyze(lead);
  return (
    words.length > 0 &&
    words.every(({ word, stop }) => stop || SAYING.has(word) || DEGREE.has(word) || isAdverb(word))
  );
}

/** "honest-ly", "basic-ally", "lucki-ly", "probab-ly": an adjective with the ending of adverbs. */
function isAdverb(word: string): boolean {
  if (!/ly$/.test(word) || OF_TIME.test(word)) return false;
  const adjectives = [
    word.slice(0, -2),
    word.replace(/ally$/, ''),
    word.replace(/ily$/, 'y'),
    `${word.slice(0, -1)}e`,
  ];
  return adjectives.some(
    (adjective) => adjective !== word && adjective.length > 2 && isEnglishWord(adjective),
  );
}
