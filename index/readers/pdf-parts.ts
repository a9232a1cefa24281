import { findSentences } from '../sentences.ts';
import { ListLevels, markerOf } from './markers.ts';
import { headingOf, type Part, partOf, rowOf } from './parts.ts';
import {
  findTitle,
  isRevision,
  isSection,
  letters,
  rankHeadings,
  roleOf,
  standingAlone,
  type Type,
} from './pdf-headings.ts';
import { isCut, type Joining } from './pdf-joining.ts';
import type { Table } from './pdf-layout.ts';
import type { Footnote } from './pdf-notes.ts';
import { isParagraph, type Paragraph } from './pdf-paragraphs.ts';
import type { Segment } from './pdf-segments.ts';

/** A page as it is laid out. */
export type Page = {
  readonly blocks: readonly (Paragraph | Table)[];
  readonly notes: readonly Footnote[];
  /** What stands around the text: headers, footers, page numbers. */
  readonly around: readonly Segment[];
};

/** What is known of the document as a whole. */
export type Whole = {
  readonly type: Type;
  readonly joining: Joining;
  /** The bookmarks of the file, with the level of each from 1. */
  readonly outline: ReadonlyMap<string, number>;
  readonly recordedTitle: string | null;
};

/** The title takes the first level. */
const FIRST_LEVEL = 2;
const NUMBER_ALONE = /^\p{L}{3,12}\s(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])[.:]?$/u;
/** A shorter text that begins with a capital is a label of its own. */
const MIN_CUT_CHARS = 40;
/** An indent of so many sizes of the type is one step of a list. */
const INDENT_STEP = 0.5;

/** Makes the parts of a document of its pages, in the order of reading. */
export function toParts(pages: readonly Page[], whole: Whole): Part[] {
  const writer = new Writer(pages, whole);
  for (const [i, page] of pages.entries()) writer.addPage(page, i + 1);
  return writer.parts;
}

class Writer {
  readonly parts: Part[] = [];
  readonly #whole: Whole;
  readonly #title: readonly Paragraph[];
  readonly #rank: (heading: Paragraph) => number;
  /** Short lines in the type of the text that what follows stands under. */
  readonly #alone: ReadonlySet<Paragraph>;
  /** How deep numbered headings stand in each other, for each rank of headings that is open. */
  readonly #numbered = new Map<number, ListLevels>();
  /** The marks that items of the document begin with. */
  readonly #labels: ReadonlySet<string>;
  readonly #levels = new ListLevels();
  readonly #said = new Set<string>();
  /** The items that are open, and where the text of each begins. */
  #items: { readonly level: number; readonly textLeft: number }[] = [];
  /** What may go on in the next column or on the next page, and where it is among the parts. */
  #open: { readonly paragraph: Paragraph; readonly at: number } | null = null;

  constructor(pages: readonly Page[], whole: Whole) {
    const { type, recordedTitle } = whole;
    const paragraphs = pages.map(({ blocks }) => blocks.filter(isParagraph));
    const first = paragraphs.find((each) => each.length > 0) ?? [];
    this.#whole = whole;
    this.#labels = new Set(paragraphs.flat().map(({ text }) => markerOf(text)?.label ?? ''));
    const title = findTitle(first, type, recordedTitle);
    this.#title = isSection(title, paragraphs.flat(), type) ? [] : title;
    this.#alone = standingAlone(pages.flatMap(({ blocks }) => blocks));
    this.#rank = rankHeadings(
      paragraphs.flat().filter((each) => !this.#title.includes(each) && this.#levelOf(each) === 'heading'),
    );
  }

  addPage({ blocks, notes, around }: Page, page: number): void {
    const lines = [...Map.groupBy(around, ({ row }) => row).values()].map((row) =>
      row.map(({ text }) => text).join(' '),
    );
    for (const block of blocks) {
      if (isParagraph(block)) this.#addParagraph(block, page);
      else this.#addTable(block, page);
    }
    for (const note of notes) {
      const text = note.lines.reduce((joined, line) => this.#whole.joining.join(joined, line));
      this.parts.push(partOf('note', text, { label: note.label, page }));
    }
    for (const line of lines) {
      // What pages say of the document, "Effective: 9-28-2021", is said where it stands first.
      const isSaid = isRevision(line) && !this.#said.has(line);
      if (isSaid) this.#said.add(line);
      this.parts.push(partOf(isSaid ? 'paragraph' : 'furniture', line, { page }));
    }
  }

  #addTable({ rows }: Table, page: number): void {
    this.#open = null;
    for (const { cells, form } of rows) {
      const texts = cells.map((lines) =>
        lines.reduce((text, line) => this.#whole.joining.join(text, line), ''),
      );
      this.parts.push(partOf(form, form === 'group' ? (texts[0] ?? '') : rowOf(texts), { page }));
    }
  }

  #addParagraph(paragraph: Paragraph, page: number): void {
    const open = this.#open;
    this.#open = null;
    if (this.#title.includes(paragraph)) {
      if (paragraph === this.#title[0])
        this.parts.push(headingOf(1, this.#title.map(({ text }) => text).join(' '), page));
      return;
    }
    const role = this.#levelOf(paragraph);
    if (role === 'heading') {
      this.#levels.end();
      this.#items = [];
      this.#addHeading(this.#headingLevel(paragraph), paragraph.text, page);
    } else if (role === 'question') this.parts.push(partOf('question', paragraph.text, { page }));
    else if (open !== null && goesOn(open.paragraph, paragraph)) this.#join(open.at, paragraph, page);
    else {
      this.parts.push(this.#textPart(paragraph, page));
      this.#open = { paragraph, at: this.parts.length - 1 };
    }
  }

  /** "Chapter 3", set small above the name of the chapter, is one heading with it. */
  #addHeading(level: number, text: string, page: number): void {
    const last = this.parts.at(-1);
    const isOne =
      last?.form === 'heading' && last.page === page && last.level > level && NUMBER_ALONE.test(last.text);
    if (isOne) this.parts.pop();
    this.parts.push(headingOf(level, isOne ? `${last.text} ${text}` : text, page));
  }

  #textPart({ text, lines, isMarked }: Paragraph, page: number): Part {
    const [{ left, textLeft, size }] = lines;
    if (!isMarked || isInitial(text, this.#labels)) {
      // What is set in as the text of an item is belongs to it.
      while (left < (this.#items.at(-1)?.textLeft ?? left) - INDENT_STEP * size) this.#items.pop();
      return partOf('paragraph', text, { level: this.#items.at(-1)?.level ?? 0, page });
    }
    const marker = markerOf(text) ?? {
      label: '',
      readings: [{ style: text.charAt(0).replace(/[☑☒]/, '☐'), ordinal: null }],
      length: 1,
    };
    const level = this.#levels.levelOf(marker, Math.round(left / (INDENT_STEP * size)));
    this.#items = this.#items.filter((item) => item.level < level);
    if (textLeft > left + INDENT_STEP * size) this.#items.push({ level, textLeft });
    return partOf('item', text, { level, label: marker.label, page });
  }

  /** Joins what goes on to what was cut. */
  #join(at: number, paragraph: Paragraph, page: number): void {
    const last = this.parts[at];
    if (last === undefined) return;
    const joined = this.#whole.joining.join(last.text, paragraph.text);
    // The sentence that was cut stays whole, on the page it starts on; what follows it is on this page.
    const cut = last.text.length - 1;
    const sentence = findSentences(joined, { start: 0, end: joined.length }).find(({ end }) => end > cut);
    const end = last.page === page ? joined.length : (sentence?.end ?? joined.length);
    this.parts[at] = { ...last, text: joined.slice(0, end) };
    this.#open = { paragraph, at };
    if (joined.slice(end).trim() === '') return;
    const level = last.form === 'item' ? last.level : 0;
    this.parts.push(partOf('paragraph', joined.slice(end), { level, page }));
    this.#open = { paragraph, at: this.parts.length - 1 };
  }

  #levelOf(paragraph: Paragraph): 'heading' | 'question' | null {
    const { outline, type } = this.#whole;
    if (paragraph.lines.length <= 3 && outline.has(letters(paragraph.text))) return 'heading';
    if (this.#alone.has(paragraph)) return /[?？]["”’)]?$/u.test(paragraph.text) ? 'question' : 'heading';
    return roleOf(paragraph, type);
  }

  #headingLevel(paragraph: Paragraph): number {
    const inOutline = this.#whole.outline.get(letters(paragraph.text));
    if (inOutline !== undefined) return inOutline + FIRST_LEVEL - 1;
    const rank = this.#rank(paragraph);
    for (const open of this.#numbered.keys()) if (open > rank) this.#numbered.delete(open);
    // "1. Fares" stands under "A. Trips", though both look alike.
    const marker = markerOf(paragraph.text);
    if (marker === null) return rank + FIRST_LEVEL;
    const levels = this.#numbered.get(rank) ?? new ListLevels();
    this.#numbered.set(rank, levels);
    return rank + levels.levelOf(marker, 0) - 1 + FIRST_LEVEL;
  }
}

/** Whether a paragraph goes on with one that ended its column or page. */
function goesOn(open: Paragraph, { lines, text, isMarked }: Paragraph): boolean {
  const last = open.lines.at(-1) ?? open.lines[0];
  const [line] = lines;
  const isElsewhere = line.column !== last.column || line.y < last.y;
  if (!isElsewhere || isMarked || !isCut(open.text)) return false;
  if (Math.abs(line.size - last.size) > 0.08 * last.size || line.font.isBold !== last.font.isBold)
    return false;
  return (
    /^\p{Ll}/u.test(text) ||
    (open.isFull &&
      open.text.length > MIN_CUT_CHARS &&
      (/^[^\p{Lu}]/u.test(text) || text.length > MIN_CUT_CHARS))
  );
}

/** "W. Smith": a letter without those before it counts nothing. */
function isInitial(text: string, labels: ReadonlySet<string>): boolean {
  const letter = /^([B-HJ-Z])\.\s/.exec(text)?.[1];
  return letter !== undefined && !labels.has(`${String.fromCharCode(letter.charCodeAt(0) - 1)}.`);
}
