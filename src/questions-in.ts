import { analyze } from '../index/analyzer.ts';
import { asks, followsUp, isFullQuestion, isVerblessQuestion } from './asks.ts';
import { isPointer } from './pointing.ts';

/** One of several questions of a message: its own words, and these with what else the message says but asks not. */
export type QuestionIn = { readonly asked: string; readonly text: string };

/** More than people ask at once. */
const MAX_QUESTIONS = 5;
/** A message of more sentences and clauses is a text, and not worth taking to pieces: each is looked at many times. */
const MAX_BREAKS = 60;

/**
 * Where another question may begin: behind a sentence or a line, at the next number of a list; or at "and", a comma or the
 * like, where each side has to be a question without the other.
 */
const ENDS = /[?？]["”’')\]）]*\s*|(?<=[.!])\s+|(?<=[。！；])|\s*\n\s*/gu;
const JOINS =
  /\s*[,;，；]?\s+(?:and|but|as well as|plus|[&+])\s+(?:also\s+|then\s+)?|\s*[,;，；](?!\s*(?:who|whose|whom|which|or)\b)\s*(?:(?:以及|还有|還有|另外|并且|而且|和|那么?)[，,]?\s*)?|\s*(?:以及|还有|還有|另外|并且)[，,]?\s*/giu;
/** "1) how long is leave 2) when is the roof mended" */
const ITEM = /(?:^|\s+)(?:[-*•–]|\(?(?:\d|[a-e])[.)])\s+(?=\p{L})/giu;
const ENDED = /[?？.!。！；]["”’')\]）]*$/u;
/** "Two questions: …" */
const INTRO = /^[^:：?？]{1,60}[:：]\s+/u;
/** "Can you tell me how long leave is": a question within one, and another that goes on from it, without the verb in front. */
const TOLD =
  /\b(?:tell|know|wonder\w*|explain|remind|clarify|check|find out|curious)\b.*\b(?:who|what|which|when|where|why|how)\b/iu;
const TOLD_TOO =
  /^(?:who|what|which|where|why|how|when(?!\s+(?:i|we|you|he|she|it|they)\b))(?:\s+[^\s?]+){2,}/iu;
const GOES_ON = /^(?:what|how) about\s/iu;
/** What somebody wonders about says what the questions behind it are about; "can I" asks. */
const WONDERS =
  /^\W*(?:(?!(?:am|is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|who|what|which|when|where|why|how)(?:n['’]?t)?\b)\w+,?\s+)?(?:i|we|my|our)\b(?!.*\b(?:who|what|which|when|where|why|how)\b)/iu;

/**
 * The questions of a message, if it asks several; else none. What somebody says of their situation is no question, and
 * neither is "how and when" one without a predicate of its own, or one whose words another one has all of.
 */
export function questionsIn(message: string): QuestionIn[] {
  if (countOf(ENDS, message) + countOf(JOINS, message) > MAX_BREAKS) return [];
  const parts = sentencesIn(message)
    .flatMap(splitIntro)
    .flatMap((sentence) => (isQuestion(sentence) ? splitJoined(sentence) : [sentence]));
  const termsOf = new Map(parts.map((part) => [part, contentOf(part)]));
  const asking = [...new Set(parts.filter(isQuestion))].filter(
    (part, i, all) =>
      !all.some((other, j) => other !== part && isWithin(termsOf.get(part), termsOf.get(other), i < j)),
  );
  if (asking.length < 2) return [];
  return asking.slice(0, MAX_QUESTIONS).map((asked) => ({
    asked,
    text: parts.filter((part) => part === asked || !isQuestion(part)).join(' '),
  }));
}

function countOf(pattern: RegExp, text: string): number {
  return text.matchAll(pattern).reduce((count) => count + 1, 0);
}

function isQuestion(sentence: string): boolean {
  return (
    (isFullQuestion(sentence) ||
      isVerblessQuestion(sentence) ||
      followsUp(sentence) ||
      TOLD.test(sentence) ||
      TOLD_TOO.test(sentence)) &&
    asks(sentence) &&
    !isPointer(sentence) &&
    !WONDERS.test(sentence)
  );
}

function contentOf(part: string): Set<string> {
  return new Set(analyze(part).flatMap(({ stop, term }) => (stop ? [] : [term])));
}

/** @param orSame whether one of the same words is within the other */
function isWithin(terms: Set<string> = new Set(), others: Set<string> = new Set(), orSame = false): boolean {
  return terms.isSubsetOf(others) && (orSame || terms.size < others.size);
}

/** Sentences, and lines that are none: a line that goes on in the next one is no sentence. */
function sentencesIn(message: string): string[] {
  const parts: string[] = [];
  for (const item of message.split(ITEM)) {
    for (const [i, part] of split(item, ENDS).entries()) {
      const last = parts.at(-1);
      const goesOn = i > 0 && last !== undefined && !ENDED.test(last);
      if (goesOn && !(isFullQuestion(last) && isFullQuestion(part))) parts.splice(-1, 1, `${last} ${part}`);
      else parts.push(part);
    }
  }
  return parts;
}

function splitIntro(sentence: string): string[] {
  const rest = sentence.replace(INTRO, '');
  return rest === sentence || !isFullQuestion(rest)
    ? [sentence]
    : [sentence.slice(0, sentence.length - rest.length).trim(), rest];
}

/** Two questions that "and" joins, each with a predicate of its own. */
function splitJoined(sentence: string): string[] {
  for (const { index, 0: join } of sentence.matchAll(JOINS)) {
    const [left, right] = [sentence.slice(0, index), sentence.slice(index + join.length)];
    const isNext =
      isFullQuestion(right) ||
      isVerblessQuestion(right) ||
      GOES_ON.test(right) ||
      (TOLD.test(left) && TOLD_TOO.test(right));
    if (index > 0 && isNext && (isFullQuestion(left) || TOLD.test(left)))
      return [left, ...splitJoined(right)];
  }
  return [sentence];
}

/** The parts between the matches; what ends a part stays with it. */
function split(text: string, ends: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(ends)) {
    parts.push(text.slice(start, index + end.length).trim());
    start = index + end.length;
  }
  return [...parts, text.slice(start).trim()].filter((part) => /[\p{L}\p{N}]/u.test(part));
}
