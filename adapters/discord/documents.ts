import { createHash } from 'node:crypto';
import type { Source } from '../../src/bot.ts';
import { short } from '../../src/short-name.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
export const MAX_CHOICES = 25;
const MAX_CHOICE_CHARS = 100;
/** Of a title; with the marks around one that is read from right to left it is still short enough. */
const MAX_TITLE_CHARS = 98;
/** Of a path where a title does not tell documents apart. */
const MAX_PATH_CHARS = 45;

type Choice = { readonly name: string; readonly value: string };

/** The documents whose names hold what has been typed so far, to choose from. */
export function documentChoices(typed: string, sources: readonly Source[]): Choice[] {
  const sought = typed.toLowerCase().trim();
  return sources
    .filter((source) => namesOf(source).some((name) => name.toLowerCase().includes(sought)))
    .slice(0, MAX_CHOICES)
    .map((source) => ({ name: nameOf(source, sources), value: choiceOf(source) }));
}

/**
 * The document that was chosen, or named by hand: by its path or title, or by a part of one of these that no other has.
 * @returns `null` if there is none, or it cannot be told which
 */
export function findDocument(said: string, sources: readonly Source[]): Source | null {
  const sought = said.toLowerCase().trim();
  const chosen = sources.find((source) => choiceOf(source) === said);
  if (chosen !== undefined) return chosen;
  const named = (fits: (name: string) => boolean): Source[] =>
    sources.filter((source) => namesOf(source).some((name) => fits(name.toLowerCase())));
  const exact = named((name) => name === sought);
  const [only, ...others] = exact.length > 0 ? exact : named((name) => name.includes(sought));
  return only !== undefined && others.length === 0 ? only : null;
}

function nameOf({ title, path }: Source, sources: readonly Source[]): string {
  const isUnique = sources.every((other) => other.path === path || other.title !== title);
  if (isUnique) return short(title, MAX_TITLE_CHARS);
  // Paths differ at their ends as a rule.
  const place = path.slice(-MAX_PATH_CHARS).toWellFormed();
  return `${short(title, MAX_TITLE_CHARS - MAX_PATH_CHARS - 3)} · ${place}`;
}

function namesOf({ title, path, issuer }: Source): string[] {
  return [title, path, ...(issuer === null ? [] : [issuer])];
}

/** Its path, or a digest of one that is too long for Discord. */
function choiceOf({ path }: Source): string {
  return path.length <= MAX_CHOICE_CHARS ? path : `#${createHash('sha256').update(path).digest('hex')}`;
}
