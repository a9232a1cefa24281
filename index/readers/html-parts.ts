import type { MainContent } from './html-main.ts';
import { type Element, isElement, walk } from './html-tree.ts';
import { headingOf, type Part, partOf, rowOf } from './parts.ts';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** Chinese is written without spaces: a line break between its characters only wraps the source. */
const WRAPPED_HAN = /(?<=[\p{Script=Han}，。、；：！？”）])\s*\n\s*(?=[\p{Script=Han}“（])/gu;

type OpenList = { readonly ordered: boolean; next: number };

/** The content of a page in reading order. */
export function findParts({ root, isContent }: MainContent): Part[] {
  const writer = new PartWriter();
  for (const { node, opens } of walk(root, isContent)) {
    if (isElement(node)) {
      if (opens) writer.open(node);
      else writer.close(node);
    } else if ('value' in node) writer.write(node.value);
  }
  return writer.end();
}

/** Takes a page's elements one after the other and makes parts of them. */
class PartWriter {
  readonly #parts: Part[] = [];
  /** What has been written since the last block began or ended. */
  #inline = '';
  #preformatted = 0;
  readonly #lists: OpenList[] = [];
  /** What the next item begins with; `null` within an item. */
  #marker: string | null = null;
  /** The table whose rows are kept; tables that merely lay a page out are not. */
  #table: Element | null = null;
  #rows: { readonly text: string; readonly isHeader: boolean }[] = [];
  /** Whether all cells of the row so far are headers. */
  #isHeader = true;
  #cells: string[] = [];

  write(text: string): void {
    if (this.#preformatted > 0) this.#inline += text;
    else this.#inline += text.replace(WRAPPED_HAN, '').replace(/[ \t\n\r\f]+/g, ' ');
  }

  open(element: Element): void {
    const { tagName } = element;
    if (tagName === 'br') this.#inline += '\n';
    if (!BLOCKS.has(tagName)) return;
    this.#flush('paragraph');
    if (tagName === 'pre') this.#preformatted += 1;
    if (this.#table !== null) return;
    if (tagName === 'table' && this.#lists.length === 0 && holdsData(element)) this.#table = element;
    else if (tagName === 'ul' || tagName === 'ol') {
      const start = Number(element.attrs.find(({ name }) => name === 'start')?.value ?? 1);
      this.#lists.push({ ordered: tagName === 'ol', next: Number.isInteger(start) ? start : 1 });
    } else if (tagName === 'li') this.#openItem();
  }

  close(element: Element): void {
    const { tagName } = element;
    if (!BLOCKS.has(tagName)) return;
    const level = /^h([1-6])$/.exec(tagName)?.[1];
    if (level !== undefined) this.#flush('paragraph', Number(level));
    else this.#flush(tagName === 'pre' ? 'verbatim' : 'paragraph');
    if (tagName === 'pre') this.#preformatted -= 1;
    if (this.#table !== null) this.#closeInTable(element);
    else if (tagName === 'ul' || tagName === 'ol') this.#closeList();
  }

  end(): Part[] {
    this.#flush('paragraph');
    return this.#parts;
  }

  #openItem(): void {
    const list = this.#lists.at(-1);
    if (list === undefined) return;
    this.#marker = list.ordered ? `${list.next}.` : '-';
    list.next += 1;
  }

  #closeList(): void {
    this.#lists.pop();
    this.#marker = null;
  }

  #closeInTable(element: Element): void {
    const { tagName } = element;
    if (tagName === 'tr') {
      if (this.#cells.some((cell) => cell !== ''))
        this.#rows.push({ text: rowOf(this.#cells), isHeader: this.#isHeader });
      this.#isHeader = true;
      this.#cells = [];
    } else if (tagName === 'caption') {
      this.#parts.push(partOf('paragraph', this.#cell.trim()));
      this.#cell = '';
    } else if (tagName === 'td' || tagName === 'th') {
      this.#cells.push(this.#cell.trim());
      if (tagName === 'td') this.#isHeader = false;
      this.#cell = '';
    } else if (element === this.#table) {
      for (const { text, isHeader } of this.#rows)
        this.#parts.push(partOf(isHeader ? 'header' : 'row', text, { level: this.#lists.length }));
      this.#rows = [];
      this.#table = null;
    }
  }

  /** Text of the cell that is open. */
  #cell = '';

  /** Ends what has been written: a part, a line of a list or some text of a cell. */
  #flush(kind: 'paragraph' | 'verbatim', level = 0): void {
    const text =
      this.#preformatted > 0 ? this.#inline : this.#inline.replace(/ *\n */g, '\n').replace(/ {2,}/g, ' ');
    this.#inline = '';
    if (text.trim() === '') return;
    if (this.#table !== null) {
      this.#cell += ` ${text.trim()}`;
    } else if (this.#lists.length > 0) {
      this.#writeInList(text.trim());
    } else if (level > 0) this.#parts.push(headingOf(level, text.trim()));
    else if (kind === 'verbatim') this.#parts.push(partOf(kind, text));
    else for (const paragraph of text.split(/\n{2,}/)) this.#parts.push(partOf(kind, paragraph));
  }

  #writeInList(text: string): void {
    const level = this.#lists.length;
    if (this.#marker === null) this.#parts.push(partOf('paragraph', text, { level }));
    else {
      const label = this.#marker === '-' ? '' : this.#marker;
      this.#parts.push(partOf('item', `${this.#marker} ${text}`, { level, label }));
      this.#marker = null;
    }
  }
}

/** Whether a table says something by its rows and columns, and is no frame that a page was laid out with. */
function holdsData(table: Element): boolean {
  let cells = 0;
  let most = 0;
  for (const { node, opens } of walk(table)) {
    if (!opens || !isElement(node)) continue;
    if (/^(?:table|h[1-6]|article)$/.test(node.tagName)) return false;
    if (node.tagName === 'tr') cells = 0;
    if (node.tagName === 'td' || node.tagName === 'th') most = Math.max(most, ++cells);
  }
  return most > 1;
}
