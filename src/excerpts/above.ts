import { above, blockAt } from '../../index/block-tree.ts';
import { findClauses } from '../../index/clauses.ts';
import type { Block, Document, Span } from '../../index/document.ts';
import { findSentences } from '../../index/sentences.ts';
import { shortened, withEssentials } from './cut.ts';
import { denies, onlyBeginsAnswer, onlyTakesBack, refersBack } from './polarity.ts';

/** An opening longer than this is cut to what opens and what denies. */
const MAX_OPENING_CHARS = 400;
/** However much is quoted below them, so much of each piece is kept. */
const MIN_PIECE_CHARS = 160;
/** Above an answer stand one question, above a row one header of a few lines, above an item a few items: more is a mistake. */
const MAX_PIECES = 8;

/**
 * What stands above a span and belongs to its meaning, in the order of the document: the words that open its list, however far
 * above, the header and group of its row, the question it answers, and a heading where it would not be understood without.
 * @param maxChars of all pieces together; what is longer is cut to how it begins and what it denies or limits
 */
export function piecesAbove(document: Document, span: Span, maxChars: number): Span[] {
  return withinChars(document.text, allAbove(document, span), maxChars);
}

/** The nearest pieces, which come first, are cut last. */
function withinChars(text: string, pieces: readonly Span[], maxChars: number): Span[] {
  let left = maxChars;
  const kept = pieces.map((piece) => {
    const room = Math.max(left, MIN_PIECE_CHARS);
    const fitting = piece.end - piece.start <= room ? [piece] : shortened(text, piece, room);
    left -= fitting.reduce((sum, { start, end }) => sum + end - start, 0);
    return fitting;
  });
  return kept.reverse().flat();
}

/** The pieces above a span, the nearest first. */
function allAbove(document: Document, span: Span): Span[] {
  const { text, blocks } = document;
  const at = blockAt(document, span.start);
  const own = blocks[at];
  if (own === undefined || own.kind !== 'body') return [];
  // What a row is about stands at its beginning, however long it is.
  const isInRow = own.form === 'row' && own.start < span.start;
  const pieces = isInRow
    ? findClauses(text, { start: own.start, end: span.start }, MIN_PIECE_CHARS).slice(0, 1)
    : limitedBy(document, span, at);
  let below: Block = own;
  let isSettled = false;
  for (const parent of above(document, at)) {
    const block = blocks[parent];
    if (block === undefined || pieces.length >= MAX_PIECES) break;
    if (block.form === 'heading') {
      const isNeeded = needsHeading(text, below, block) || denies(textOf(text, block));
      if (isNeeded) pieces.push(block);
      break;
    }
    const isTable = block.form === 'header' || block.form === 'group' || block.form === 'row';
    if (block.form === 'question') pieces.push(...beginningOfAnswer(document, parent, span));
    if (isTable || block.form === 'question') pieces.push(block);
    else if (!isSettled && below.form !== 'verbatim') {
      pieces.push(...openingOf(text, block, below).reverse());
      // What stands in no list is no part of a longer sentence: only a heading above it still counts.
      isSettled = block.level === 0 && block.form !== 'item';
    }
    below = block;
  }
  return pieces;
}

/** The statement that the first one of a span only takes back or limits: the one in front, in its block or in the paragraph above. */
function limitedBy({ text, blocks }: Document, span: Span, at: number): Span[] {
  const [own, above] = [blocks[at], blocks[at - 1]];
  const first = own && findSentences(text, own).find(({ end }) => span.start < end);
  if (own === undefined || first === undefined) return [];
  const isBeside =
    above?.kind === 'body' &&
    above.form === 'paragraph' &&
    own.form === 'paragraph' &&
    above.parent === own.parent;
  const before =
    findSentences(text, own).findLast(({ end }) => end <= first.start) ??
    (isBeside ? findSentences(text, above).at(-1) : undefined);
  return before !== undefined && onlyTakesBack(textOf(text, first), textOf(text, before)) ? [before] : [];
}

/** The "Yes." or "No." that an answer begins with, however far the span stands behind it. */
function beginningOfAnswer({ text, blocks }: Document, question: number, span: Span): Span[] {
  const block = blocks[question + 1];
  const [first] = block?.parent === question ? findSentences(text, block) : [];
  const isBare =
    first !== undefined && onlyBeginsAnswer(textOf(text, first)) && /\p{L}{2}/u.test(textOf(text, first));
  return isBare && first.end <= span.start ? [first] : [];
}

/** The end of a block, which opens what stands under it, where that says less without. */
function openingOf(text: string, block: Block, below: Block): Span[] {
  const sentences = findSentences(text, block);
  const last = sentences.at(-1);
  if (last === undefined) return [];
  const opens = (sentence: Span): boolean => {
    const said = text.slice(sentence.start, sentence.end);
    return !/[.。!！?？]["”’」』)）]*$/u.test(said) || ANNOUNCES.test(said);
  };
  // "The following is not permitted in the yard. Offenders pay a fine." still opens, and so does the sentence that "These are:" refers to.
  const opening = sentences.findLast(opens);
  const isNamed = isStatement(text.slice(below.start, below.end));
  if (opening === undefined) return isNamed ? [] : [last];
  if (opening !== last) return [opening, last];
  const before = sentences.at(-2);
  if (before !== undefined && refersBack(text.slice(last.start, last.end))) return [before, last];
  const isLong = last.end - last.start > MAX_OPENING_CHARS;
  return isLong ? withEssentials(text, last, { start: last.end - 1, end: last.end }) : [last];
}

/** Says that something comes, and so stands in for its beginning. */
const ANNOUNCES = /\b(?:following|follows?|below|these|listed)\b|下列|以下|如下/iu;

/** A heading right above what says nothing of anybody is part of it: "Never put these into the blue bin" / "Pizza boxes". */
function needsHeading(text: string, below: Block, heading: Block): boolean {
  if (heading.kind !== 'heading' || (below.form !== 'item' && below.form !== 'paragraph')) return false;
  return !isStatement(textOf(text, below).slice(0, MAX_OPENING_CHARS));
}

const FINITE =
  /\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|must|may|might|can|could|do|does|did)\b|\p{L}n['’]t\b|\p{Ll}{2}ed\b/iu;
/** Long enough for a verb that the list of auxiliaries does not hold. */
const MIN_STATEMENT_CHARS = 80;

/** Whether a text says something by itself, and not only names it. */
function isStatement(text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return /[。！]/u.test(text) || /^.{30}/u.test(text);
  return FINITE.test(text) || (text.length >= MIN_STATEMENT_CHARS && /[.!]["”’)]*$/u.test(text.trim()));
}

function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
