import { stripVTControlCharacters } from 'node:util';
import { type QuestionIn, questionsIn } from './questions-in.ts';
import type { Scope } from './scope.ts';
import { withoutSurroundings, withSimpleBlanks } from './surroundings.ts';

/** What a person asks. */
export type Question = {
  readonly text: string;
  /** The person's earlier questions in the same conversation, oldest first. */
  readonly history: readonly string[];
  /** What may be quoted. */
  readonly scope: Scope;
  /** Number of excerpts wanted; without it, at most three, and only those that come close to the best. */
  readonly top?: number | undefined;
};

/** A question made safe to work with. */
export type CleanText = {
  readonly text: string;
  /** The end of it was left out: it had more than {@link MAX_QUESTION_CHARS}. */
  readonly wasCut: boolean;
  /** What it asks, if that is several things. */
  readonly questions: readonly QuestionIn[];
};

export const MAX_QUESTION_CHARS = 2_000;

/** Far more than any question; the rest of a larger input is not even looked at. */
const MAX_INPUT_CHARS = 100_000;

/**
 * The question without what stands around it, and without what people cannot see: sequences that control a terminal go, control
 * characters become spaces; zero-width and bidirectional ones go, so that they neither part words nor turn the text round
 * where it is shown again.
 */
export function cleanQuestion(text: string): CleanText {
  const given = withSimpleBlanks(stripVTControlCharacters(text.slice(0, MAX_INPUT_CHARS)).toWellFormed());
  const visible = withSimpleBlanks(
    withoutSurroundings(given).replace(
      /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu,
      '',
    ),
  );
  const chars = [...visible];
  const wasCut = chars.length > MAX_QUESTION_CHARS;
  // Lines tell questions apart, and are nothing beside that.
  const lines = wasCut ? chars.slice(0, MAX_QUESTION_CHARS).join('').trim() : visible;
  return {
    text: lines.replaceAll('\n', ' '),
    wasCut: wasCut || text.length > MAX_INPUT_CHARS,
    questions: questionsIn(lines),
  };
}

/** Language the bot's own words should be in: that of the question. */
export function languageOf(text: string): 'en' | 'zh' {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}
