import { isOn, numberOf } from './docx-properties.ts';
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

  /** Takes a `w:fldChar`. The value of a field of a form, where it opens one that shows no other result; else nothing. */
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
    if (type === 'end') this.#open.pop();
    return '';
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
      ({ isResult, value, instruction }) => isResult && value === null && !CONTENTS.test(instruction),
    );
  }

  /** Whether text that comes now is the number of a page. */
  get isPageNumber(): boolean {
    return /^\s*PAGEREF\b/i.test(this.#open.at(-1)?.instruction ?? '');
  }
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
