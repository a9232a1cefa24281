import { headingsAbove, inheritedBy } from './block-tree.ts';
import { eachClause } from './clauses.ts';
import type { Block, BlockKind, Document, Span } from './document.ts';
import { encodedLength } from './encodings.ts';
import { asName } from './names.ts';
import { eachSentence } from './sentences.ts';

/** A span of one document: what is indexed, scored and cited. */
export type Passage = Span & {
  /** `${documentPath}#${ordinal}` */
  readonly id: string;
  readonly documentPath: string;
  /** 0-based, in reading order. */
  readonly ordinal: number;
  readonly kind: BlockKind;
  /** Nearest heading above, if any; of one that is too long for a name, its beginning. */
  readonly heading: string | null;
  /** What stands above and is understood with it, as slices of the document: headings, nearest first, ... */
  readonly headings: readonly Span[];
  /** ... and, from outside the passage, what opens its list, heads its table, asks what it answers; nearest first. */
  readonly inherited: readonly Span[];
  /** 1-based number of the paragraph it is or is part of, counting every run of lines. */
  readonly paragraph: number;
  /** 1-based page it starts on; `null` where the format has no pages. */
  readonly page: number | null;
  /** 1-based line of the file it starts in; `null` for a document whose text was extracted. */
  readonly line: number | null;
  /** Byte of the file it starts at; `null` for a document without byte offsets. */
  readonly byteStart: number | null;
  /** Positions of its blocks among the document's, from `first` to `last`. */
  readonly blocks: { readonly first: number; readonly last: number };
  /** In order, without overlap, none over the end of a block; together all of the passage that is not white space. */
  readonly sentences: readonly Span[];
};

/**
 * Longer paragraphs are split at sentence ends. Rankings suffer when passages differ much in length; nine in
 * ten paragraphs of ordinary policy text are below this.
 */
const MAX_PASSAGE_CHARS = 1_500;

/**
 * Splits a document into passages in reading order. They never overlap, and together they hold every character
 * that is not white space.
 */
export function* splitPassages(document: Document): Generator<Passage> {
  const { text, encoding, blocks } = document;
  let ordinal = 0;
  let line = 1;
  let byte = document.byteOrderMarkBytes;
  let reached = 0;
  let paragraph = 0;
  let counted = -1;
  for (const { first, last, sentences } of cutPassages(document)) {
    const block = blocks[first];
    if (block === undefined) continue;
    for (; counted < first; counted += 1) if (isParagraphStart(document, counted + 1)) paragraph += 1;
    const start = sentences[0]?.start ?? block.start;
    const end = sentences.at(-1)?.end ?? block.end;
    const between = text.slice(reached, start);
    line += countLineBreaks(between);
    if (encoding !== null) byte += encodedLength(between, encoding);
    reached = start;
    const isHeading = block.kind === 'title' || block.kind === 'heading';
    const headings = headingsAbove(document, first);
    const [nearest] = headings;
    yield {
      id: `${document.path}#${ordinal}`,
      documentPath: document.path,
      ordinal,
      kind: block.kind,
      heading: isHeading || nearest === undefined ? null : asName(text.slice(nearest.start, nearest.end)),
      headings: headings.map((span) => ({ start: span.start, end: span.end })),
      inherited: inheritedBy(document, first),
      paragraph,
      page: block.page,
      line: encoding === null ? null : line,
      start,
      end,
      byteStart: encoding === null ? null : byte,
      blocks: { first, last },
      sentences,
    };
    ordinal += 1;
  }
}

/** A run of blocks with their sentences. */
type Cut = { readonly first: number; last: number; readonly sentences: Span[] };

/** Blocks that belong together, as many as a passage may hold; those that are larger in several passages. */
function* cutPassages({ text, blocks }: Document): Generator<Cut> {
  let open: Cut | null = null;
  for (const [at, block] of blocks.entries()) {
    const size = block.end - (open?.sentences[0]?.start ?? block.start);
    if (open !== null && belongsTogether(blocks, open, at) && size <= MAX_PASSAGE_CHARS) {
      open.last = at;
      open.sentences.push(...sentencesOf(text, block));
      continue;
    }
    if (open !== null) yield open;
    open = null;
    if (block.end - block.start <= MAX_PASSAGE_CHARS)
      open = { first: at, last: at, sentences: [...sentencesOf(text, block)] };
    else for (const sentences of groupSentences(text, block)) yield { first: at, last: at, sentences };
  }
  if (open !== null) yield open;
}

/** Whether a block continues a passage: an item of its list, a row of its table, the answer to its question. */
function belongsTogether(blocks: readonly Block[], { first, last }: Cut, at: number): boolean {
  const block = blocks[at];
  const opening = blocks[first];
  const before = blocks[last];
  if (block === undefined || opening === undefined || before === undefined || opening.kind !== 'body')
    return false;
  if (block.kind !== 'body' || block.form === 'question' || block.form === 'heading') return false;
  if (block.parent >= first) return true; // Under one of them.
  return block.parent === opening.parent && block.form === before.form && isOfSeries(block);
}

function isOfSeries({ form }: Block): boolean {
  return form === 'item' || form === 'row' || form === 'header' || form === 'group';
}

/** Whether a block begins a paragraph and does not only begin the next line of one. */
function isParagraphStart({ text, blocks }: Document, at: number): boolean {
  const block = blocks[at];
  const before = blocks[at - 1];
  if (block === undefined || before === undefined || !isOfSeries(block)) return true;
  return countLineBreaks(text.slice(before.end, block.start)) > 1;
}

/** Line breaks in `text`, with CRLF as one. */
export function countLineBreaks(text: string): number {
  return text.match(/\r\n|[\n\r]/g)?.length ?? 0;
}

/** The block's sentences in groups of about equal size, none larger than a passage may be. */
function groupSentences(text: string, block: Block): Generator<Span[]> {
  const parts = Math.ceil((block.end - block.start) / MAX_PASSAGE_CHARS);
  return pack(cutSentences(text, block), Math.ceil((block.end - block.start) / parts));
}

/** A row of a table is one, whatever stands in its cells. */
function* sentencesOf(text: string, block: Block): Generator<Span> {
  const isRow = block.form === 'row' || block.form === 'header' || block.form === 'group';
  if (isRow && block.end - block.start <= MAX_PASSAGE_CHARS) yield { start: block.start, end: block.end };
  else yield* cutSentences(text, block);
}

/** Sentences, and the parts of those that are larger than a passage may be. */
function* cutSentences(text: string, block: Block): Generator<Span> {
  for (const sentence of eachSentence(text, block)) {
    if (sentence.end - sentence.start <= MAX_PASSAGE_CHARS) yield sentence;
    else yield* splitSentence(text, sentence);
  }
}

function* splitSentence(text: string, sentence: Span): Generator<Span> {
  for (const clauses of pack(eachClause(text, sentence, MAX_PASSAGE_CHARS), MAX_PASSAGE_CHARS))
    yield { start: clauses[0]?.start ?? sentence.start, end: clauses.at(-1)?.end ?? sentence.end };
}

/** Groups neighbours: a group is closed when one more would take it further beyond `size` than it is short of it. */
function* pack(spans: Iterable<Span>, size: number): Generator<Span[]> {
  let group: Span[] = [];
  for (const span of spans) {
    const start = group[0]?.start ?? span.start;
    const short = size - ((group.at(-1)?.end ?? start) - start);
    const fits = span.end - start <= MAX_PASSAGE_CHARS && span.end - start - size <= short;
    if (group.length === 0 || fits) group.push(span);
    else {
      yield group;
      group = [span];
    }
  }
  if (group.length > 0) yield group;
}
