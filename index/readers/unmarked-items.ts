import type { LaidOut } from '../document.ts';

/** Ends so that something has to follow: "Staff may:", "shall not—". */
const OPENS = /[:：—–]$/u;
/** Ends as what is said in one breath with the next does: "…;", "…, and". */
const GOES_ON = /(?:[;；,，、]|[;,]\s{0,3}(?:and|or|and\/or|but|nor)|[；，]?[和或及])$/iu;
const ENDS_SENTENCE = /[.!?。！？…][”’"'」』）)\]]*$/u;
const ANNOUNCES = /\b(?:following|follows|these|below)\b|下列|以下|如下/iu;
/** Says all that it says by itself: "Phone: 555 123". */
const IS_FIELD = /^(?:[^\p{L}\p{N}]{0,4})\p{L}[^.!?:：。]{0,40}[:：]\s?\S/u;
/** Longer openings and items are texts of their own. */
const MAX_OPENING_CHARS = 300;
const MAX_ITEM_CHARS = 120;
const MAX_LINE_CHARS = 60;
/** So much of an end tells how it ends. */
const END_CHARS = 20;

/** Whether a text ends so that something has to follow. */
export function leavesOff(said: string): boolean {
  return OPENS.test(said.slice(-END_CHARS));
}

/** Whether a text is a whole statement that announces nothing, in front of something that needs nothing in front of it. */
export function isApartFrom(said: string, next: string): boolean {
  return isFinished(said) && IS_FIELD.test(next.slice(0, MAX_LINE_CHARS));
}

/** Whether a text has said all, and announces nothing. */
export function isFinished(said: string): boolean {
  return endsSentence(said) && !ANNOUNCES.test(said.slice(-MAX_OPENING_CHARS));
}

/**
 * The same with the items of lists that have no marks: short lines or paragraphs below one that leaves something to follow
 * ("It is forbidden to: / smoke / sing"), up to the next that is a sentence of its own, or opens something itself.
 */
export function withUnmarkedItems(text: string, laidOut: readonly LaidOut[]): LaidOut[] {
  const blocks = laidOut.flatMap((block, at) => linesApart(text, block, laidOut[at - 1]));
  for (let at = 0; at < blocks.length; at += 1) {
    const items = itemsBelow(text, blocks, at);
    for (const item of items) {
      const block = blocks[item];
      if (block !== undefined) blocks[item] = { ...block, form: 'item', level: block.level + 1 };
    }
    at = items.at(-1) ?? at;
  }
  return blocks;
}

/** A block whose lines are an opening and its items, or items of the opening in front of it, as a block a line. */
function linesApart(text: string, block: LaidOut, before: LaidOut | undefined): LaidOut[] {
  if (!isText(block)) return [block];
  const said = text.slice(block.start, block.end);
  const lines = [...said.matchAll(/\S[^\n\r]*/gu)].map(({ 0: line, index }) => ({
    ...block,
    start: block.start + index,
    end: block.start + index + line.trimEnd().length,
  }));
  const written = lines.map(({ start, end }) => text.slice(start, end));
  const opensItself = leavesOff(written[0] ?? '');
  const items = opensItself ? written.slice(1) : written;
  const isOpened = opensItself || (before !== undefined && isText(before) && leavesOff(saidBy(text, before)));
  return isOpened && items.length > 1 && areItems(items, written) ? lines : [block];
}

/** Whether lines of one block each stand for themselves, and are not wrapped. */
function areItems(items: readonly string[], lines: readonly string[]): boolean {
  if (items.some((item) => leavesOff(item) || item.length > MAX_ITEM_CHARS)) return false;
  const inner = items.slice(0, -1);
  if (inner.every((item) => /[;；]$/u.test(item))) return true;
  if (items.every((item) => item.length <= MAX_LINE_CHARS && !startsLow(item) && !endsSentence(item)))
    return true;
  // What is wrapped fills its lines: none but the longest has room for the word that the next begins with.
  const width = lines.reduce((widest, { length }) => Math.max(widest, length), 0);
  return lines.every((line, i) => {
    const word = /^\S+/u.exec(lines[i + 1] ?? '')?.[0].length ?? 0;
    return line.length === width || line.length + 1 + word <= width;
  });
}

/** Positions of the items below an opening, in their order. */
function itemsBelow(text: string, blocks: readonly LaidOut[], at: number): number[] {
  const opening = blocks[at];
  if (opening === undefined || opening.kind !== 'body' || !['paragraph', 'item'].includes(opening.form))
    return [];
  const said = saidBy(text, opening);
  const isOpen = leavesOff(said) || (ANNOUNCES.test(said) && said.length <= MAX_ITEM_CHARS);
  if (endsSentence(said) || GOES_ON.test(said.slice(-END_CHARS))) return [];
  const items: number[] = [];
  let before = said;
  for (let next = at + 1; next < blocks.length; next += 1) {
    const block = blocks[next];
    if (block === undefined || block.kind === 'furniture' || block.form === 'note') continue;
    if (!isText(block) || block.level !== opening.level) break;
    const item = saidBy(text, block);
    if (!(isOpen && isShort(item)) && !goesOnWith(before, item, items.length > 0)) break;
    if (leavesOff(item)) break;
    if (items.length > 0 && endsSentence(before) && !startsLow(item)) break;
    items.push(next);
    before = item;
  }
  return leavesOff(said) || items.length > 1 ? items : [];
}

/** Whether an item goes on with what stands in front of it as a sentence does. */
function goesOnWith(before: string, item: string, isInside: boolean): boolean {
  if (isInside && GOES_ON.test(before.slice(-END_CHARS))) return true;
  return startsLow(item) || GOES_ON.test(item.slice(-END_CHARS));
}

function isText({ kind, form }: LaidOut): boolean {
  return kind === 'body' && form === 'paragraph';
}

/** What a block says, as far as its ends tell what it is. */
function saidBy(text: string, { start, end }: LaidOut): string {
  return end - start <= MAX_OPENING_CHARS
    ? text.slice(start, end)
    : text.slice(start, start + END_CHARS) + text.slice(end - MAX_OPENING_CHARS, end);
}

function isShort(said: string): boolean {
  return said.length <= MAX_ITEM_CHARS && !endsSentence(said);
}

function startsLow(said: string): boolean {
  return /^\p{Ll}/u.test(said);
}

function endsSentence(said: string): boolean {
  return ENDS_SENTENCE.test(said.slice(-END_CHARS));
}
