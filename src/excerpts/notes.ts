import { blockAt } from '../../index/block-tree.ts';
import type { Block, Document, Span } from '../../index/document.ts';

/** Marks that call a note: "[1]", "¹", "*", "①", "(1)". */
const CALL = /\[[^\]\s]{1,40}\]|[¹²³⁴-⁹⁰]+|(?:\*{1,3}|[†‡])(?!\w)|(?<!^)注?[①-⑳]|(?<!^)[(（]\d{1,2}[)）]/gu;
/** The calls that stand right behind a statement, outside its full stop. */
const BEHIND =
  /^(?:[ \t]?(?:\[[^\]\s]{1,40}\]|[¹²³⁴-⁹⁰]+|\*{1,3}(?!\w)|[†‡]|注?[①-⑳]|[(（]\d{1,2}[)）](?!\s*\p{L})))+/u;
const MAX_CALLS_CHARS = 120;

/** Calls a note and is no number. */
const SIGN = /^(?:\*{1,3}|[†‡])$/u;

/** Notes that the pieces of an excerpt call, inside them or right behind: each the next one with that mark. */
export function notesCalled(document: Document, pieces: readonly Span[]): Span[] {
  return pieces.flatMap((piece) => {
    const at = blockAt(document, piece.start);
    if (document.blocks[at]?.form === 'note') return [];
    return callsIn(document.text, piece).flatMap((call) => {
      const note = noteOf(document, at, call);
      return note === undefined ? [] : [{ start: note.start, end: note.end }];
    });
  });
}

function callsIn(text: string, { start, end }: Span): string[] {
  const [behind = ''] = BEHIND.exec(text.slice(end, end + MAX_CALLS_CHARS)) ?? [];
  return [...text.slice(start, end + behind.length).matchAll(CALL)].map(([call]) => call);
}

/** A mark however it is set: "¹", "①" and "(1)" are 1. */
function plain(mark: string): string {
  return mark
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[[(注]+|[\])]+$/gu, '');
}

function noteOf({ text, blocks }: Document, at: number, call: string): Block | undefined {
  const mark = plain(call);
  const isCalled = (block: Block): boolean => block.form === 'note' && plain(block.label) === mark;
  // A ring is no number of a clause: what begins with it further down is its note, whatever a reader took it for.
  const ring = /[①-⑳]/u.exec(call)?.[0];
  const begins = ring === undefined ? null : new RegExp(`^(?:注|note)?\\s?${ring}`, 'iu');
  const startsWith = (sign: string, block: Block | undefined): boolean =>
    block !== undefined && text.startsWith(`${sign} `, block.start);
  return (
    blocks.find((block, i) => i > at && isCalled(block)) ??
    blocks.find(isCalled) ??
    blocks.find((block, i) => i > at && begins?.test(text.slice(block.start, block.end)) === true) ??
    // "* Except in August." looks like an item of a list, but there is no other beside it.
    (SIGN.test(call)
      ? blocks.find(
          (block, i) =>
            i > at &&
            startsWith(call, block) &&
            ![blocks[i - 1], blocks[i + 1]].some((other) => startsWith(call, other)),
        )
      : undefined)
  );
}
