import { type Fields, isContents } from './docx-fields.ts';
import { linearMath } from './docx-math.ts';
import { combine, isOn, type RunProperties, runProperties } from './docx-properties.ts';
import type { Style, Styles } from './docx-styles.ts';
import { inFont, symbolOf } from './docx-symbols.ts';
import { find, type XmlElement } from './xml.ts';

/** What the text of a paragraph is read with. */
export type TextSources = {
  readonly styles: Styles;
  readonly fields: Fields;
  /** The label of the note that is called. */
  readonly callNote: (call: NoteCall) => string;
};

/** Where a note is called; `mark` is the sign that its author gave it in place of a number. */
export type NoteCall = { readonly kind: string; readonly id: string; readonly mark: string | null };

/** A stretch of text in one look; `position` is "superscript", "subscript" or "baseline". */
export type Piece = { readonly text: string; readonly isBold: boolean; readonly position: string };

/** What stands in a paragraph beside its text. */
export type Inline = {
  /** Contents of the boxes that are fixed to it, which stand beside the text. */
  readonly boxes: readonly XmlElement[];
  /** It ends with the number of a page, as a line of a table of contents does. */
  readonly isContents: boolean;
};

/** Elements that only hold others. */
const WRAPPERS = new Set(
  'w:ins w:moveTo w:hyperlink w:smartTag w:customXml w:dir w:bdo w:sdtContent w:ruby w:rubyBase'.split(' '),
);

/**
 * Writes to `pieces` what a paragraph of this style says: as it stands after all changes, without what is hidden or struck
 * out.
 */
export function readInline(
  paragraph: XmlElement,
  style: Style,
  sources: TextSources,
  pieces: Piece[],
): Inline {
  const reader = new InlineReader(style, sources, pieces);
  reader.readAll(paragraph);
  sources.fields.endParagraph();
  return reader;
}

/** How a run, or the mark of a paragraph, looks with its own properties in a paragraph of this style. */
export function lookOf(properties: XmlElement | undefined, style: Style, styles: Styles): RunProperties {
  return combine(runProperties(properties), styles.ofRun(properties).run, style.run);
}

class InlineReader {
  readonly boxes: XmlElement[] = [];
  isContents = false;
  readonly #style: Style;
  readonly #sources: TextSources;
  readonly #pieces: Piece[];

  constructor(style: Style, sources: TextSources, pieces: Piece[]) {
    this.#style = style;
    this.#sources = sources;
    this.#pieces = pieces;
  }

  readAll({ children }: XmlElement): void {
    for (const child of children) this.#read(child);
  }

  #read(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:r') this.#readRun(element);
    else if (name === 'w:sdt') this.#readControl(element);
    else if (name === 'w:fldSimple' && !isContents(element.attributes.get('instr') ?? ''))
      this.readAll(element);
    else if (name === 'm:oMath' || name === 'm:oMathPara') this.#write(` ${linearMath(element)} `, {});
    else if (name === 'mc:AlternateContent') for (const child of chosenOf(element)) this.#read(child);
    else if (WRAPPERS.has(name)) this.readAll(element);
  }

  /** A box that can be ticked shows as such, however it is drawn; what is still to be filled in leaves a gap. */
  #readControl(control: XmlElement): void {
    const box = find(control, 'w:sdtPr', 'w14:checkbox');
    const content = find(control, 'w:sdtContent');
    if (box !== undefined) this.#write(isOn(box, 'w14:checked') === true ? '☒' : '☐', {});
    else if (showsPlaceholder(control)) this.#write('…', {});
    else if (content !== undefined) this.readAll(content);
  }

  #readRun(run: XmlElement): void {
    const look = lookOf(find(run, 'w:rPr'), this.#style, this.#sources.styles);
    const call = run.children.find(({ name }) => NOTE_CALL.test(name));
    if (call !== undefined && isMarked(call)) this.#callNote(call, look, wordsOf(run));
    else for (const child of run.children) this.#readInRun(child, look);
  }

  #readInRun(element: XmlElement, look: RunProperties): void {
    const { name } = element;
    if (name === 'w:fldChar') this.#put(this.#sources.fields.take(element), look);
    else if (name === 'w:instrText') this.#sources.fields.instruct(element.text);
    else if (name === 'w:ruby') this.#read(element);
    else if (NOTE_CALL.test(name)) this.#callNote(element, look, null);
    else if (DRAWING.test(name)) this.#keepBoxes(element, look);
    else if (name === 'mc:AlternateContent')
      for (const child of chosenOf(element)) this.#readInRun(child, look);
    else this.#write(charactersOf(element, look.font), look);
  }

  #keepBoxes(drawing: XmlElement, look: RunProperties): void {
    if (!isVisible(look) || !this.#sources.fields.isShown) return;
    for (const box of boxesIn(drawing)) this.boxes.push(box);
  }

  #callNote({ name, attributes }: XmlElement, look: RunProperties, mark: string | null): void {
    if (!isVisible(look) || !this.#sources.fields.isShown) return;
    const call = { kind: name.replace('Reference', ''), id: attributes.get('id') ?? '', mark };
    this.#put(`[${this.#sources.callNote(call)}]`, { ...look, position: 'baseline' });
  }

  #write(text: string, look: RunProperties): void {
    const { fields } = this.#sources;
    if (!fields.isShown) return;
    if (text.trim() !== '') {
      const follows = this.#pieces.at(-1)?.text ?? '';
      this.isContents = fields.isPageNumber && (this.isContents || follows.endsWith('\t'));
    }
    this.#put(text, look);
  }

  #put(text: string, look: RunProperties): void {
    if (text === '' || !isVisible(look)) return;
    this.#pieces.push({ text, isBold: look.isBold ?? false, position: look.position ?? 'baseline' });
  }
}

/** Whether nobody has filled a control in yet, and it says only what to do with it: "Click here to enter text." */
export function showsPlaceholder(control: XmlElement): boolean {
  return isOn(find(control, 'w:sdtPr'), 'w:showingPlcHdr') === true;
}

function isVisible({ isHidden, isStruck, isStruckTwice }: RunProperties): boolean {
  return isHidden !== true && isStruck !== true && isStruckTwice !== true;
}

const NOTE_CALL = /^w:(?:foot|end)noteReference$/;
const DRAWING = /^w:(?:drawing|pict|object)$/;

function isMarked(call: XmlElement): boolean {
  return /^(?:1|true|on)$/.test(call.attributes.get('customMarkFollows') ?? '');
}

function wordsOf(run: XmlElement): string {
  return run.children
    .map((child) => charactersOf(child, undefined))
    .join('')
    .trim();
}

/** What an element of a run shows, in this font; nothing if it is no text. */
function charactersOf({ name, attributes, text }: XmlElement, font: string | undefined): string {
  switch (name) {
    case 'w:t':
      return inFont(text.replace(/[\t\r\n]/g, ' ').replaceAll('\u00ad', ''), font);
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:cr':
      return '\n';
    case 'w:br':
      return attributes.get('type') === 'page' ? '\n\n' : '\n';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:sym':
      return symbolOf(attributes.get('font') ?? '', Number.parseInt(attributes.get('char') ?? '', 16));
    default:
      return '';
  }
}

/** Of ways to say the same, what the newest holds: the others are for programs that do not know it. */
export function chosenOf(alternatives: XmlElement): readonly XmlElement[] {
  return (find(alternatives, 'mc:Choice') ?? find(alternatives, 'mc:Fallback'))?.children ?? [];
}

/** Contents of the text boxes in a drawing, each once. */
function boxesIn(drawing: XmlElement): XmlElement[] {
  const inside = drawing.name === 'mc:AlternateContent' ? chosenOf(drawing) : drawing.children;
  return inside.flatMap((child) => (child.name === 'w:txbxContent' ? [child] : boxesIn(child)));
}
