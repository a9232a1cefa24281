import type { types as slack } from '@slack/bolt';
import { webAddress } from '../../src/web-address.ts';

/** A message as Slack takes it; `text` is for notifications and screen readers. */
export type Message = { text: string; blocks: slack.KnownBlock[] };

/** https://docs.slack.dev/reference/block-kit/blocks, and one number Slack keeps to itself. */
export const LIMITS = {
  blocks: 50,
  viewBlocks: 100,
  textChars: 3_000,
  buttonTextChars: 75,
  buttonValueChars: 2_000,
  viewTitleChars: 24,
  linkChars: 3_000,
  /**
   * Near 13,200 characters of blocks Slack answers `msg_blocks_too_long` (slackapi/bolt-js#2509, #2867). What it counts
   * is not known: bytes are never fewer than characters.
   */
  messageBytes: 12_000,
} as const;

/**
 * Text shown exactly as it is: in rich text Slack looks for no markup, so nothing is escaped and nobody can be pinged.
 * Long text becomes several elements, which are shown as one; half a character, which JSON cannot carry, a mark.
 */
export function words(text: string, style?: slack.RichTextText['style']): slack.RichTextText[] {
  return cut(text.toWellFormed()).map((part) => ({ type: 'text', text: part, ...(style && { style }) }));
}

export function bold(text: string): slack.RichTextText[] {
  return words(text, { bold: true });
}

/** The text as a link if `address` is one that a browser opens, else the text alone. */
export function linked(text: string, address: string | null): slack.RichTextElement[] {
  const url = webAddress(address, LIMITS.linkChars);
  if (url === null) return bold(text);
  const link: slack.RichTextLink = { type: 'link', url, text, style: { bold: true } };
  return [link];
}

export function line(...elements: readonly slack.RichTextElement[]): slack.RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

/** Several lines under each other, without the gap between paragraphs. */
export function lines(...all: readonly (readonly slack.RichTextElement[])[]): slack.RichTextSection {
  return line(...all.flatMap((elements, i) => (i === 0 ? elements : [...words('\n'), ...elements])));
}

export function richText(...elements: slack.RichTextBlock['elements']): slack.RichTextBlock {
  return { type: 'rich_text', elements };
}

export function plain(text: string): slack.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Small print of the bot's own words, with Slack's markup in it. */
export function smallPrint(mrkdwn: string): slack.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] };
}

/** `symbol` is shown instead of the label, which is read out then. */
export function button(label: string, id: string, value: string, symbol?: string): slack.Button {
  const text = plain(symbol ?? label);
  return { type: 'button', text, action_id: id, value, ...(symbol && { accessibility_label: label }) };
}

/** A row of buttons; those that hold more than a button can are left out. */
export function row(buttons: readonly slack.Button[]): slack.KnownBlock[] {
  const elements = buttons.filter(({ value = '' }) => value.length <= LIMITS.buttonValueChars);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** How much of what Slack allows these blocks take, in bytes. */
export function sizeOf(blocks: readonly object[]): number {
  return Buffer.byteLength(JSON.stringify(blocks));
}

/** Parts that one element can hold, no character cut in two. */
function cut(text: string, chars: number = LIMITS.textChars): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + chars, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}
