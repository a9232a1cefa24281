import { eachClause } from './clauses.ts';
import type { Block, BlockKind, Document, Span } from './document.ts';
import { asName } from './names.ts';
import { encodedLength } from './readers/decode.ts';
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
  /** 1-based number of the paragraph it is or is part of, counting every run of lines. */
  readonly paragraph: number;
  /** 1-based page it starts on; `null` where the format has no pages. */
  readonly page: number | null;
  /** 1-based line of the file it starts in; `null` for a document whose text was extracted. */
  readonly line: number | null;
  /** Byte of the file it starts at; `null` for a document without byte offsets. */
  readonly byteStart: number | null;
  /** In order, without overlap; together all of the passage that is not white space. */
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
  const { text, encoding } = document;
  let ordinal = 0;
  let heading: string | null = null;
  let line = 1;
  let byte = document.byteOrderMarkBytes;
  let reached = 0;
  for (const [blockIndex, block] of document.blocks.entries()) {
    for (const sentences of groupSentences(text, block)) {
      const start = sentences[0]?.start ?? block.start;
      const end = sentences.at(-1)?.end ?? block.end;
      const between = text.slice(reached, start);
      line += countLineBreaks(between);
      if (encoding !== null) byte += encodedLength(between, encoding);
      reached = start;
      yield {
        id: `${document.path}#${ordinal}`,
        documentPath: document.path,
        ordinal,
        kind: block.kind,
        heading: block.kind === 'title' || block.kind === 'heading' ? null : heading,
        paragraph: blockIndex + 1,
        page: block.page,
        line: encoding === null ? null : line,
        start,
        end,
        byteStart: encoding === null ? null : byte,
        sentences,
      };
      ordinal += 1;
    }
    if (block.kind === 'heading') heading = asName(text.slice(block.start, block.end));
  }
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
