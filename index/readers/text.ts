import { findDates, toIsoDate } from '../dates.ts';
import { decode } from './decode.ts';
import { isStamp } from './furniture.ts';
import { findBlocks } from './layout.ts';
import type { Reading, Refusal } from './reader.ts';

/** Reads plain text in any encoding that can be told from its bytes. */
export function readText(bytes: Uint8Array): Reading | Refusal {
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const { text } = decoded;
  if (text.includes('\0')) return { refused: 'it holds NUL characters: a binary file, or a damaged one' };
  const blocks = findBlocks(text);
  if (blocks.length === 0) return { refused: 'it holds no text' };
  const title = blocks.find((block) => block.kind === 'title');
  const stamp = blocks
    .filter((block) => block.kind === 'metadata')
    .map((block) => text.slice(block.start, block.end))
    .find(isStamp);
  const date = stamp === undefined ? undefined : findDates(stamp)[0];
  return {
    ...decoded,
    blocks,
    title: title === undefined ? null : text.slice(title.start, title.end),
    publishedOn: date === undefined ? null : toIsoDate(date),
  };
}
