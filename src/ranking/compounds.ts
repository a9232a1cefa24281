import { type Token, toTerm } from '../../index/analyzer.ts';
import type { Span } from '../../index/document.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { isStopWord } from '../../index/stop-words.ts';
import { isClock } from '../../index/time-readings.ts';

/** A stretch of the question as one word, which the documents hold. */
export type OneWord = Span & { readonly term: string; readonly word: string };

/** What may stand between the parts of a word: "e-mail", "time sheet", "max_size", "node.js". */
const JOINT = /^[-‐‑_. ]$/u;
const LATIN = /^[a-z\d]+$/;
/** What a verb makes a noun with: "log in", "stand by". */
const PARTICLES: ReadonlySet<string> = new Set(['in', 'on', 'up', 'out', 'off', 'over', 'by', 'under']);
const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no']);
const MIN_CHARS = 4;
const MIN_PART_CHARS = 2;
const MIN_STEM_CHARS = 3;

/** Words of the question that the documents write as one, and other ways to read it that they know. */
export function findOneWords(text: string, tokens: readonly Token[], { search }: VisibleIndex): OneWord[] {
  const isKnown = (term: string): boolean => search.termCounts(term).anywhere > 0;
  const read = tokens.flatMap(({ others = [] }) => others.filter(({ isBeside }) => !isBeside));
  const joined = tokens.flatMap((token, i) => {
    const next = tokens[i + 1];
    if (next === undefined || !mayJoin(text, token, next, isKnown)) return [];
    const word = token.word + next.word;
    return word.length < MIN_CHARS && !isCode(word)
      ? []
      : [{ word, term: toTerm(word), start: token.start, end: next.end }];
  });
  // A time of the day is one thing whether or not it is said: a range of times may hold it.
  return [...read, ...joined].filter(({ term }) => isKnown(term) || isClock(term));
}

function mayJoin(text: string, first: Token, second: Token, isKnown: (term: string) => boolean): boolean {
  const joint = text.slice(first.end, second.start);
  if (!JOINT.test(joint) || !LATIN.test(first.word) || !LATIN.test(second.word)) return false;
  if (/^\d+$/.test(first.word) && /^\d/.test(second.word)) return false;
  if (joint !== ' ') return !(first.stop && second.stop);
  if (first.stop) return !second.stop && PARTICLES.has(first.word) && !isKnown(second.term);
  return second.stop ? PARTICLES.has(second.word) : !NEGATIONS.has(first.word);
}

/** "ar7": letters, and a number. */
function isCode(word: string): boolean {
  return /^[a-z]+\d+$|^\d+[a-z]+$/.test(word);
}

/** "onsite", "inhouse", "dropoff": what is left of an unknown word without the word of grammar that it begins or ends with. */
export function findWithoutParticle({ word }: Token, { search }: VisibleIndex): string | null {
  const parts = [...PARTICLES].flatMap((particle) => [
    word.startsWith(particle) ? word.slice(particle.length) : '',
    word.endsWith(particle) ? word.slice(0, -particle.length) : '',
  ]);
  return parts.find((part) => part.length >= MIN_STEM_CHARS && search.wordCounts.get(part) > 0) ?? null;
}

/** The ways to take a word apart in which the documents write it: "timesheet" as "time sheet", "AR7" as "AR-7". */
export function findParts({ word: written }: Token, { search }: VisibleIndex): string[][] {
  const word = written.replace(/[-‐‑]/u, '');
  if (!LATIN.test(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, i) => [word.slice(0, i + 1), word.slice(i + 1)] as const)
    .filter(([first, second]) => {
      if (/\d/.test(word)) return /\d$/.test(first) !== /^\d/.test(second);
      const isLong = first.length >= MIN_PART_CHARS && second.length >= MIN_PART_CHARS;
      return isLong && !isStopWord(first) && !isStopWord(second);
    })
    .map((parts) => parts.map(toTerm))
    .filter(([first = '', second = '']) => search.areNeighbours(first, second));
}
