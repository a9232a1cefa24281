import type { Span } from '../../index/document.ts';
import { isEnglishWord, isOnlyName } from '../../index/general-english.ts';
import { isStopWord } from '../../index/stop-words.ts';

/** What a sentence, a quotation or the part behind a colon begins with has its capital from there. */
const BEGINS = /(?:^|[.!?。！？:;…"“(\n]|\s[-–—])\s*$/u;
const CAPITAL = /^\p{Lu}/u;
/** "US", "GPs": longer words in capitals are stressed. */
const ACRONYM = /^\p{Lu}{2,4}s?$/u;
const NEXT_WORD = /^[ -](?:(?:of|de|for|and|the) )?(?<word>\p{Lu}[\p{L}\p{M}'’]*)/u;
const WORD_BEFORE = /(?<word>\p{Lu}[\p{L}\p{M}'’]*)(?: (?:of|de|for|and|the))?[ -]$/u;
const WORDS = /\p{L}[\p{L}\p{M}'’]{3,}/gu;
const MIN_TITLE_WORDS = 3;

/**
 * Whether a word of a question has a capital because it is a name: not since a sentence begins with it, nor since somebody writes
 * ordinary words with capitals ("ask the President"), unless it stands beside another such word ("President Lincoln").
 */
export function isWrittenAsName(text: string, { start, end }: Span): boolean {
  if (!CAPITAL.test(text.slice(start, start + 2)) || isInCapitals(text)) return false;
  if (ACRONYM.test(text.slice(start, end))) return true;
  const word = text.slice(start, end).toLowerCase();
  const before = text.slice(0, start);
  if (BEGINS.test(before)) return isOnlyName(word);
  if (!isEnglishWord(word)) return true;
  return isNamePart(NEXT_WORD.exec(text.slice(end))?.groups?.word) || isNamePartBefore(before);
}

function isNamePartBefore(before: string): boolean {
  const found = WORD_BEFORE.exec(before);
  return found !== null && !BEGINS.test(before.slice(0, found.index)) && isNamePart(found.groups?.word);
}

function isNamePart(word: string | undefined): boolean {
  return word !== undefined && !isStopWord(word.toLowerCase());
}

/** Whether all letters are capitals, or all longer words begin with one: then they tell nothing. */
function isInCapitals(text: string): boolean {
  if (text === text.toUpperCase()) return true;
  const words = text.match(WORDS) ?? [];
  return words.length >= MIN_TITLE_WORDS && words.every((word) => CAPITAL.test(word));
}
