import type { BlockForm, Span } from '../document.ts';
import { findRole, isStamp } from './furniture.ts';
import { looksLikeHeading } from './layout.ts';
import { endsStatement, isFull, isWrapped, type Line, type Lines } from './lines.ts';
import { type Marker, markerOf } from './markers.ts';
import { isInCapitals } from './typed-headings.ts';
import { callsOf, noteMarkOf } from './typed-notes.ts';
import { endOfQuestion, isLabelledAnswer, isLabelledQuestion } from './typed-questions.ts';
import { isRule, type TypedRow, tableAt } from './typed-tables.ts';

/** Lines of a plain text that are one block of it; a `rule` only draws a line. */
export type Unit = Span & {
  readonly form: BlockForm | 'rule';
  readonly said: string;
  readonly isOneLine: boolean;
  readonly indent: number;
  readonly isAfterGap: boolean;
  readonly role: 'metadata' | 'furniture' | null;
  readonly marker: Marker | null;
  readonly label: string;
};

/** Whether a unit is the item of a list behind another. */
export function isSibling(unit: Unit | undefined, next: Unit): boolean {
  return (unit?.marker?.readings ?? []).some(({ style, ordinal }) =>
    next.marker?.readings.some(
      (each) => each.style === style && each.ordinal === (ordinal === null ? null : ordinal + 1),
    ),
  );
}

export function isText({ form, role }: Unit): boolean {
  return form === 'paragraph' && role === null;
}

/** Lines of a title, a subtitle and who issued a document, one right below the other. */
const MAX_LINES_OF_HEAD = 3;

/** So near to each other are items of a list looked for, to tell whether what begins a line counts anything. */
const NEAR_LINES = 60;

/** Groups the lines of a text into what stands by itself: paragraphs, items, rows of tables, questions, notes. */
export function unitsOf(text: string, lines: Lines): Unit[] {
  return new UnitFinder(text, lines).find();
}

class UnitFinder {
  readonly #text: string;
  readonly #all: Lines;
  readonly #markers: readonly (Marker | null)[];
  readonly #calls: ReadonlyMap<string, number>;
  readonly #units: Unit[] = [];
  /** What was found to begin lines. */
  readonly #items: { readonly marker: Marker | null }[] = [];
  /** The line behind what stands above a text without an empty line between: a heading, a stamp. */
  #belowHead = 0;
  /** No table begins in front of this line, as none did further up. */
  #noTableUntil = 0;

  constructor(text: string, all: Lines) {
    this.#text = text;
    this.#all = all;
    this.#markers = all.lines.map(({ said }) => markerOf(said));
    this.#calls = callsOf(text);
  }

  find(): Unit[] {
    const { length } = this.#all.lines;
    for (let at = 0; at < length; ) {
      const rows = this.#tableAt(at);
      for (const { form, first, last } of rows) this.#add(form, first, last);
      at = (rows.at(-1)?.last ?? this.#addUnit(at)) + 1;
    }
    return this.#units;
  }

  /** Adds the block that begins at a line; gives its last line. */
  #addUnit(at: number): number {
    const { said, isAfterGap } = this.#lineAt(at);
    if (isRule(said)) {
      this.#belowHead = at + 1;
      return this.#add('rule', at, at);
    }
    const isTop = isAfterGap || at === this.#belowHead || this.#isStrong(at);
    const role = isTop && this.#standsAlone(at) ? findRole(said) : null;
    const isHead = isTop && (role !== null || this.#isHeadAbove(at));
    if (isHead) this.#belowHead = at + 1;
    if (role !== null) return this.#add('paragraph', at, at, { role });
    const note = this.#noteAt(at);
    if (note !== null) return this.#add('note', at, this.#endOf(at, null), { label: note });
    if (isLabelledQuestion(this.#all, at)) return this.#add('question', at, this.#endOf(at, null));
    const marker = this.#itemAt(at);
    const question = endOfQuestion(this.#all, at);
    if (question >= 0) return this.#add('question', at, question, { marker });
    return this.#add(marker === null ? 'paragraph' : 'item', at, isHead ? at : this.#endOf(at, marker), {
      marker,
    });
  }

  #add(
    form: Unit['form'],
    first: number,
    last: number,
    {
      role = null,
      marker = null,
      label = marker?.label ?? '',
    }: Partial<Pick<Unit, 'role' | 'marker' | 'label'>> = {},
  ): number {
    const { start, indent, isAfterGap } = this.#lineAt(first);
    const { end } = this.#lineAt(last);
    const said = this.#text.slice(start, end);
    this.#units.push({
      start,
      end,
      form,
      said,
      isOneLine: first === last,
      indent,
      isAfterGap,
      role,
      marker,
      label,
    });
    return last;
  }

  #tableAt(at: number): readonly TypedRow[] {
    if (at < this.#noTableUntil) return [];
    const { rows, end } = tableAt(this.#all.lines, at);
    if (rows.length === 0) this.#noTableUntil = end;
    return rows;
  }

  /** Whether nothing that hangs on the line follows it. */
  #standsAlone(at: number): boolean {
    return this.#all.lines[at + 1]?.isAfterGap !== false || this.#itemAt(at + 1) === null;
  }

  /** Whether the line is a heading, by its form, of the text right below it. */
  #isHeadAbove(at: number, depth = MAX_LINES_OF_HEAD): boolean {
    const line = this.#lineAt(at);
    const next = this.#all.lines[at + 1];
    if (next === undefined || next.isAfterGap || !looksLikeHeading(line.said)) return false;
    if (isStamp(next.said) || isInCapitals(line.said)) return true;
    if (isWrapped(line, next, this.#all.width)) return false;
    if (this.#isStrong(at) || (next.indent > line.indent && this.#itemAt(at)?.label)) return true;
    if (this.#itemAt(at + 1) !== null) return false;
    if (this.#tableAt(at + 1).length > 0) return true;
    if (looksLikeHeading(next.said)) return depth > 1 && this.#isHeadAbove(at + 1, depth - 1);
    return next.said.length > line.said.length;
  }

  /** "ARTICLE II", "GENERAL PROVISIONS": no text looks like it. */
  #isStrong(at: number): boolean {
    const { said } = this.#lineAt(at);
    const isDivision = /^\p{L}{2}|^§/u.test(this.#markers[at]?.label ?? '');
    return looksLikeHeading(said) && (isDivision || (isInCapitals(said) && said.length > 3));
  }

  /** The last line of the block that begins at a line. */
  #endOf(first: number, marker: Marker | null): number {
    let last = first;
    while (last + 1 < this.#all.lines.length && !this.#ends(last, first, marker)) last += 1;
    return last;
  }

  /** Whether something else begins behind a line of a block. */
  #ends(at: number, first: number, marker: Marker | null): boolean {
    const line = this.#lineAt(at);
    const next = this.#lineAt(at + 1);
    if (
      next.isAfterGap ||
      isRule(next.said) ||
      isLabelledAnswer(next) ||
      isLabelledQuestion(this.#all, at + 1)
    )
      return true;
    if (this.#itemAt(at + 1) !== null || this.#tableAt(at + 1).length > 0) return true;
    if (this.#isEnumerated(line, next) || (endsStatement(line.said) && this.#isStrong(at + 1))) return true;
    if (isWrapped(line, next, this.#all.width)) return false;
    if (marker !== null && this.#leaves(at, first, marker)) return true;
    if (/[.。!?！？]$/u.test(line.said) && /^\P{Ll}.*[:：]$/u.test(next.said)) return true;
    return endsStatement(line.said) && endOfQuestion(this.#all, at + 1) >= 0;
  }

  /** Whether both lines are given to something that ends in a semicolon, in an enumeration without marks. */
  #isEnumerated(line: Line, next: Line): boolean {
    const isInside = /[;；]$/u.test(line.said) || (/[:：—–]$/u.test(line.said) && /[;；]$/u.test(next.said));
    return isInside && !isFull(line, next, this.#all.width);
  }

  /**
   * Whether a line that wraps nothing is no part of an item above it: it is not set in as the item's lines are, and no clause of
   * several lines goes on.
   */
  #leaves(at: number, first: number, { label }: Marker): boolean {
    const { indent } = this.#lineAt(first);
    const next = this.#lineAt(at + 1);
    if (next.indent !== indent) return next.indent < indent;
    const isListOfLines = this.#itemAt(first - 1) !== null && !this.#lineAt(first).isAfterGap;
    return label === '' || isListOfLines || !endsStatement(this.#lineAt(at).said);
  }

  #noteAt(at: number): string | null {
    const { said, start, isAfterGap } = this.#lineAt(at);
    if (!isAfterGap && this.#units.at(-1)?.form !== 'note' && this.#units.at(-1)?.form !== 'rule')
      return null;
    const isListed = [at - 1, at + 1].some(
      (near) => this.#markers[near]?.label === '' && this.#markers[at]?.label === '',
    );
    return isListed ? null : noteMarkOf(said, start, this.#calls);
  }

  #itemAt(at: number): Marker | null {
    this.#items[at] ??= { marker: this.#findItem(at) };
    return this.#items[at].marker;
  }

  /** The marker of the item that begins at a line. A number that a wrapped line happens to begin with marks none. */
  #findItem(at: number): Marker | null {
    const marker = this.#markers[at] ?? null;
    const line = this.#all.lines[at];
    const before = this.#all.lines[at - 1];
    if (marker === null || line === undefined) return null;
    const goesOn = before !== undefined && !line.isAfterGap && !endsStatement(before.said);
    const isFullUp = goesOn && isFull(before, line, this.#all.width);
    const isBullet = marker.label === '';
    const isDash = isBullet && (/^[–—]/.test(line.said) || (isFullUp && /^[-*]/.test(line.said)));
    const isUnsure = /^\p{L}\.$/u.test(marker.label) || (goesOn && (isDash || !isBullet));
    return !isUnsure || this.#hasSibling(at, marker) ? marker : null;
  }

  /** Whether the list has an item in front of this, or this is the first and there is a second. */
  #hasSibling(at: number, marker: Marker): boolean {
    return marker.readings.some(({ style, ordinal }) => {
      const isIt = (near: number, other: number | null): boolean =>
        this.#markers[near]?.readings.some((each) => each.style === style && each.ordinal === other) ?? false;
      for (let distance = 1; distance <= NEAR_LINES; distance += 1) {
        if (isIt(at - distance, ordinal === null ? null : ordinal - 1)) return true;
        if ((ordinal === 1 || ordinal === null) && isIt(at + distance, ordinal === null ? null : 2))
          return true;
      }
      return false;
    });
  }

  #lineAt(at: number): Line {
    const line = this.#all.lines[at];
    if (line === undefined) throw new RangeError(`There is no line ${at}`);
    return line;
  }
}
