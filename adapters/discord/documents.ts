import { createHash } from 'node:crypto';
import type { Source } from '../../src/bot.ts';
import { short } from '../../src/short-name.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
export const MAX_CHOICES = 25;
const MAX_CHOICE_CHARS = 100;

type Choice = { readonly name: string; readonly value: string };

/** The documents whose names hold what has been typed so far, to choose from. */
export function documentChoices(typed: string, sources: readonly Source[]): Choice[] {
  const sought = typed.toLowerCase().trim();
  return sources
    .filter((source) => namesOf(source).some((name) => name.toLowerCase().includes(sought)))
    .slice(0, MAX_CHOICES)
    .map((source) => ({ name: short(source.title, MAX_CHOICE_CHARS), value: choiceOf(source) }));
}

/**
 * The document that was chosen, or named by hand: by its path or title, or by a part of one of these that no other has.
 * @returns `null` if there is none, or it cannot be told which
 */
export function findDocument(said: string, sources: readonly Source[]): Source | null {
  const sought = said.toLowerCase().trim();
  const exact = sources.find(
    (source) => choiceOf(source) === said || namesOf(source).some((name) => name.toLowerCase() === sought),
  );
  if (exact !== undefined) return exact;
  const [only, ...others] = sources.filter((source) =>
    namesOf(source).some((name) => name.toLowerCase().includes(sought)),
  );
  return only !== undefined && others.length === 0 ? only : null;
}

function namesOf({ title, path, issuer }: Source): string[] {
  return [title, path, ...(issuer === null ? [] : [issuer])];
}

/** Its path, or a digest of one that is too long for Discord. */
function choiceOf({ path }: Source): string {
  return path.length <= MAX_CHOICE_CHARS ? path : `#${createHash('sha256').update(path).digest('hex')}`;
}
