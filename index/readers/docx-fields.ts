import { formatCount } from './docx-number-formats.ts';
import { isOn, numberOf } from './docx-properties.ts';
import { symbolOf } from './docx-symbols.ts';
import { find, findAll, type XmlElement } from './xml.ts';

/** Lists of what stands where: tables of contents, of figures and of authorities, and the index. */
const CONTENTS = /^\s*(?:TOC|TOA|INDEX)\b/i;

/** Word allows fewer of either: fields within each other, and entries to choose from. */
const MAX_OPEN = 50;
const MAX_ENTRIES = 1_000;

/** `value` is what is chosen in a field of a form, which has no result that shows it. */
type Field = { instruction: string; isResult: boolean; readonly value: string | null };

/**
 * Follows the fields of a document, such as dates, references and fields of forms, over the runs and paragraphs that they go
 * through: what a field shows is text, what it is told is not.
 */
export class Fields {
  readonly #open: Field[] = [];

  /** Takes a `w:fldChar`, and gives what a field shows that has no result: the value in a form, a symbol, a simple equation. */
  take(mark: XmlElement): string {
    const type = mark.attributes.get('fldCharType');
    const field = this.#open.at(-1);
    if (type === 'begin') {
      const value = formValue(find(mark, 'w:ffData'));
      const isShown = this.isShown;
      if (this.#open.length === MAX_OPEN) this.#open.shift();
      this.#open.push({ instruction: '', isResult: false, value });
      return isShown ? (value ?? '') : '';
    }
    if (type === 'separate' && field !== undefined) field.isResult = true;
    if (type !== 'end') return '';
    this.#open.pop();
    return field !== undefined && !field.isResult && this.isShown ? shownBy(field.instruction) : '';
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.isResult) field.instruction += text;
  }

  /** An instruction ends with its paragraph at the latest, so that one without end does not hide the rest of the document. */
  endParagraph(): void {
    while (this.#open.at(-1)?.isResult === false) this.#open.pop();
  }

  /** Whether text that comes now is shown, and is no list of what the document holds. */
  get isShown(): boolean {
    return this.#open.every(
      ({ isResult, value, instruction }) => isResult && value === null && !isContents(instruction),
    );
  }

  /** Whether text that comes now is the number of a page. */
  get isPageNumber(): boolean {
    return /^\s*PAGEREF\b/i.test(this.#open.at(-1)?.instruction ?? '');
  }
}

/** Whether a field with this instruction lists what stands where. */
export function isContents(instruction: string): boolean {
  return CONTENTS.test(instruction);
}

/** What Word makes of an instruction without storing it: a symbol, a character in a circle, a fraction. */
function shownBy(instruction: string): string {
  const symbol = /^\s*SYMBOL\s+(?<code>\d{2,5})\b.*\\f\s+"?(?<font>[\w ]+)/i.exec(instruction)?.groups;
  if (symbol !== undefined) return symbolOf(symbol.font?.trim() ?? '', Number(symbol.code));
  const inCircle = /^\s*EQ\s+\\o\s*(?:\\a[clr])?\([○〇◯]\s*[,;，]\s*(?<inside>[^()]{1,3})\)/i.exec(
    instruction,
  )?.groups;
  if (inCircle !== undefined)
    return formatCount(Number(inCircle.inside), 'decimalEnclosedCircle').replace(
      'NaN',
      `(${inCircle.inside?.trim()})`,
    );
  const fraction = /^\s*EQ\s+\\f\s*\((?<above>[^(),;]+)[,;](?<below>[^(),;]+)\)/i.exec(instruction)?.groups;
  return fraction === undefined ? '' : `${fraction.above?.trim()}/${fraction.below?.trim()}`;
}

function formValue(form: XmlElement | undefined): string | null {
  const box = find(form, 'w:checkBox');
  if (box !== undefined) return (isOn(box, 'w:checked') ?? isOn(box, 'w:default')) === true ? '☒' : '☐';
  const choice = find(form, 'w:ddList');
  if (choice === undefined) return null;
  const range = [0, MAX_ENTRIES] as const;
  const at = numberOf(choice, 'w:result', range) ?? numberOf(choice, 'w:default', range) ?? 0;
  return findAll(choice, 'w:listEntry')[at]?.attributes.get('val') ?? '';
}
