import { above, blockAt, lastUnder } from '../../index/block-tree.ts';
import type { Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { findSentences } from '../../index/sentences.ts';
import { withEssentials } from './cut.ts';
import { takesBack, takesBackAcross } from './polarity.ts';

/** So many statements that take something back may follow one; after that the text has moved on. */
const MAX_LIMITS = 3;
/** How far around a clause, in blocks, others that speak of it are looked for. */
const REACH = 60;
const MAX_NAMED = 2;
const MAX_CLAUSE_CHARS = 2_000;
const MAX_LIMIT_CHARS = 500;

/** What stands behind a span and takes part of it back, or that it calls: exceptions, provisos, clauses that name it, notes. */
export function piecesBelow(document: Document, span: Span, passage: Passage): Span[] {
  const limits = [
    ...followingLimits(document, span, passage),
    ...clausesNaming(document, span),
    ...notesCalled(document, span),
  ];
  return limits.flatMap((limit) =>
    limit.end - limit.start <= MAX_LIMIT_CHARS
      ? [limit]
      : withEssentials(document.text, limit, { start: limit.start, end: limit.start + 1 }),
  );
}

/** Statements right behind the span, in its block or the next, that take part of it back. */
function followingLimits(document: Document, span: Span, passage: Passage): Span[] {
  const { text, blocks } = document;
  const at = blockAt(document, span.end - 1);
  const pieces: Span[] = [];
  const rest = passage.sentences.filter(({ start }) => start >= span.end && blockAt(document, start) === at);
  for (const sentence of rest.slice(0, MAX_LIMITS)) {
    if (!takesBack(text.slice(sentence.start, sentence.end))) return pieces;
    pieces.push(sentence);
  }
  if (rest.length > pieces.length) return pieces;
  for (const next of blocksBehind(document, at)) {
    const block = blocks[next];
    // A clause with a number of its own stands for itself.
    if (block === undefined || block.kind !== 'body' || block.form === 'question' || block.label !== '')
      continue;
    const [first] = findSentences(text, block);
    if (first !== undefined && takesBackAcross(text.slice(first.start, first.end))) pieces.push(first);
  }
  return pieces;
}

/** The block behind one, and behind each list that it stands in: what follows a list speaks of all of its items. */
function blocksBehind(document: Document, at: number): number[] {
  const { blocks } = document;
  const behind = new Set<number>();
  const [own] = [blocks[at]];
  if (own === undefined) return [];
  for (const each of [at, ...above(document, at)]) {
    const block = blocks[each];
    if (block === undefined || block.form === 'heading') break;
    let next = lastUnder(document, each) + 1;
    while (blocks[next]?.kind === 'furniture' || blocks[next]?.form === 'note') next += 1;
    behind.add(next);
  }
  return [...behind];
}

/** Statements beside the span's clause that say of it that it does not hold: "Number 1 does not apply to managers." */
function clausesNaming(document: Document, span: Span): Span[] {
  const { text, blocks } = document;
  const at = blockAt(document, span.start);
  const label = labelOf(document, at);
  const parent = blocks[at]?.parent;
  if (label === null) return [];
  const names = namesOf(label);
  const found: Span[] = [];
  for (let other = Math.max(0, at - REACH); other <= Math.min(blocks.length - 1, at + REACH); other += 1) {
    const block = blocks[other];
    if (block === undefined || other === at || block.kind !== 'body' || found.length >= MAX_NAMED) continue;
    // "Number 1" is the one beside it; a whole number, "10.1.7", can be meant from anywhere.
    if (block.end - block.start > MAX_CLAUSE_CHARS || (block.parent !== parent && !isWhole(label))) continue;
    if (!names.test(text.slice(block.start, block.end))) continue;
    for (const sentence of findSentences(text, block)) {
      const said = text.slice(sentence.start, sentence.end);
      if (names.test(said) && NOT_APPLIES.test(said)) found.push({ ...sentence });
    }
  }
  return found;
}

/** Whether a label by itself tells its clause in the document: "10.1.7", "第三条". */
function isWhole(label: string): boolean {
  return /\p{N}[.-]\p{N}|第/u.test(label);
}

/** How a clause of this label is called elsewhere. */
function namesOf(label: string): RegExp {
  if (label.startsWith('第')) return new RegExp(RegExp.escape(label), 'u');
  const core = RegExp.escape(label.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  return new RegExp(
    `(?:\\b(?:numbers?|nos?\\.?|items?|paragraphs?|paras?\\.?|(?:sub-?)?sections?|(?:sub-?)?clauses?|articles?|rules?|points?|sentences?)|§{1,2})\\s*[(（]?${core}(?![\\p{L}\\p{N}]|[.(-]\\p{L}|[.(-]\\p{N})`,
    'iu',
  );
}

/** Says that a clause does not hold for somebody or something. */
const NOT_APPLIES =
  /\b(?:(?:not|never|only) (?:\p{L}+ ){0,2}appl(?:y|ies|icable)|n['’]t appl(?:y|ies)|appl(?:y|ies) only|exempt\p{L}*|except\p{L}*|despite|notwithstanding)\b|不适用|不適用|除外|例外/iu;

/** The label of the clause a block is, or stands in right below its heading. */
function labelOf({ text, blocks }: Document, at: number): string | null {
  const block = blocks[at];
  if (block === undefined) return null;
  if (block.label !== '') return block.label;
  const heading = blocks[block.parent];
  if (heading?.kind !== 'heading') return null;
  return (
    /^(?:section|article|rule|clause|§)?\s*(?<label>\p{Nd}+(?:[.-]\p{Nd}+)*|第.{1,6}[条條])/iu.exec(
      text.slice(heading.start, heading.end),
    )?.groups?.label ?? null
  );
}

/** Notes that the span calls, "[1]" or "¹": the next one with that mark. */
function notesCalled(document: Document, span: Span): Span[] {
  const { text, blocks } = document;
  const calls = [
    ...text
      .slice(span.start, span.end)
      .matchAll(/\[(?<mark>[^\]\s]{1,40})\]|(?<up>[¹²³⁴-⁹⁰]+)|(?<star>\*{1,3}|[†‡])(?!\w)/gu),
  ];
  const at = blockAt(document, span.start);
  return calls.flatMap(({ groups }) => {
    const mark = (groups?.mark ?? groups?.up?.normalize('NFKC') ?? groups?.star ?? '').toLowerCase();
    const behind = blocks.findIndex(
      (block, i) => i > at && block.form === 'note' && block.label.toLowerCase() === mark,
    );
    const note =
      blocks[
        behind >= 0
          ? behind
          : blocks.findIndex((block) => block.form === 'note' && block.label.toLowerCase() === mark)
      ];
    return note === undefined ? [] : [{ start: note.start, end: note.end }];
  });
}
