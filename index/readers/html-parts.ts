import { HtmlInline } from './html-inline.ts';
import { isItem, isList, OpenList } from './html-lists.ts';
import type { MainContent } from './html-main.ts';
import type { Notes } from './html-notes.ts';
import type { Panels } from './html-panels.ts';
import type { Shown } from './html-shown.ts';
import type { Styles } from './html-styles.ts';
import { findDataTables, placeInTable, TableWriter } from './html-tables.ts';
import { type Element, headingLevelOf, isBlock, isElement, parentOf, textOf, walk } from './html-tree.ts';
import type { InlineText } from './inline-text.ts';
import { markerOf } from './markers.ts';
import { headingOf, type Part, partOf } from './parts.ts';
import { TypedParts } from './typed-parts.ts';

/** What is known of a page before its text is read. */
export type PageFacts = {
  readonly main: MainContent;
  readonly styles: Styles;
  readonly panels: Panels;
  readonly shown: Shown;
  readonly notes: Notes;
};

/** A part, and where all of its text leads to if all of it is links. */
export type LinkedPart = Part & { readonly leads: InlineText['leads'] };

/** A picture's description stands for a paragraph only if it says something. */
const MIN_DESCRIPTION = /(?:\S+\s+){2}\S|\p{Script=Han}{6}/u;
/** Deeper lists than that are read as if they went no deeper. */
const MAX_DEPTH = 30;
const NUMBER_ALONE =
  /^[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLCivxlc]{1,7})[.)）:]{1,2}$|^\d{1,3}(?:\.\d{1,3})+$/u;
/** A note's mark is no further from the block that holds the note. */
const MAX_STEPS_UP = 10;

/** The content of a page in reading order. */
export function findParts(facts: PageFacts): LinkedPart[] {
  const writer = new PartWriter(facts);
  for (const { node, opens } of walk(facts.main.root, (element) => writer.enters(element))) {
    if (isElement(node)) {
      if (opens) writer.open(node);
      else writer.close(node);
    } else if ('value' in node) writer.write(node.value);
  }
  return writer.end();
}

/** Takes a page's elements one after the other and makes parts of them. */
class PartWriter {
  readonly #facts: PageFacts;
  readonly #dataTables: ReadonlySet<Element>;
  readonly #inline: HtmlInline;
  readonly #typed = new TypedParts();
  readonly #parts: LinkedPart[] = [];
  readonly #lists: OpenList[] = [];
  /** Lists and answers that are open, which all that stands in them is set in by. */
  #depth = 0;
  /** The mark of the item that begins next; empty for one without a mark, `null` within an item. */
  #mark: string | null = null;
  /** The number of what follows, where it stands alone in a heading. */
  #number = '';
  #preformatted = 0;
  /** What is open: a heading with its rank, a question, a note, furniture, a table. */
  #heading: { readonly element: Element; readonly level: number } | null = null;
  #question: Element | null = null;
  #note: { readonly element: Element; readonly mark: string; isBegun: boolean } | null = null;
  #furniture: Element | null = null;
  /** Where the part behind a term would stand; -1 if the last part is no term. */
  #afterTerm = -1;
  #table: { readonly element: Element; readonly writer: TableWriter } | null = null;
  /** Tables that are open in a cell of it: their rows are text of the cell. */
  #innerTables = 0;

  constructor(facts: PageFacts) {
    this.#facts = facts;
    this.#inline = new HtmlInline(facts.styles);
    this.#dataTables = findDataTables(facts.main.root);
  }

  /** Whether an element is looked into; what is written instead of one that is not, is written here. */
  enters(element: Element): boolean {
    const { shown, main, notes } = this.#facts;
    if (!shown.isShown(element)) return false;
    if (this.#isNumberAlone(element)) {
      this.#flush();
      this.#number = textOf(element);
      return false;
    }
    const call = notes.callOf(element);
    if (call !== null) this.write(`[${call}]`);
    const isLabel = element.tagName === 'sup' && this.#inline.isEmpty && notes.noteOf(element) !== null;
    // What leads back from a note, and the mark in front of it, say which note it is.
    if (notes.leadsBack(element) || isLabel) this.#openNote(element);
    return call === null && !notes.leadsBack(element) && !isLabel && main.belongingOf(element) !== 'site';
  }

  write(text: string): void {
    this.#inline.write(text);
  }

  open(element: Element): void {
    if (this.#standsAlone(element)) this.#openBlock(element);
    this.#inline.open(element);
    this.#openNote(element);
  }

  close(element: Element): void {
    this.#inline.close(element);
    if (this.#standsAlone(element)) this.#closeBlock(element);
  }

  end(): LinkedPart[] {
    this.#flush();
    this.#writeBareNumber();
    return this.#parts;
  }

  get #level(): number {
    return Math.min(this.#depth, MAX_DEPTH);
  }

  #standsAlone(element: Element): boolean {
    if (isBlock(element) || placeInTable(element) !== null || isList(element) || isItem(element)) return true;
    return headingLevelOf(element) > 0 || this.#isOpener(element);
  }

  /** Whether an element opens a panel, and is more than a part of a heading. */
  #isOpener(element: Element): boolean {
    return (
      (this.#heading === null || this.#heading.element === element) && this.#facts.panels.isOpener(element)
    );
  }

  /** A heading that is no more than a number is the label of what stands behind it. */
  #isNumberAlone(element: Element): boolean {
    return (
      headingLevelOf(element) > 0 &&
      this.#table === null &&
      this.#furniture === null &&
      this.#mark === null &&
      NUMBER_ALONE.test(textOf(element))
    );
  }

  #openBlock(element: Element): void {
    this.#flush();
    const { main, panels } = this.#facts;
    if (this.#furniture === null && main.belongingOf(element) === 'furniture') this.#furniture = element;
    if (element.tagName === 'pre') this.#preformatted += 1;
    if (isList(element)) this.#openList(element);
    else if (isItem(element)) this.#openItem(element);
    if (this.#table !== null) {
      this.#openInTable(element, this.#table.writer);
      return;
    }
    if (this.#dataTables.has(element)) {
      this.#writeBareNumber();
      this.#table = { element, writer: new TableWriter() };
    }
    const tab = panels.tabOf(element);
    if (tab !== null) this.#writeTab(textOf(tab), element);
    this.#openHeadingOrQuestion(element);
    if (this.#isAnswer(element)) this.#depth += 1;
  }

  #closeBlock(element: Element): void {
    this.#flush();
    if (element.tagName === 'pre') this.#preformatted -= 1;
    if (isList(element)) this.#closeList();
    if (this.#furniture === element) this.#furniture = null;
    if (this.#note?.element === element) this.#note = null;
    if (this.#table !== null) {
      if (this.#table.element === element) this.#closeTable(this.#table.writer);
      else if (placeInTable(element) === 'table') this.#innerTables -= 1;
      else if (this.#innerTables === 0) this.#table.writer.close(element);
      return;
    }
    if (this.#heading?.element === element) this.#heading = null;
    if (this.#question === element) this.#question = null;
    if (this.#isAnswer(element)) this.#depth -= 1;
  }

  #openInTable(element: Element, writer: TableWriter): void {
    const place = placeInTable(element);
    if (place === 'table') this.#innerTables += 1;
    else if (this.#innerTables === 0) writer.open(element);
    else if (place === 'row') this.#mark = '-';
  }

  #openList(list: Element): void {
    this.#writeBareNumber();
    this.#writeBareMark();
    const open = new OpenList(list, this.#facts.styles);
    this.#lists.push(open);
    if (this.#table === null && !open.isOfSections) this.#depth += 1;
  }

  #closeList(): void {
    const list = this.#lists.pop();
    if (this.#table === null && list?.isOfSections === false) this.#depth -= 1;
    this.#mark = null;
  }

  #openItem(item: Element): void {
    this.#writeBareMark();
    this.#mark = this.#lists.at(-1)?.markOf(item) ?? null;
  }

  /** An item that begins with a list has a number and no words of its own. */
  #writeBareMark(): void {
    const mark = this.#mark ?? '';
    if (this.#table === null && mark !== '' && mark !== '-' && this.#lists.at(-1)?.isOfSections === false)
      this.#add(partOf('item', mark, { level: this.#level, label: mark }));
    this.#mark = null;
  }

  #writeBareNumber(): void {
    if (this.#number !== '')
      this.#add(partOf('item', this.#number, { level: this.#level + 1, label: this.#number }));
    this.#number = '';
  }

  #openHeadingOrQuestion(element: Element): void {
    if (this.#question !== null || this.#heading !== null) return;
    const isOpener = this.#isOpener(element);
    const level = headingLevelOf(element) || (isOpener ? this.#facts.panels.rankOf(element) : 0);
    if (level > 0) this.#heading = { element, level };
    else if (isOpener || element.tagName === 'dt') this.#question = element;
  }

  #isAnswer(element: Element): boolean {
    return element.tagName === 'dd' || this.#facts.panels.isAnswer(element);
  }

  /** The name of a tab says what its page is about. */
  #writeTab(name: string, panel: Element): void {
    const rank = this.#facts.panels.rankOf(panel);
    if (name !== '')
      this.#add(rank > 0 ? headingOf(rank, name) : partOf('question', name, { level: this.#level }));
  }

  #closeTable(table: TableWriter): void {
    this.#table = null;
    for (const part of table.end(this.#level)) {
      this.#typed.see(part.text);
      this.#add(this.#furniture === null ? part : partOf('furniture', part.text));
    }
  }

  #openNote(element: Element): void {
    const mark = this.#facts.notes.noteOf(element);
    if (mark === null || this.#note !== null || this.#heading !== null) return;
    let holder = element;
    for (let steps = 0; steps < MAX_STEPS_UP && !this.#standsAlone(holder); steps += 1)
      holder = parentOf(holder) ?? holder;
    this.#note = { element: holder, mark, isBegun: false };
    this.#mark = null;
  }

  /** Ends what has been written: a part, or some text of a cell. */
  #flush(): void {
    const inline = this.#numbered(this.#inline.take(this.#preformatted > 0));
    if (inline.text.trim() === '') return;
    if (this.#table !== null) this.#writeToCell(this.#table.writer, inline);
    else if (!inline.isDescription || MIN_DESCRIPTION.test(inline.text))
      for (const part of this.#partsOf(inline)) this.#addOrJoin(part, inline.leads);
  }

  #numbered(inline: InlineText): InlineText {
    const number = this.#number;
    const [first, ...others] = inline.lines;
    if (number === '' || first === undefined || inline.text.trim() === '') return inline;
    this.#number = '';
    const lines = [{ ...first, text: `${number} ${first.text}` }, ...others];
    return { ...inline, text: `${number} ${inline.text}`, lines };
  }

  #writeToCell(cell: TableWriter, { text, lines, isDescription }: InlineText): void {
    if (isDescription && !cell.isCellEmpty) return;
    const mark = this.#mark === null || this.#mark === '-' ? '' : `${this.#mark} `;
    const isBold = lines.every((line) => line.isBold || line.text === '');
    cell.write(mark + text, isBold, this.#mark !== null);
    this.#mark = null;
  }

  #partsOf({ text, lines }: InlineText): Part[] {
    if (this.#furniture !== null) return [partOf('furniture', text)];
    if (this.#heading !== null) return [this.#headingPart(text, this.#heading.level)];
    if (this.#question !== null) return [this.#questionPart(text, this.#question)];
    if (this.#note !== null) return [notePart(text, this.#note)];
    if (this.#preformatted > 0) return [partOf('verbatim', text, { level: this.#level })];
    const mark = this.#mark;
    this.#mark = null;
    return this.#typed.partsOf(lines, this.#level, mark);
  }

  #headingPart(text: string, level: number): Part {
    const mark = this.#mark === null || this.#mark === '-' ? '' : this.#mark;
    this.#mark = null;
    this.#typed.endLists();
    const numbered = mark === '' ? text : `${mark} ${text}`;
    return { ...headingOf(level, numbered), label: markerOf(numbered)?.label ?? '' };
  }

  #questionPart(text: string, { tagName }: Element): Part {
    const isInAnswer = tagName === 'summary' && this.#level > 0;
    return partOf('question', text, { level: this.#level - (isInAnswer ? 1 : 0) });
  }

  /** Terms that stand above one explanation are one. */
  #addOrJoin(part: Part, leads: InlineText['leads']): void {
    const term = this.#question?.tagName === 'dt' ? this.#parts.length : -1;
    const last = this.#parts.at(-1);
    if (term >= 0 && term === this.#afterTerm && last !== undefined)
      this.#parts[term - 1] = { ...last, text: `${last.text}\n${part.text}` };
    else this.#add(part, leads);
    this.#afterTerm = term < 0 ? -1 : this.#parts.length;
  }

  #add(part: Part, leads: InlineText['leads'] = null): void {
    this.#parts.push({ ...part, leads });
  }
}

/** The text of a note, behind the mark that calls it. */
function notePart(text: string, note: { readonly mark: string; isBegun: boolean }): Part {
  const { mark, isBegun } = note;
  note.isBegun = true;
  if (isBegun) return partOf('note', text, { label: mark });
  const typed = /^[[(（]?(?<mark>[\p{L}\p{N}]{1,4}|[*†‡§¶#]{1,3})[\])）]?[.:、]?\s+/u.exec(text);
  const words = typed?.groups?.mark === mark ? text.slice(typed[0].length) : text;
  return partOf('note', `[${mark}] ${words}`, { label: mark });
}
