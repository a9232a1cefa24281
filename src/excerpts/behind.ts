import { above, blockAt, lastUnder } from '../../index/block-tree.ts';
import type { Block, Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { findSentences } from '../../index/sentences.ts';
import {
  limitsBefore,
  namesExceptions,
  namesRemark,
  onlyBeginsAnswer,
  opensExceptions,
  restricts,
  takesBack,
  takesBackAcross,
} from './polarity.ts';

/** So many statements of a paragraph may speak of the one in front of them; after that the text has moved on. */
const MAX_LIMITS = 3;
/** So many parts of a list of exceptions, or of what stands under their heading. */
const MAX_PARTS = 12;

/** Statements right behind the span, in its block or the next, that take part of it back, or are the rest of its answer. */
export function statementsBehind(document: Document, span: Span, passage: Passage): Span[] {
  const { text, blocks } = document;
  const at = blockAt(document, span.end - 1);
  const rest = passage.sentences.filter(
    ({ start, end }) =>
      start >= span.end && blockAt(document, start) === at && hasWords(text.slice(start, end)),
  );
  const said = text.slice(span.start, span.end);
  const last = findSentences(text, span).at(-1);
  if (last !== undefined && onlyBeginsAnswer(text.slice(last.start, last.end))) {
    const [next] = rest;
    if (next !== undefined) return [next];
    const below = blocks[at + 1];
    const isOfAnswer = below !== undefined && (below.parent === at || below.parent === blocks[at]?.parent);
    const first =
      isOfAnswer && below.form !== 'heading' && below.form !== 'question'
        ? findSentences(text, below)[0]
        : undefined;
    return first === undefined ? [] : [first];
  }
  const pieces: Span[] = [];
  let isRightBehind = true;
  for (const sentence of rest.slice(0, MAX_LIMITS)) {
    const statement = text.slice(sentence.start, sentence.end);
    const isLimit: boolean = isRightBehind ? takesBack(statement) : limitsBefore(statement);
    if (isLimit) pieces.push(sentence);
    isRightBehind &&= isLimit;
  }
  const end = pieces.at(-1);
  if (opensExceptions(end === undefined ? said : text.slice(end.start, end.end)))
    pieces.push(...partsUnder(document, at));
  if (rest.length > MAX_LIMITS) return pieces;
  return [...pieces, ...blocksTakingBack(document, at)];
}

function hasWords(statement: string): boolean {
  return /\p{L}/u.test(statement);
}

/** What an item begins with that has no number. */
const BULLET = /^[-*•·‣▪◦–—]\s+/u;

/** What the blocks behind the span's take back of it. */
function blocksTakingBack(document: Document, at: number): Span[] {
  const { text, blocks } = document;
  const own = blocks[at];
  if (own === undefined) return [];
  const pieces: Span[] = [];
  for (const next of blocksBehind(document, at)) {
    const block = blocks[next];
    if (block === undefined) continue;
    const said = text.slice(block.start, block.end);
    if (block.kind === 'heading' && namesExceptions(said) && isInSection(document, at, next)) {
      pieces.push(block, ...partsUnder(document, next));
      continue;
    }
    // A clause with a number of its own stands for itself.
    if (block.kind !== 'body' || block.label !== '') continue;
    if (block.form === 'question' && !namesRemark(said)) continue;
    const [first, second = firstUnder(document, next)] = findSentences(text, block);
    if (first === undefined) continue;
    const statement = text.slice(first.start, first.end).replace(BULLET, '');
    if (namesRemark(statement)) {
      if (second !== undefined && restricts(text.slice(second.start, second.end))) pieces.push(first, second);
      continue;
    }
    const isClosing = closesList(text, own, statement);
    if (isClosing || takesBackAcross(statement) || (opensExceptions(statement) && next !== at)) {
      pieces.push(first);
      if (/[:：]\**$/u.test(said)) pieces.push(...partsUnder(document, next));
    }
  }
  return pieces;
}

/** The first sentence of what stands right behind the beginning of a block, as its text. */
function firstUnder(document: Document, at: number): Span | undefined {
  const block = document.blocks[at + 1];
  return block?.kind === 'body' && block.parent === at ? findSentences(document.text, block)[0] : undefined;
}

/** Whether a statement in small letters ends the sentence whose list an open item stands in: "… if the flag is green." */
function closesList(text: string, item: Block, statement: string): boolean {
  const isOpen =
    item.form === 'item' && /(?:[;,；，、]|[;,]? (?:and|or))$/u.test(text.slice(item.start, item.end));
  return isOpen && /^(?:\p{Ll}|[但除])/u.test(statement);
}

/** What stands under a block: the items of a list, what belongs to a heading. */
function partsUnder(document: Document, at: number): Span[] {
  const parts = document.blocks.slice(at + 1, Math.min(lastUnder(document, at), at + MAX_PARTS) + 1);
  return parts.filter(({ kind }) => kind === 'body').map(({ start, end }) => ({ start, end }));
}

/** Whether a heading stands in the section of a block, or in one below it. */
function isInSection(document: Document, at: number, heading: number): boolean {
  for (const each of above(document, at))
    if (document.blocks[each]?.form === 'heading') return document.blocks[heading]?.parent === each;
  return false;
}

/** The first block under one, the one behind it, and behind each list that it stands in: that speaks of all of its items. */
function blocksBehind(document: Document, at: number): Set<number> {
  const { blocks } = document;
  const behind = new Set<number>(blocks[at + 1]?.parent === at ? [at + 1] : []);
  for (const each of [at, ...above(document, at)]) {
    const block = blocks[each];
    if (block === undefined || block.form === 'heading') break;
    let next = lastUnder(document, each) + 1;
    while (blocks[next]?.kind === 'furniture' || blocks[next]?.form === 'note') next += 1;
    behind.add(next);
    // The last of the items leads behind the list, and so does an item in front of it.
    if (block.form === 'item') behind.add(behindList(document, each));
  }
  return behind;
}

/** Position of what stands behind the list of an item: the next that is no item beside it. */
function behindList(document: Document, item: number): number {
  const { blocks } = document;
  let next = lastUnder(document, item) + 1;
  while (blocks[next]?.form === 'item' && blocks[next]?.parent === blocks[item]?.parent)
    next = lastUnder(document, next) + 1;
  return next;
}
