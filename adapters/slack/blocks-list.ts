import type { types as slack } from '@slack/bolt';
import type { List, Words } from '../../src/index-lists.ts';
import { bold, line, linked, sizeOf, words } from './blocks.ts';

/** The list as far as `room`, in bytes of blocks, goes; the rest is counted. None for one without items. */
export function renderList(
  { title, items }: List,
  room: number,
  countMore: (count: number) => string,
): slack.RichTextBlock['elements'] {
  if (items.length === 0) return [];
  let left = room;
  const shown = items
    .map((item) => line(...item.flatMap(toElements)))
    .filter((item) => {
      left -= sizeOf([item]);
      return left >= 0;
    });
  const more = items.length - shown.length;
  return [
    line(...bold(title)),
    ...(shown.length > 0 ? [{ type: 'rich_text_list', style: 'bullet', elements: shown } as const] : []),
    ...(more > 0 ? [line(...words(countMore(more)))] : []),
  ];
}

function toElements(item: Words): slack.RichTextElement[] {
  if (item.as === 'title') return linked(item.text, item.address);
  if (item.as === 'code') return words(item.text, { code: true });
  return item.as === 'bold' ? bold(item.text) : words(item.text);
}
