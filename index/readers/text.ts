import { decode } from './decode.ts';
import { findBlocks } from './plain-layout.ts';
import type { Reading, Refusal } from './reader.ts';
import { describeItself } from './self-description.ts';

/** Reads plain text in any encoding that can be told from its bytes. */
export function readText(bytes: Uint8Array): Reading | Refusal {
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const { text } = decoded;
  if (text.includes('\0')) return { refused: 'it holds NUL characters: a binary file, or a damaged one' };
  const blocks = findBlocks(text);
  if (blocks.length === 0) return { refused: 'it holds no text' };
  return { ...decoded, blocks, description: describeItself(text, blocks) };
}
