/**
 * What people see of a payload, by the rules of Slack's documentation and written without a look at the adapter:
 * rich text is literal (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block), `mrkdwn` is parsed
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */

type Json = Readonly<Record<string, unknown>>;

/** Everything a reader sees, block by block, element by element. */
export function shownBy(blocks: readonly unknown[]): string {
  return blocks.flatMap((block) => linesOf(block as Json)).join('\n');
}

/**
 * What a reader sees of quotes and blocks of code, in order, where clients do their worst: in a quote spaces around the
 * text are lost, a tab is a space and the code of an emoji a picture; control characters are never seen.
 */
export function quotesIn(blocks: readonly unknown[]): string[] {
  return quoteElements(blocks).map((element) => {
    const seen = seenOf(textOf(element));
    if (element.type === 'rich_text_preformatted') return seen;
    return seen
      .replaceAll('\t', ' ')
      .replace(/:(?:[+-]1|100|1234|[\p{L}\d_-]*\p{L}[\p{L}\d_-]*):/gu, '🖼')
      .trim();
  });
}

/** The same as it is sent. */
export function sentIn(blocks: readonly unknown[]): string[] {
  return quoteElements(blocks).map(textOf);
}

/** What there is to see of a text at best. */
export function seenOf(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\t\n]/gu, '');
}

/** What of the quotes is in bold. */
export function boldIn(blocks: readonly unknown[]): string[] {
  return richElements(blocks)
    .filter(({ type }) => type === 'rich_text_quote')
    .flatMap(({ elements }) => elements as Json[])
    .filter(({ style }) => (style as Json | undefined)?.bold === true)
    .map(({ text }) => text as string);
}

/** Whom a message would notify: by an element of rich text, or by a command in text that is parsed. */
export function pingsIn(payload: unknown): string[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, text } = payload as Json;
  const elements = ['user', 'usergroup', 'broadcast', 'team', 'channel'];
  const own = typeof type === 'string' && elements.includes(type) ? [JSON.stringify(payload)] : [];
  // `text` of a message, which has no type, and of a `mrkdwn` object; not that of plain or rich text.
  const isParsed = type === undefined || type === 'mrkdwn';
  const commands =
    isParsed && typeof text === 'string' ? [...text.matchAll(/<(?:@|#|!(?!date\^))[^>]*>/g)] : [];
  return [...own, ...commands.map(([command]) => command), ...Object.values(payload).flatMap(pingsIn)];
}

/** `mrkdwn` as it is read, its styles aside. */
export function unmark(mrkdwn: string): string {
  return mrkdwn
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([^|>]+)\|([^>]*)>/g, '$2')
    .replace(/<([^>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function linesOf(block: Json): string[] {
  switch (block.type) {
    case 'rich_text':
      return (block.elements as Json[]).map(textOf);
    case 'context':
    case 'actions':
      return [
        (block.elements as Json[])
          .map((element) => objectText(typeof element.text === 'object' ? (element.text as Json) : element))
          .join(' | '),
      ];
    case 'section':
    case 'header':
      return [objectText(block.text as Json | string)];
    case 'input': {
      const { options = [] } = block.element as { options?: Json[] };
      return [block as { label?: Json }, ...options].map(({ label, text }: Json) =>
        objectText((label ?? text) as Json),
      );
    }
    default:
      return [];
  }
}

function objectText(object: Json | string): string {
  if (typeof object === 'string') return object;
  return object.type === 'mrkdwn' ? unmark(object.text as string) : (object.text as string);
}

function textOf({ type, elements, text, name }: Json): string {
  if (type === 'emoji') return `:${name}:`;
  if (!Array.isArray(elements)) return text as string;
  const parts = elements.map((element) => textOf(element as Json));
  return type === 'rich_text_list' ? parts.map((part) => `• ${part}`).join('\n') : parts.join('');
}

function quoteElements(blocks: readonly unknown[]): Json[] {
  return richElements(blocks).filter(
    ({ type }) => type === 'rich_text_quote' || type === 'rich_text_preformatted',
  );
}

function richElements(blocks: readonly unknown[]): Json[] {
  return (blocks as Json[])
    .filter(({ type }) => type === 'rich_text')
    .flatMap(({ elements }) => elements as Json[]);
}
