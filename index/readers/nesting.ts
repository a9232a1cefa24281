import type { Block, LaidOut } from '../document.ts';
import { markerOf } from './markers.ts';
import { isApartFrom, isFinished, leavesOff, withUnmarkedItems } from './unmarked-items.ts';

/** An open block that others may stand under. */
type Open = { readonly at: number; readonly level: number };

/**
 * Makes a tree of blocks: finds which block's words each stands under, by what they are, how deep they are, and their order.
 * Formats differ in what they tell of that; what follows from it is the same for all.
 */
export function nest(text: string, laidOut: readonly LaidOut[]): Block[] {
  const blocks = withUnmarkedItems(text, laidOut);
  const nesting = new Nesting(text, blocks);
  return blocks.map((block, at) => nesting.add(block, at));
}

class Nesting {
  readonly #text: string;
  readonly #blocks: readonly LaidOut[];
  readonly #headings: Open[] = [];
  /** The last item at each level that is open, and what its list stands under. */
  #items: (Open & { readonly opening: number })[] = [];
  /** By level, what the last item was marked with, and what its list stands under. */
  #counted: ({ readonly label: string; readonly opening: number } | undefined)[] = [];
  /** What a list that begins next stands under: the block in front of it. */
  #opening = -1;
  /** The question that what comes next answers. */
  #question: (Open & { hasDeeper: boolean }) | null = null;
  /** Header and group that rows stand under, and what the table as a whole does. */
  #header = -1;
  #group = -1;
  #table = -1;
  #last: Block | null = null;

  constructor(text: string, blocks: readonly LaidOut[]) {
    this.#text = text;
    this.#blocks = blocks;
  }

  add(laidOut: LaidOut, at: number): Block {
    const parent = this.#parentOf(laidOut, at);
    const block = { ...laidOut, parent };
    if (laidOut.kind !== 'furniture' && laidOut.form !== 'note') this.#last = block;
    return block;
  }

  #parentOf(block: LaidOut, at: number): number {
    if (block.kind === 'furniture' || block.form === 'note') return -1;
    if (block.kind === 'metadata') return this.#heading;
    const isTable = block.form === 'header' || block.form === 'group' || block.form === 'row';
    if (!isTable) {
      this.#header = -1;
      this.#group = -1;
    }
    if (block.form === 'heading') return this.#addHeading(block, at);
    if (block.form === 'question') return this.#addQuestion(block, at);
    if (block.form === 'item') return this.#addItem(block, at);
    if (isTable) return this.#addRow(block, at);
    return this.#addParagraph(block, at);
  }

  get #heading(): number {
    return this.#headings.at(-1)?.at ?? -1;
  }

  #addHeading({ kind, level }: LaidOut, at: number): number {
    const depth = kind === 'title' ? 0 : level;
    while ((this.#headings.at(-1)?.level ?? -1) >= depth) this.#headings.pop();
    const parent = this.#heading;
    this.#headings.push({ at, level: depth });
    this.#items = [];
    this.#counted = [];
    this.#question = null;
    this.#opening = at;
    return parent;
  }

  #addQuestion({ level }: LaidOut, at: number): number {
    this.#closeItems(level);
    const parent = this.#items.at(-1)?.at ?? this.#heading;
    this.#question = { at, level, hasDeeper: false };
    this.#opening = at;
    return parent;
  }

  #addItem(item: LaidOut, at: number): number {
    const { level, label } = item;
    this.#leaveQuestion(level);
    this.#closeItems(level + 1);
    const last = this.#items.at(-1);
    const sibling = last?.level === level ? last : undefined;
    this.#closeItems(level);
    const opening =
      sibling?.opening ??
      this.#interrupted(item) ??
      (this.#opens(item) ? this.#opening : (this.#resumed(level, label) ?? this.#under(level)));
    this.#items.push({ at, level, opening });
    this.#counted.length = Math.min(this.#counted.length, level + 1);
    this.#counted[level] = { label, opening };
    this.#opening = at;
    return opening;
  }

  #addRow({ form, level, start }: LaidOut, at: number): number {
    const last = this.#last;
    // A table goes on from line to line; behind an empty one another begins.
    const goesOn =
      last !== null &&
      ['header', 'group', 'row'].includes(last.form) &&
      !/\n\s*\n/.test(this.#text.slice(last.end, start));
    const isNew = !goesOn;
    this.#leaveQuestion(level);
    if (isNew) this.#table = this.#opening >= 0 ? this.#opening : this.#under(level);
    if (isNew || (form === 'header' && this.#last?.form !== 'header')) {
      this.#header = -1;
      this.#group = -1;
    }
    this.#opening = -1;
    const opening = this.#header >= 0 ? this.#header : this.#table;
    if (form === 'header') this.#header = at;
    const parent = form === 'row' && this.#group >= 0 ? this.#group : opening;
    if (form === 'group') this.#group = at;
    return parent;
  }

  #addParagraph({ level }: LaidOut, at: number): number {
    this.#leaveQuestion(level);
    this.#closeItems(level + 1);
    const parent = this.#under(level);
    this.#opening = at;
    return parent;
  }

  /** Whether the block in front opens a list that begins so: with a bullet or a first number, or any if it leaves off. */
  #opens(item: LaidOut): boolean {
    const { label } = item;
    if (this.#opening < 0 || this.#last === null || isApartFrom(this.#said(this.#last), this.#said(item)))
      return false;
    const isFirst =
      label === '' || (markerOf(`${label} x`)?.readings ?? []).some(({ ordinal }) => ordinal === 1);
    return isFirst || leavesOff(this.#said(this.#last));
  }

  /** What a list of bullets stands under that goes on with its sentence behind a statement that has said all. */
  #interrupted(item: LaidOut): number | null {
    const before = this.#counted[item.level];
    const opening = this.#blocks[before?.opening ?? -1];
    if (before?.label !== '' || item.label !== '' || opening === undefined || this.#last === null)
      return null;
    const goesOn = /^\P{L}{0,4}(?:\p{Ll}|\p{Script=Han})/u.test(this.#said(item));
    const isBetween = this.#last.form === 'paragraph' && isFinished(this.#said(this.#last));
    return goesOn && isBetween && leavesOff(this.#said(opening)) ? before.opening : null;
  }

  #said({ start, end }: LaidOut): string {
    return this.#text.slice(start, end);
  }

  /** What the list stands under that an item goes on counting, whatever text stands between: "3." behind "2." */
  #resumed(level: number, label: string): number | null {
    const before = this.#counted[level];
    if (before === undefined || label === '') return null;
    const [last, next] = [before.label, label].map((each) => markerOf(`${each} x`)?.readings ?? []);
    const goesOn = next?.some(({ style, ordinal }) =>
      last?.some((each) => each.style === style && each.ordinal !== null && each.ordinal + 1 === ordinal),
    );
    return goesOn === true ? before.opening : null;
  }

  /** What a block at this level stands under where nothing opens it. */
  #under(level: number): number {
    const item = this.#items.findLast((open) => open.level <= level);
    if (item !== undefined && level > 0) return item.at;
    return this.#question?.at ?? this.#heading;
  }

  #closeItems(level: number): void {
    // What stands outside of a list does not end it: "(b)" may still go on behind it, and nothing else will claim it.
    while (this.#items.length > 0 && (this.#items.at(-1)?.level ?? 0) >= level) this.#items.pop();
  }

  /** An answer that is set in from its question ends where something is not. */
  #leaveQuestion(level: number): void {
    if (this.#question === null) return;
    if (level > this.#question.level) this.#question.hasDeeper = true;
    else if (this.#question.hasDeeper) this.#question = null;
  }
}
