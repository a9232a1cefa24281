import type { List, Words } from '../../src/index-lists.ts';
import { linked } from './link.ts';
import { bold, code, escapeMarkdown } from './markdown.ts';

type Wording = {
  readonly more: (count: number) => string;
  /** What a link to a source reads. */
  readonly source: string;
};

/** Lists, of which none is empty, as lines; each shows what its share of `room`, in characters, holds and counts the rest. */
export function renderLists(lists: readonly List[], room: number, wording: Wording): string[] {
  const share = Math.floor(room / lists.length);
  return lists.flatMap((list) => renderList(list, share, wording));
}

function renderList({ title, items }: List, room: number, { more, source }: Wording): string[] {
  const head = bold(title);
  const lines = items.map((item) => `- ${item.map((words) => inMarkdown(words, source)).join('')}`);
  let left = room - head.length - more(items.length).length - 2;
  const shown = lines.filter((line) => {
    if (line.length >= left) return false;
    left -= line.length + 1;
    return true;
  });
  const hidden = items.length - shown.length;
  return [head, ...shown, ...(hidden > 0 ? [more(hidden)] : [])];
}

function inMarkdown(words: Words, source: string): string {
  if (words.as === 'title') return linked(words.text, words.address, source);
  if (words.as === 'code') return code(words.text);
  return words.as === 'bold' ? bold(words.text) : escapeMarkdown(words.text);
}
