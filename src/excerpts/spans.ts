import { lastUnder } from '../../index/block-tree.ts';
import { findClauses } from '../../index/clauses.ts';
import type { Block, Document, Span } from '../../index/document.ts';
import type { Passage } from '../../index/passages.ts';
import { findSentences } from '../../index/sentences.ts';
import { refersBack } from './polarity.ts';

/** What fits a chat comfortably: two or three lines on a phone. Short paragraphs and items are quoted whole. */
const COMFORTABLE_CHARS = 280;
/** A sentence is quoted whole up to this size: what is left out of it may be what it turns on. */
const MAX_SENTENCE_CHARS = 500;
/** A run of clauses is filled up to this size: a bare clause rarely says enough to be understood. */
const MIN_RUN_CHARS = 220;
/** A sentence is offered together with the one behind it too if both are no longer than one ordinary sentence. */
const MAX_PAIR_CHARS = 150;
/** Whoever asks for a list wants all of it: an enumeration is quoted whole up to this size, ... */
const MAX_LIST_CHARS = 1_200;
/** ... and up to this one where only something about it is asked. */
const MAX_SHORT_LIST_CHARS = 800;
const MIN_SEPARATORS = 3;
/** Shorter items that end as sentences do may still be no more than entries of a list. */
const MIN_CLAUSE_CHARS = 20;

/** What spans are looked for in, and for what. */
type Search = {
  readonly document: Document;
  readonly passage: Passage;
  /** Where the passage says something of the question. */
  readonly matchStarts: readonly number[];
  readonly wantsList: boolean;
  readonly wantsMeaning: boolean;
};

/**
 * Spans of the passage that could be quoted: each sentence, short ones with the next as well, items and rows whole, lists with
 * the words that open them, or, of a sentence too long for a chat, runs of its clauses that fit and match something. What only
 * introduces other text (a heading, a header, a question, the opening of a list) is none by itself. Offsets count in the document.
 */
export function findExcerptSpans(search: Search): Span[] {
  const { document, passage } = search;
  const { blocks } = document;
  const spans: Span[] = [];
  for (let at = passage.blocks.first; at <= passage.blocks.last; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    const sentences = passage.sentences.filter(({ start, end }) => block.start <= start && end <= block.end);
    const last = lastUnder(document, at);
    if (introduces(block) && last > at) continue;
    if (block.form === 'item' || block.form === 'row') spans.push(...wholeSeries(search, at));
    if (last > at && sentences.length > 0) spans.push(...withOpened(search, sentences, at, last));
    else if (isAnnouncement(document, at)) spans.push(...withAnnounced(search, block, sentences, at + 1));
    else spans.push(...inBlock(search, block, sentences));
  }
  return spans;
}

/** Whether a block only says what the blocks under it are about. */
function introduces({ kind, form }: Block): boolean {
  return (
    kind === 'title' || form === 'heading' || form === 'header' || form === 'group' || form === 'question'
  );
}

/** Ends by saying that something comes: "as follows.", "the following.", "are set out below.", "see the table below." */
const ANNOUNCES =
  /\b(?:as follows|the following|(?:(?:are|is|as|given|shown|(?:set|laid) (?:out|down)|\p{L}+ed) below|see(?: [\p{L}’'-]+){0,4} below))\.?$|(?:如下|下列|以下)(?:各[项項条條点點])?。?$/iu;
/** Speaks of what comes, or of a measure or a time: only a list, a table or a quotation behind it tells. */
const MAY_ANNOUNCE =
  /\b(?:following|follows|below)\b[^.!?]{0,60}\.?$|(?:如下|下列|以下)[^。！？]{0,12}。?$/iu;
const MAX_ANNOUNCEMENT_CHARS = 120;

/** Whether the block at a position only says what comes next: it announces it, asks what it answers, or is the number of it. */
function isAnnouncement({ text, blocks }: Document, at: number): boolean {
  const block = blocks[at];
  if (block?.form !== 'paragraph' && block?.form !== 'item') return false;
  const { start, end, form, label } = block;
  const said = text.slice(Math.max(start, end - MAX_ANNOUNCEMENT_CHARS), end);
  const isNumber = label !== '' && !/[\p{L}\p{N}]/u.test(text.slice(start, end).replace(label, ''));
  if (isNumber || ASKS.test(said) || /[:：]$/u.test(said)) return true;
  const next = blocks[at + 1]?.form ?? 'paragraph';
  return form === 'paragraph' && (ANNOUNCES.test(said) || (next !== 'paragraph' && MAY_ANNOUNCE.test(said)));
}

/** Whether a text ends as a statement does that announces nothing for certain: it may be quoted by itself. */
function isStatement(text: string): boolean {
  return /[.。!！]["”’」』)）]*$/u.test(text) && !ANNOUNCES.test(text);
}

/** Ends as a question does. */
const ASKS = /[?？]["”’」』)）]*$/u;

/**
 * The last sentence of a block with what it opens, as much as fits; the sentences in front of it by themselves. A table that does
 * not fit is none where a row of it says more of the question than others: that one answers.
 */
function withOpened(search: Search, sentences: readonly Span[], at: number, last: number): Span[] {
  const { document, matchStarts, wantsList } = search;
  const opening = sentences.at(-1);
  if (opening === undefined) return [];
  const size = wantsList ? MAX_LIST_CHARS : MAX_SHORT_LIST_CHARS;
  let { end } = opening;
  for (let next = at + 1; next <= last; next += 1) {
    const block = document.blocks[next];
    if (block === undefined || block.kind !== 'body') continue;
    if (block.end - opening.start > size && end > opening.end) break;
    if (block.end - opening.start > MAX_LIST_CHARS) break;
    end = block.end;
  }
  const before = sentences.slice(0, -1);
  const rest = { start: opening.start, end };
  const isOwn = /[.。!！?？]["”’」』)）]*$/u.test(document.text.slice(opening.start, opening.end));
  const inPassage = document.blocks.slice(at + 1, Math.min(last, search.passage.blocks.last) + 1);
  const isCut = end < (document.blocks[last]?.end ?? end);
  const isAnsweredByRow = isCut && !wantsList && haveAnswer(inPassage, matchStarts);
  return [
    ...before.flatMap((sentence, i) => inSentence(search, sentence, before[i + 1])),
    ...(isOwn ? inSentence(search, opening, undefined) : []),
    ...(isAnsweredByRow ? [] : end > opening.end ? [rest] : isOwn ? [] : [opening]),
  ];
}

/** Whether a row among blocks says more of the question than another one does. */
function haveAnswer(blocks: readonly Block[], matchStarts: readonly number[]): boolean {
  const counts = blocks
    .filter(({ form }) => form === 'row')
    .map(({ start, end }) => matchStarts.filter((match) => start <= match && match < end).length);
  return new Set(counts).size > 1;
}

/** "As he remembers:" with the beginning of what comes, in a paragraph of its own; the sentences in front of it by themselves. */
function withAnnounced(search: Search, block: Block, sentences: readonly Span[], next: number): Span[] {
  const { document, wantsList } = search;
  const announced = document.blocks[next];
  const last = sentences.at(-1);
  if (last === undefined || announced?.kind !== 'body' || announced.form === 'question')
    return inBlock(search, block, sentences);
  const size = wantsList ? MAX_LIST_CHARS : MAX_SHORT_LIST_CHARS;
  const whole = document.blocks[lastUnder(document, next)] ?? announced;
  const [first] = findSentences(document.text, announced);
  const end = whole.end - last.start <= size ? whole.end : (first?.end ?? last.end);
  if (end - last.start > size) return inBlock(search, block, sentences);
  const own = isStatement(document.text.slice(last.start, last.end)) ? [last] : [];
  return [...inBlock(search, block, sentences.slice(0, -1)), ...own, { start: last.start, end }];
}

/**
 * The items or rows of a series, at the first of them in the passage, as many as fit: whoever asks by the words above them asks
 * for all. Where a row says more of the question than others, it is the one that answers.
 */
function wholeSeries({ document, passage, matchStarts, wantsList }: Search, at: number): Span[] {
  const { blocks } = document;
  const block = blocks[at];
  const before = at > passage.blocks.first ? blocks[at - 1] : undefined;
  if (block === undefined || (before?.form === block.form && before.parent === block.parent)) return [];
  if (before !== undefined && block.form === 'item' && block.parent >= passage.blocks.first) return []; // With its opening.
  const size = wantsList ? MAX_LIST_CHARS : MAX_SHORT_LIST_CHARS;
  let last = at;
  let fitting = at;
  for (
    let next = at;
    next <= passage.blocks.last && (blocks[next]?.parent ?? -1) >= block.parent;
    next += 1
  ) {
    last = next;
    if ((blocks[next]?.end ?? block.end) - block.start <= size) fitting = next;
  }
  const end = blocks[last]?.end ?? block.end;
  const isSaid = matchStarts.some((start) => block.start <= start && start < end);
  const isAnsweredByOne =
    (isSaid && areClauses(document, at, last)) || haveAnswer(blocks.slice(at, last + 1), matchStarts);
  if (fitting === at || (!wantsList && isAnsweredByOne)) return [];
  return [{ start: block.start, end: blocks[fitting]?.end ?? block.end }];
}

/** Whether the items are numbered and each is a sentence: every one of them is a rule by itself. */
function areClauses({ text, blocks }: Document, first: number, last: number): boolean {
  return blocks
    .slice(first, last + 1)
    .some(
      ({ label, start, end }) =>
        label !== '' && /[.。]$/u.test(text.slice(start, end)) && end - start > MIN_CLAUSE_CHARS,
    );
}

function inBlock(search: Search, block: Block, sentences: readonly Span[]): Span[] {
  const isOfTable = block.form === 'row' || block.form === 'header' || block.form === 'group';
  if (isOfTable && block.end - block.start <= MAX_LIST_CHARS) return [block];
  const isShort = block.end - block.start <= COMFORTABLE_CHARS && sentences.length > 1;
  if (isShort && block.form === 'item') return [{ start: block.start, end: block.end }];
  return sentences.flatMap((sentence, i) => {
    const next = sentences[i + 1];
    // "Section 2." by itself says nothing, nor does a question: they are read with what comes behind them.
    const isIncomplete =
      (i === 0 && isLabel(search.document, block, sentence)) ||
      ASKS.test(search.document.text.slice(sentence.start, sentence.end));
    if (next !== undefined && isIncomplete) return [{ start: sentence.start, end: next.end }];
    return inSentence(search, sentence, next);
  });
}

/** Whether a sentence is no more than the number of its clause, with a word or two. */
function isLabel({ text }: Document, { label }: Block, { start, end }: Span): boolean {
  const rest = text.slice(start, end).replace(label, '');
  return label !== '' && (rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= 2;
}

function inSentence(
  { document: { text }, matchStarts, wantsList, wantsMeaning }: Search,
  sentence: Span,
  next: Span | undefined,
): Span[] {
  if (sentence.end - sentence.start <= MAX_SENTENCE_CHARS) {
    if (next === undefined) return [sentence];
    // "This framework consists of …": what a thing is, is often said behind the sentence that names it.
    const isExplained = wantsMeaning && refersBack(text.slice(next.start, next.end));
    const size = isExplained ? MAX_SENTENCE_CHARS : MAX_PAIR_CHARS;
    return next.end - sentence.start <= size
      ? [sentence, { start: sentence.start, end: next.end }]
      : [sentence];
  }
  if (wantsList && isEnumeration(text.slice(sentence.start, sentence.end))) return [sentence];
  const clauses = findClauses(text, sentence, COMFORTABLE_CHARS);
  return findRuns(clauses, (clause) =>
    matchStarts.some((start) => clause.start <= start && start < clause.end),
  );
}

function isEnumeration(sentence: string): boolean {
  return (
    sentence.length <= MAX_LIST_CHARS &&
    (sentence.match(/[,;](?=\s)|[、；]/gu)?.length ?? 0) >= MIN_SEPARATORS
  );
}

function findRuns(clauses: readonly Span[], isMatching: (clause: Span) => boolean): Span[] {
  const runs: Span[] = [];
  let covered = -1;
  clauses.forEach((first, i) => {
    if (!isMatching(first)) return;
    const fits = (clause: Span | undefined, size: number): clause is Span =>
      clause !== undefined && clause.end - first.start <= size;
    let last = i;
    for (let next = i + 1; fits(clauses[next], COMFORTABLE_CHARS); next += 1)
      if (isMatching(clauses[next] ?? first)) last = next;
    if (last <= covered) return; // The run in front of it holds all that matches here.
    covered = last;
    while (fits(clauses[last + 1], MIN_RUN_CHARS)) last += 1;
    const end = clauses[last]?.end ?? first.end;
    // "known as the Blue Plan": what is known so stands in front of it.
    let start = first.start;
    if (last === clauses.length - 1)
      for (
        let before = i - 1;
        before >= 0 && end - (clauses[before]?.start ?? 0) <= MIN_RUN_CHARS;
        before -= 1
      )
        start = clauses[before]?.start ?? start;
    runs.push({ start, end });
  });
  return runs;
}
