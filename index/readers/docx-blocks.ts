import { chosenLines, chosenOptions, startsWithBox } from './check-boxes.ts';
import { Fields } from './docx-fields.ts';
import { type Mark, Numbering } from './docx-numbering.ts';
import type { WordPackage } from './docx-package.ts';
import { isOn, numberOf, paragraphProperties, twips, valOf } from './docx-properties.ts';
import { type Style, Styles } from './docx-styles.ts';
import { chosenOf, lookOf, type Piece, readInline, showsPlaceholder, type TextSources } from './docx-text.ts';
import { joinPieces, typedNote } from './docx-wording.ts';
import { find, type XmlElement } from './xml.ts';

/** A paragraph as it stands after all changes. */
export type WordParagraph = {
  readonly text: string;
  /** What it is marked with as an item of a list, or a numbered heading; `null` if it is neither. */
  readonly mark: Mark | null;
  /** Of a heading, 1 the highest; 0 for a title; `null` for text. */
  readonly rank: number | null;
  /** From the margin, in twentieths of a point. */
  readonly indent: number;
  readonly isBold: boolean;
  /** What of its beginning is set in bold. */
  readonly boldStart: string;
  /** The mark of a note that was typed as text, below a table or at the end; `null` if it is none. */
  readonly noteMark: string | null;
};

export type WordTable = {
  readonly rows: readonly WordRow[];
  readonly indent: number;
  /** Whether its first row may be set as a header, which it is unless its author wanted none. */
  readonly namesColumns: boolean;
};

export type WordRow = {
  /** It is repeated on top of each page. */
  readonly isHeader: boolean;
  readonly cells: readonly WordCell[];
};

export type WordCell = {
  readonly blocks: readonly WordBlock[];
  /** Column of the table's grid it starts in, and how many it spans. */
  readonly column: number;
  readonly span: number;
  /** It goes on from the row above. */
  readonly isContinued: boolean;
};

export type WordBlock = WordParagraph | WordTable;

/** Word's own limit for the columns of a table. */
const MAX_COLUMNS = 63;

/** Elements that only hold blocks, rows or cells. */
const WRAPPERS = new Set(['w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag']);

/** Lists of what stands where; names of styles. */
const CONTENTS =
  /^(?:toc \d|toc heading|contents heading|table of (?:figures|authorities)|toa heading|index \d|index heading)$/;

/** Reads what a document holds, in order, as lists count on from one paragraph to the next. */
export class BlockReader {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #sources: TextSources;

  constructor({ styles, numbering }: WordPackage, callNote: TextSources['callNote']) {
    this.#styles = new Styles(styles);
    this.#numbering = new Numbering(numbering, this.#styles);
    this.#sources = { styles: this.#styles, fields: new Fields(), callNote };
  }

  /** The paragraphs and tables in an element. */
  read(container: XmlElement | undefined): WordBlock[] {
    const blocks: WordBlock[] = [];
    // What stands in paragraphs whose ends are deleted belongs to the next one.
    let pieces: Piece[] = [];
    for (const element of unwrapped(container)) {
      if (element.name === 'w:tbl') blocks.push(this.#readTable(element));
      if (element.name !== 'w:p') continue;
      const properties = find(element, 'w:pPr');
      const style = this.#styles.ofParagraph(properties);
      const { boxes, isContents } = readInline(element, style, this.#sources, pieces);
      if (!this.#goesOn(properties, style)) {
        const paragraph = this.#toParagraph(properties, style, pieces);
        const isLeftOut = isContents || CONTENTS.test(style.names[0] ?? '');
        if (paragraph !== null && !isLeftOut) blocks.push(paragraph);
        pieces = [];
      }
      for (const box of boxes) for (const block of this.read(box)) blocks.push(block);
    }
    const last = this.#toParagraph(undefined, this.#styles.ofParagraph(undefined), pieces);
    if (last !== null) blocks.push(last);
    return withoutUnchosen(blocks);
  }

  /** Whether its end is deleted, moved elsewhere or hidden, or its text is the large first letter of the next. */
  #goesOn(properties: XmlElement | undefined, style: Style): boolean {
    const end = find(properties, 'w:rPr');
    if (find(end, 'w:del') !== undefined || find(end, 'w:moveFrom') !== undefined) return true;
    if (/^(?:drop|margin)$/.test(find(properties, 'w:framePr')?.attributes.get('dropCap') ?? '')) return true;
    // A heading on one line with its text has an end of a kind that is always hidden.
    return lookOf(end, style, this.#styles).isHidden === true && isOn(end, 'w:specVanish') !== true;
  }

  #toParagraph(
    properties: XmlElement | undefined,
    style: Style,
    pieces: readonly Piece[],
  ): WordParagraph | null {
    // An empty item is counted too.
    const mark = this.#numbering.next(properties, style);
    const note = typedNote(pieces);
    const text = (note?.text ?? joinPieces(pieces)).split('\n').map(chosenOptions).join('\n');
    if (text === '' && !/\p{L}{3}|\p{Lo}/u.test(mark?.label ?? '')) return null;
    const own = paragraphProperties(properties);
    const indents =
      own.list === undefined
        ? [style.paragraph.indent, mark?.indent]
        : [mark?.indent, style.paragraph.indent];
    return {
      text,
      mark,
      rank: rankOf(own.outline ?? style.paragraph.outline, style),
      indent: own.indent ?? indents[0] ?? indents[1] ?? 0,
      isBold: pieces.every((piece) => piece.isBold || !/[\p{L}\p{N}]/u.test(piece.text)),
      boldStart: joinPieces(
        pieces.slice(
          0,
          pieces.findIndex((piece) => !piece.isBold && piece.text.trim() !== ''),
        ),
      ),
      noteMark: note?.mark ?? null,
    };
  }

  #readTable(table: XmlElement): WordTable {
    const properties = find(table, 'w:tblPr');
    return {
      rows: unwrapped(table)
        .filter((row) => row.name === 'w:tr' && !isLeftOut(find(row, 'w:trPr')))
        .map((row) => this.#readRow(row)),
      indent: twips(find(properties, 'w:tblInd')?.attributes.get('w')) ?? 0,
      namesColumns: !/^(?:0|false)$/.test(find(properties, 'w:tblLook')?.attributes.get('firstRow') ?? ''),
    };
  }

  #readRow(row: XmlElement): WordRow {
    const properties = find(row, 'w:trPr');
    const cells: WordCell[] = [];
    let column = numberOf(properties, 'w:gridBefore', [0, MAX_COLUMNS]) ?? 0;
    for (const cell of unwrapped(row)) {
      const about = find(cell, 'w:tcPr');
      if (cell.name !== 'w:tc' || find(about, 'w:cellDel') !== undefined) continue;
      const span = numberOf(about, 'w:gridSpan', [1, MAX_COLUMNS]) ?? 1;
      const last = cells.at(-1);
      // An older way to join cells of a row.
      if (valOf(about, 'w:hMerge') === 'continue' && last !== undefined)
        cells[cells.length - 1] = { ...last, span: last.span + span };
      else cells.push({ blocks: this.read(cell), column, span, isContinued: isContinued(about) });
      column += span;
    }
    return { isHeader: isOn(properties, 'w:tblHeader') === true, cells };
  }
}

/** The same without options that were not chosen, each a paragraph with a box in front; bullets that are boxes are of tasks. */
function withoutUnchosen(blocks: readonly WordBlock[]): WordBlock[] {
  const runs: WordBlock[][] = [];
  let isOption = false;
  for (const block of blocks) {
    const was: boolean = isOption;
    isOption = 'text' in block && startsWithBox(block.text);
    if (was === isOption && runs.length > 0) runs.at(-1)?.push(block);
    else runs.push([block]);
  }
  return runs.flatMap((run) => chosenLines(run, (block) => ('text' in block ? block.text : '')));
}

/** The level of a heading, by its own word or that of its style, whatever that is called and based on. */
function rankOf(outline: number | undefined, { names }: Style): number | null {
  if (names.find((name) => /^(?:sub)?title$/.test(name)) === 'title') return 0;
  if (outline !== undefined) return outline < 9 ? outline + 1 : null;
  const named = names
    .map((name) => /^heading ?([1-9])$/.exec(name)?.[1])
    .find((level) => level !== undefined);
  return named === undefined ? null : Number(named);
}

function isContinued(properties: XmlElement | undefined): boolean {
  const merge = find(properties, 'w:vMerge');
  return merge !== undefined && merge.attributes.get('val') !== 'restart';
}

/** Whether a row is deleted or hidden. */
function isLeftOut(properties: XmlElement | undefined): boolean {
  return find(properties, 'w:del') !== undefined || isOn(properties, 'w:hidden') === true;
}

/** What an element holds as if nothing were wrapped around any of it, without tables of contents. */
function unwrapped(element: XmlElement | undefined): XmlElement[] {
  return (element?.children ?? []).flatMap(unwrap);
}

function unwrap(element: XmlElement): XmlElement[] {
  if (element.name === 'mc:AlternateContent') return chosenOf(element).flatMap(unwrap);
  if (WRAPPERS.has(element.name)) return unwrapped(element);
  if (element.name !== 'w:sdt') return [element];
  const gallery = valOf(find(element, 'w:sdtPr', 'w:docPartObj'), 'w:docPartGallery');
  if (gallery === 'Table of Contents') return [];
  const content = unwrapped(find(element, 'w:sdtContent'));
  return showsPlaceholder(element) ? content.flatMap(emptied) : content;
}

/** A cell without its text, which still takes its place in a row; nothing of all else. */
function emptied(element: XmlElement): XmlElement[] {
  if (element.name !== 'w:tc') return [];
  return [{ ...element, children: element.children.filter(({ name }) => name === 'w:tcPr') }];
}
