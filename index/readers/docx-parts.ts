import { startsWithBox } from './check-boxes.ts';
import type { WordBlock, WordParagraph, WordRow, WordTable } from './docx-blocks.ts';
import { itemOf, type ListItem, ListLevels } from './docx-list-levels.ts';
import { noteOf } from './docx-notes.ts';
import { type Mark, withMark } from './docx-numbering.ts';
import { holdsData, rowParts } from './docx-tables.ts';
import { looksLikeHeading } from './layout.ts';
import { type Marker, markerOf } from './markers.ts';
import { headingOf, type Part, partOf } from './parts.ts';
import { contentsAmong } from './typed-contents.ts';
import { headingLevels, isInCapitals, type TypedHeading } from './typed-headings.ts';
import { TypedParts } from './typed-parts.ts';

/** The rank of what stands above a text by its look alone: below all headings that are marked as such. */
const LOOKS_RANK = 10;
/** Longer headings, and longer ones that end as sentences do, are clauses that were given the style of a heading. */
const MAX_HEADING_CHARS = 200;
const MAX_SENTENCE_WORDS = 8;
const GOES_ON = /[;,；，、]\s*(?:and|or)?$/iu;
/** Between lines of a paragraph that are parts of their own: behind an empty line, and in front of a number or a bullet. */
const LINES_APART = /\n{2,}|\n(?=(?:[-•·–]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s)/u;
const BOX: Marker = { label: '', readings: [{ style: '☐', ordinal: null }], length: 0 };

/** The parts that these blocks make. */
export function partsOf(blocks: readonly WordBlock[]): Part[] {
  const titled = withTitle(blocks);
  const writer = new PartWriter(titled.some((block) => 'text' in block && block.rank === 0) ? 1 : 0);
  writer.writeAll(titled);
  return withoutContents(writer.end());
}

/** The same without a table of contents that was typed, and not made by Word. */
function withoutContents(parts: readonly Part[]): Part[] {
  const contents = new Set(
    contentsAmong(
      parts.map(({ text }) => ({ said: text })),
      parts.map(({ form }) => (form === 'heading' ? 'heading' : 'body')),
    ),
  );
  return parts.filter((_, i) => !contents.has(i));
}

/** The same with the lines of a title as one, and a line that looks like one on top of the document for its title. */
function withTitle(blocks: readonly WordBlock[]): WordBlock[] {
  const joined: WordBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last !== undefined && isTitle(last) && isTitle(block))
      joined[joined.length - 1] = { ...last, text: `${last.text}\n${block.text}` };
    else joined.push(block);
  }
  const [first, next] = joined;
  if (first === undefined || !('text' in first) || joined.some(isTitle) || !headsNext(first, next))
    return joined;
  return [{ ...first, rank: 0 }, ...joined.slice(1)];
}

function isTitle(block: WordBlock): block is WordParagraph {
  return 'text' in block && block.rank === 0;
}

/** Whether a paragraph that is no heading by its style stands above the next as one, set in bold or in capitals. */
function headsNext(block: WordParagraph, next: WordBlock | undefined): boolean {
  if (next === undefined || !standsOut(block)) return false;
  if (standsOut(next) && !(isNumbered(block) && !isNumbered(next))) return false;
  const after = 'text' in next ? next.mark : null;
  const isItemBefore =
    block.mark !== null && after?.list === block.mark.list && after.depth <= block.mark.depth;
  return !isItemBefore;
}

function standsOut(block: WordBlock): block is WordParagraph {
  if (!('text' in block) || block.rank !== null) return false;
  const line = block.text.replaceAll('\n', ' ');
  if (!/\p{L}{3}|\p{Lo}{2}/u.test(line)) return false;
  return (
    (block.isBold || isInCapitals(line)) &&
    looksLikeHeading(isNumbered(block) ? line.replace(/\.$/, '') : line)
  );
}

function isNumbered({ mark, text }: WordParagraph): boolean {
  return (mark !== null && mark.label !== '') || markerOf(text) !== null;
}

class PartWriter {
  readonly #parts: Part[] = [];
  /** What headings rank lower by than their own rank, as the title is above all. */
  readonly #titleRanks: number;
  readonly #lists = new ListLevels();
  readonly #typed = new TypedParts();
  /** Headings by their look alone, and where they stand. */
  readonly #looks: { readonly at: number; readonly heading: TypedHeading }[] = [];
  /** Ranks of headings by what they are counted with. */
  readonly #ranks = new Map<string, number>();
  /** Items that what follows may belong to, each with the indent of its text. */
  #items: { readonly level: number; readonly indent: number }[] = [];
  /** Indent of the text that lists stand in. */
  #textIndent = 0;

  constructor(titleRanks: number) {
    this.#titleRanks = titleRanks;
  }

  /** What has been written, with the ranks of what stands out among each other. */
  end(): Part[] {
    const levels = headingLevels(this.#looks.map(({ heading }) => heading));
    this.#looks.forEach(({ at }, i) => {
      const part = this.#parts[at];
      if (part !== undefined) this.#parts[at] = { ...part, level: LOOKS_RANK + (levels[i] ?? 0) };
    });
    return this.#parts;
  }

  writeAll(blocks: readonly WordBlock[]): void {
    blocks.forEach((block, i) => {
      if ('rows' in block) this.#writeTable(block);
      else this.#write(block, blocks[i + 1]);
    });
  }

  #write(paragraph: WordParagraph, next: WordBlock | undefined): void {
    const { text, rank, mark, isBold, boldStart, noteMark } = paragraph;
    const [typed, ...answers] =
      mark === null ? this.#typed.partsOf([{ text, isBold, boldStart }], 0, null) : [];
    this.#typed.see(text);
    if (noteMark !== null) this.#parts.push(noteOf(noteMark, text));
    else if (rank !== null && isHeading(paragraph)) this.#writeHeading(paragraph);
    else if (headsNext(paragraph, next)) this.#writeHeading(paragraph);
    else if (typed?.form === 'note') this.#parts.push(typed);
    else if (typed?.form === 'question') {
      this.#writeQuestion(typed);
      for (const answer of answers) this.#writeText({ ...paragraph, text: answer.text });
    } else {
      const [first = '', ...others] = text.split(LINES_APART);
      this.#writeText({ ...paragraph, text: first });
      for (const other of others) this.#writeText({ ...paragraph, text: other, mark: null });
    }
  }

  #writeHeading({ rank, mark, text }: WordParagraph): void {
    const said = withMark(mark, text);
    const marker = markerOf(said);
    // Headings that are counted together rank alike, whether they are marked as headings or only look so.
    const counted = mark === null ? '' : `${mark.list} ${mark.depth}`;
    const known = rank === null ? this.#ranks.get(counted) : rank + this.#titleRanks;
    if (mark !== null && rank !== null) this.#ranks.set(counted, rank + this.#titleRanks);
    if (known === undefined) {
      const isNext = this.#looks.at(-1)?.at === this.#parts.length - 1;
      this.#looks.push({ at: this.#parts.length, heading: { said, marker, rule: null, isNext } });
    }
    const label = mark?.label ?? marker?.label ?? '';
    this.#parts.push({ ...headingOf(known ?? LOOKS_RANK, said), label });
    this.#endLists();
  }

  #writeQuestion(question: Part): void {
    this.#parts.push(question);
    this.#endLists();
  }

  #writeText({ mark, text, indent }: WordParagraph): void {
    if (startsWithBox(text) && !/[\p{L}\p{N}]/u.test(text)) return; // Of a form, whose words stand elsewhere.
    const item = this.#itemOf(mark, text, indent);
    if (item === null) {
      this.#parts.push(partOf('paragraph', text, { level: this.#levelAt(indent) }));
      return;
    }
    const level = this.#lists.levelOf(item);
    this.#parts.push(partOf('item', withMark(mark, text), { level, label: item.label }));
    this.#items = [...this.#items.filter((open) => open.level < level), { level, indent }];
  }

  /** What a paragraph is an item of, by its automatic mark or by what is typed in front of its text. */
  #itemOf(mark: Mark | null, text: string, indent: number): ListItem | null {
    if (mark !== null && (mark.bullet !== '' || mark.label !== '')) return itemOf(mark, indent);
    const marker = startsWithBox(text) ? BOX : markerOf(text);
    // A marker alone is the text itself.
    return marker === null || marker.length >= text.length ? null : this.#lists.read(marker, indent);
  }

  /** The level of what is no item itself: that of the item it is set in under, if it is. */
  #levelAt(indent: number): number {
    const item = this.#items.findLast((each) => each.indent > this.#textIndent && each.indent <= indent);
    if (item !== undefined) return item.level;
    this.#lists.interrupt();
    this.#items = [];
    this.#textIndent = indent;
    return 0;
  }

  #endLists(): void {
    this.#lists.end();
    this.#items = [];
    this.#textIndent = 0;
  }

  #writeTable(table: WordTable): void {
    if (!holdsData(table)) for (const row of table.rows) this.#writeLaidOut(row);
    else
      for (const row of rowParts(table, this.#levelAt(table.indent))) {
        this.#typed.see(row.text);
        this.#parts.push(row);
      }
  }

  /** A row of a table that text was laid out with: its cells one after the other; a short one in front heads the others. */
  #writeLaidOut({ cells }: WordRow): void {
    this.#endLists();
    const filled = cells.filter(({ blocks, isContinued }) => blocks.length > 0 && !isContinued);
    filled.forEach(({ blocks }, i) => {
      const [first] = blocks;
      const isSideHeading = i === 0 && filled.length > 1 && blocks.length === 1;
      if (isSideHeading && first !== undefined && 'text' in first && looksLikeHeading(first.text))
        this.#writeHeading(first);
      else this.writeAll(blocks);
    });
  }
}

/**
 * Whether a paragraph in the style of a heading is one: whole clauses are set in such styles to be numbered. They are
 * sentences, or parts of one.
 */
function isHeading({ text, mark }: WordParagraph): boolean {
  if (text.length > MAX_HEADING_CHARS || GOES_ON.test(text)) return false;
  if (mark !== null && /^[["“(]?\p{Ll}/u.test(text)) return false;
  return !/[.:。：]$/u.test(text) || text.split(/\s+/).length <= MAX_SENTENCE_WORDS;
}
