import type { DocumentDescription } from './document.ts';

/** Longer than the long titles of laws; what goes on beyond it is text. */
const MAX_NAME_CHARS = 500;

/** Room for the aliases of a document together. */
const MAX_ALIASES_CHARS = 2_000;

/** What no browser would open. */
const MAX_ADDRESS_CHARS = 2_000;

/**
 * As much of a text as can be a name: a title, a heading, an issuer. Names count in every passage that they stand above,
 * so that one of thousands of words would cost as many for each; its words are found where it stands all the same.
 */
export function asName(text: string): string {
  if (text.length <= MAX_NAME_CHARS) return text;
  const start = text.slice(0, MAX_NAME_CHARS - 1).replace(/[\ud800-\udbff]$/, '');
  const space = start.search(/\s+\S*$/);
  return `${space > MAX_NAME_CHARS / 2 ? start.slice(0, space) : start}…`;
}

/** A description with nothing in it that is longer than what it describes can bear. */
export function withinBounds(description: Partial<DocumentDescription>): Partial<DocumentDescription> {
  const { title, issuer, jurisdiction, topic, aliases, source } = description;
  return {
    ...description,
    ...(title !== undefined && { title: asName(title) }),
    ...(issuer && { issuer: asName(issuer) }),
    ...(jurisdiction && { jurisdiction: asName(jurisdiction) }),
    ...(topic && { topic: asName(topic) }),
    ...(aliases !== undefined && { aliases: asManyAsFit(aliases.map(asName)) }),
    ...(source && source.length > MAX_ADDRESS_CHARS && { source: null }),
  };
}

function asManyAsFit(aliases: readonly string[]): string[] {
  let chars = 0;
  return aliases.filter((alias) => {
    chars += alias.length;
    return chars <= MAX_ALIASES_CHARS;
  });
}
