import { attribute, type Element, headingLevelOf, isElement, type Parent, walk } from './html-tree.ts';
import { type Part, partOf } from './parts.ts';
import { type Cell, partsOfRows, type Row } from './table-rows.ts';

type TablePlace = 'table' | 'caption' | 'section' | 'row' | 'cell';

const PLACES: Readonly<Record<string, TablePlace>> = {
  table: 'table',
  caption: 'caption',
  thead: 'section',
  tbody: 'section',
  tfoot: 'section',
  tr: 'row',
  td: 'cell',
  th: 'cell',
};
/** Roles that make a table of other elements. */
const ROLES: Readonly<Record<string, TablePlace>> = {
  table: 'table',
  grid: 'table',
  rowgroup: 'section',
  row: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'cell',
  rowheader: 'cell',
};
/** On the average, cells with more text than this are columns of a page. */
const MAX_MEAN_CHARS = 500;

/** What an element is in a table, `null` if it is no part of one. */
export function placeInTable(element: Element): TablePlace | null {
  return ROLES[attribute(element, 'role') ?? ''] ?? PLACES[element.tagName] ?? null;
}

/** Takes the cells of a table as they come, and makes rows of them. */
export class TableWriter {
  readonly #rows: Row[] = [];
  readonly #captions: string[] = [];
  #cells: Cell[] = [];
  #section = '';
  /** Text of the cell that is open, and the last character of it. */
  #text: string[] = [];
  #last = '';
  #isBold = true;

  get isCellEmpty(): boolean {
    return this.#text.length === 0;
  }

  open(element: Element): void {
    if (placeInTable(element) === 'section') this.#section = `${element.tagName} ${this.#rows.length}`;
  }

  /** Adds a block of a cell; `isItem` parts it from one that ends without a mark. */
  write(text: string, isBold: boolean, isItem: boolean): void {
    const isFirst = this.isCellEmpty;
    if (!isFirst) this.#text.push(isItem && /[\p{L}\p{N}]/u.test(this.#last) ? ', ' : ' ');
    this.#text.push(text.replace(/\s+/g, ' ').trim());
    this.#last = text.trimEnd().at(-1) ?? '';
    this.#isBold = isBold && (isFirst || this.#isBold);
  }

  /** Ends a caption, a cell or a row of the table. */
  close(element: Element): void {
    const place = placeInTable(element);
    if (place === 'caption') this.#captions.push(this.#takeText());
    else if (place === 'cell') {
      const isHeader = element.tagName === 'th' || /header$/.test(attribute(element, 'role') ?? '');
      const columns = spanOf(element, 'colspan') || 1;
      const rows = spanOf(element, 'rowspan') || Number.POSITIVE_INFINITY;
      this.#cells.push({ columns, rows, isHeader, isBold: this.#isBold, text: this.#takeText() });
      this.#isBold = false;
    } else if (place === 'row') {
      this.#rows.push({ section: this.#section, cells: this.#cells });
      this.#cells = [];
    }
  }

  /** The table's parts, at a depth of lists: its caption, its rows, and what stands under them. */
  end(level: number): Part[] {
    const captions = this.#captions.filter((text) => text !== '');
    return [
      ...captions.map((text) => partOf('paragraph', text, { level })),
      ...partsOfRows(this.#rows, level),
    ];
  }

  #takeText(): string {
    const text = this.#text.join('');
    this.#text = [];
    this.#last = '';
    return text;
  }
}

function spanOf(cell: Element, name: string): number {
  const value = Number(attribute(cell, name) ?? 1);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, 65_534) : 1;
}

/** What is known of a table that is open. */
type Counted = {
  readonly table: Element;
  rows: number;
  cells: number;
  inRow: number;
  most: number;
  chars: number;
  hasHeaders: boolean;
  isLayout: boolean;
};

/** The tables of a page that say something by rows and columns, and are no frames that it was laid out with. */
export function findDataTables(page: Parent): ReadonlySet<Element> {
  const data = new Set<Element>();
  const open: Counted[] = [];
  for (const { node, opens } of walk(page)) {
    const current = open.at(-1);
    if (!isElement(node)) {
      if (current !== undefined && 'value' in node) current.chars += node.value.trim().length;
      continue;
    }
    const place = placeInTable(node);
    if (place === 'table') {
      if (opens) {
        if (current !== undefined) current.isLayout = true;
        open.push(countedOf(node));
      } else if (current !== undefined) {
        open.pop();
        if (holdsData(current)) data.add(node);
      }
    } else if (opens && current !== undefined) count(current, node, place);
  }
  return data;
}

function countedOf(table: Element): Counted {
  const isLayout = /^(?:presentation|none)$/.test(attribute(table, 'role') ?? '');
  return { table, rows: 0, cells: 0, inRow: 0, most: 0, chars: 0, hasHeaders: false, isLayout };
}

function count(table: Counted, element: Element, place: TablePlace | null): void {
  if (place === 'row') {
    table.rows += 1;
    table.inRow = 0;
  } else if (place === 'cell') {
    table.cells += 1;
    table.inRow += 1;
    table.most = Math.max(table.most, table.inRow);
  }
  const isHeader = element.tagName === 'th' || /header$/.test(attribute(element, 'role') ?? '');
  if (isHeader || place === 'caption' || element.tagName === 'thead') table.hasHeaders = true;
  if (headingLevelOf(element) > 0 || element.tagName === 'article') table.isLayout = true;
}

function holdsData({ table, rows, cells, most, chars, hasHeaders, isLayout }: Counted): boolean {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role') ?? '')) return false;
  if (hasHeaders) return most > 1 || rows > 1;
  return !isLayout && most > 1 && chars / Math.max(1, cells) <= MAX_MEAN_CHARS;
}
