import type { types as slack } from '@slack/bolt';
import { drawn } from '../../src/drawn.ts';

/** `:smile:`, `:+1:`, names of a workspace's own, but no time such as 10:30:00. Slack may draw a picture instead. */
const EMOJI_CODE = /:(?!\d\d?:)[\p{L}\p{M}\p{N}_+'-]+:/gu;
const PICTURE = '\ufffc';

/**
 * What a reader sees of quoted text, supposing the worst of Slack's clients where its documentation is silent: prose is
 * trimmed, its tabs shrink to spaces and emoji codes become pictures; a block of code stays as it is.
 */
export function shownText({ type, elements }: slack.RichTextQuote | slack.RichTextPreformatted): string {
  const text = elements.map((element) => ('text' in element ? (element.text ?? '') : '')).join('');
  if (type === 'rich_text_preformatted') return drawn(text);
  return drawn(text).replaceAll('\t', ' ').replace(EMOJI_CODE, PICTURE).trim();
}
