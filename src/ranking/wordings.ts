import { type Token, toTerm } from '../../index/analyzer.ts';
import { findClipped } from '../../index/clippings.ts';
import { isEnglishWord, isOnlyName } from '../../index/general-english.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { correct } from '../../index/spelling.ts';
import { findParts, findWithoutParticle } from './compounds.ts';
import type { Variant } from './query.ts';
import { isWrittenAsName } from './written-names.ts';

/** A typo is read as the commoner of two words if that is this much commoner. */
const CLEARLY_COMMONER = 5;

/**
 * The ways in which documents may say a word of a question; where it is misspelt and may be one word or another, what it may have
 * meant.
 */
export function variantsOf(
  text: string,
  token: Token,
  index: VisibleIndex,
): { variants: Variant[]; suggestions: string[] } {
  const { search } = index;
  const asWritten: Variant = { terms: [token.term], via: 'word' };
  const parted = findParts(token, index).map((terms): Variant => ({ terms, via: 'word', isOneWord: true }));
  const isWord = isEnglishWord(token.word) || search.wordCounts.get(token.word) > 0;
  if (parted.length > 0 || isWord)
    return { variants: [asWritten, ...parted, ...clippedOf(token, index)], suggestions: [] };
  const corrected = correct(token.word, search.wordCounts).alternatives;
  const isKnown = search.termCounts(token.term).anywhere > 0;
  // "imposible" has the stem of "imposed" by chance; "reimburses" is another form of what is known.
  if (isKnown && (corrected.length === 0 || corrected.some(([word = '']) => toTerm(word) === token.term)))
    return { variants: [asWritten], suggestions: [] };
  const clipped = [...clippedOf(token, index), ...withoutParticle(token, index)];
  if (clipped.length > 0) return { variants: [asWritten, ...clipped], suggestions: [] };
  const alternatives = namesFirst(corrected, text, token);
  const counts = alternatives.map((words) =>
    Math.min(...words.map((word) => search.termCounts(toTerm(word)).anywhere)),
  );
  const [first = 0, second = 0] = counts.toSorted((a, b) => b - a);
  const settled = alternatives.length === 1 || first >= CLEARLY_COMMONER * second;
  const meant = settled ? alternatives[counts.indexOf(first)] : undefined;
  if (meant === undefined)
    return { variants: [asWritten], suggestions: alternatives.map((words) => words.join(' ')) };
  const spelled: Variant = { terms: meant.map(toTerm), via: 'spelling' };
  return { variants: isKnown ? [spelled] : [asWritten, spelled], suggestions: [] };
}

/** What is written as a name is misspelt of a name rather than of a word: "Warsw" is "Warsaw", and not "wars". */
function namesFirst(
  alternatives: readonly (readonly string[])[],
  text: string,
  token: Token,
): readonly (readonly string[])[] {
  if (!isWrittenAsName(text, token)) return alternatives;
  const names = alternatives.filter(
    ([word = '', ...more]) => more.length === 0 && (isOnlyName(word) || !isEnglishWord(word)),
  );
  return names.length > 0 ? names : alternatives;
}

function withoutParticle(token: Token, index: VisibleIndex): Variant[] {
  const rest = findWithoutParticle(token, index);
  return rest === null ? [] : [{ terms: [toTerm(rest)], via: 'spelling' }];
}

/** What documents have for a word in short or in full, where that is one word. */
function clippedOf({ word, term }: Token, { search }: VisibleIndex): Variant[] {
  if (search.termCounts(term).anywhere > 0) return [];
  const terms = new Set(findClipped(word, search.wordCounts).map(toTerm));
  return terms.size === 1
    ? [...terms].map((clipped) => ({ terms: [clipped], via: 'abbreviation', isOneWord: true }))
    : [];
}
