import type { Block, Document, Span } from '../index/document.ts';

/** A line of an excerpt: what it quotes of an item, a row or a paragraph; offsets into the excerpt. */
export type ExcerptLine = Span & {
  readonly form: Block['form'];
  /** How deep it stands in the lists of the excerpt; 0 for the outermost. */
  readonly depth: number;
  /** Whether something in front of it is left out. */
  readonly isAfterGap: boolean;
};

/** Nobody breaks lines that are shorter than this for want of room. */
const MIN_WRAPPED_COLUMNS = 40;

/**
 * The lines in which a quotation of these pieces is read: each block of the document begins one, and so does each line of a
 * block that was not only broken for its length. Pieces of the same paragraph stay on one line.
 * @param gap what stands between two pieces in the excerpt
 */
export function linesOf(
  { text, blocks, encoding }: Pick<Document, 'text' | 'blocks' | 'encoding'>,
  pieces: readonly Span[],
  gap: string,
): ExcerptLine[] {
  // Readers of formats that are more than text have joined what was only broken for its length.
  const keepsLines = ({ form }: Block): boolean => form === 'verbatim' || encoding === null;
  const lines: (Omit<ExcerptLine, 'depth'> & { readonly block: Block })[] = [];
  let pieceAt = 0;
  for (const [i, piece] of pieces.entries()) {
    const shift = pieceAt - piece.start;
    const before = pieces[i - 1];
    let isAfterGap = before !== undefined && text.slice(before.end, piece.start).trim() !== '';
    for (const block of blocks) {
      if (block.end <= piece.start || block.start >= piece.end) continue;
      const said = { start: Math.max(block.start, piece.start), end: Math.min(block.end, piece.end) };
      for (const { start, end } of keepsLines(block) ? eachLine(text, said) : unbroken(text, said)) {
        const last = lines.at(-1);
        const line = { start: start + shift, end: end + shift, form: block.form, isAfterGap, block };
        if (last !== undefined && start === piece.start && goesOn(last.block, block, start))
          lines[lines.length - 1] = { ...last, end: line.end };
        else lines.push(line);
        isAfterGap = false;
      }
    }
    pieceAt += piece.end - piece.start + gap.length;
  }
  const depths = lines.map(({ block }) => depthOf(block));
  const outermost = Math.min(...depths.filter((depth) => depth > 0));
  return lines.map(({ block, ...line }, i) => ({
    ...line,
    depth: Math.max(0, (depths[i] ?? 0) - outermost),
  }));
}

/** Whether a piece that starts in the middle of a block is read on in the line of the piece before. */
function goesOn(before: Block, block: Block, start: number): boolean {
  const isText = before.form === 'paragraph' && block.form === 'paragraph';
  return start > block.start && (before === block || isText);
}

/** What belongs to an item stands one further in than the item. */
function depthOf({ form, level }: Block): number {
  if (form === 'heading' || level === 0) return 0;
  return form === 'item' ? level : level + 1;
}

/** The span line by line, without the space between. */
function* eachLine(text: string, { start, end }: Span): Generator<Span> {
  for (const { index, 0: line } of text.slice(start, end).matchAll(/[^\s].*/g)) {
    yield { start: start + index, end: start + index + line.trimEnd().length };
  }
}

/** The same, with lines that were broken for their length as one. */
function* unbroken(text: string, span: Span): Generator<Span> {
  let open: Span | null = null;
  let last = '';
  for (const line of eachLine(text, span)) {
    const isBroken =
      columnsOf(last) >= MIN_WRAPPED_COLUMNS || /^\p{Ll}/u.test(text.slice(line.start, line.end));
    if (open !== null && !isBroken) yield open;
    open = { start: open !== null && isBroken ? open.start : line.start, end: line.end };
    last = text.slice(text.lastIndexOf('\n', line.start) + 1, line.end).trim();
  }
  if (open !== null) yield open;
}

function columnsOf(line: string): number {
  return line.replace(/\p{Script=Han}/gu, '  ').length;
}
