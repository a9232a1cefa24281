import { isForSomebody } from '../../src/addressee.ts';
import { ownWords } from '../../src/surroundings.ts';

/**
 * What a person wrote, without Slack's markup: `&lt;` as `<`, links by their labels, mentions left out.
 * https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages
 */
export function plainText(text: string): string {
  return text
    .replace(/<[@!][^>]*>/g, ' ')
    .replace(/<#\w+(?:\|([^>]*))?>/g, (_, name?: string) => name ?? ' ')
    .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, address: string, label?: string) => labelOf(address, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** Slack labels an address that somebody typed with what they typed of it. */
function labelOf(address: string, label = address): string {
  return /^https?:/.test(address) && address.includes(label) ? address : label;
}

/** Whether somebody says its name to the bot: not in code, and not where they quote somebody. */
export function mentions(text: string, userId: string): boolean {
  return isNamedIn(ownWords(text), userId);
}

/** Whether its name stands anywhere. */
export function isNamedIn(text: string, userId: string): boolean {
  return new RegExp(`<@${userId}(?:\\|[^>]*)?>`).test(text);
}

/** Whether it is addressed to somebody other than the bot: a person, a group, everybody, or somebody called by name. */
export function isForOthers(text: string, userId: string): boolean {
  const own = ownWords(text);
  return (
    !isNamedIn(own, userId) &&
    (/<@\w+|<!(?:subteam|here|channel|everyone)\b/.test(own) || isForSomebody(plainText(own)))
  );
}
