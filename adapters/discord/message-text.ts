import type { APIMessage, Message } from 'discord.js';

/** What of a message is read: of people's, apps' and forwarded ones, as discord.js or Discord itself has them. */
type Readable = {
  readonly content?: string | null;
  readonly embeds?: readonly Embed[];
  readonly components?: readonly object[];
};

type Embed = {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
};

/** All that a message says: its text, what an app shows in embeds and components, and the messages it forwards. */
export function writtenIn(message: Message): string {
  return wordsOf(message, [...message.messageSnapshots.values()]);
}

/** The same of a message as Discord has it. */
export function writtenInRaw(message: APIMessage): string {
  return wordsOf(
    message,
    (message.message_snapshots ?? []).map((snapshot) => snapshot.message),
  );
}

/** What a message forwards. */
export function forwardedIn({ messageSnapshots }: Message): string[] {
  return [...messageSnapshots.values()].map(shownIn).filter((words) => words !== '');
}

function wordsOf(message: Readable, forwarded: readonly Readable[]): string {
  return plainText(
    [message, ...forwarded]
      .map(shownIn)
      .filter((words) => words !== '')
      .join('\n'),
  );
}

function shownIn({ content, embeds = [], components = [] }: Readable): string {
  if (content) return plainText(content);
  return plainText([...embeds.flatMap(wordsOfEmbed), ...wordsIn(components)].join('\n'));
}

function wordsOfEmbed({ title, description, fields = [] }: Embed): string[] {
  const values = fields.flatMap(({ name, value }) => [name, value]);
  return [title, description, ...values].filter((words) => typeof words === 'string');
}

/** Only what is to be read has a content: labels of buttons are none. */
function wordsIn(components: readonly object[]): string[] {
  return components.flatMap((component) => [
    ...('content' in component && typeof component.content === 'string' ? [component.content] : []),
    ...('components' in component && Array.isArray(component.components)
      ? wordsIn(component.components)
      : []),
  ]);
}

/**
 * What a person wrote, without Discord's markup: mentions and emoji left out.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function plainText(content: string): string {
  return content
    .replace(/<(?:@[!&]?|#)\d+>|<id:\w+>/g, ' ')
    .replace(/<\/([^:>]+):\d+>/g, '$1')
    .replace(/<t:-?\d+(?::\w)?>/g, ' ')
    .trim();
}
