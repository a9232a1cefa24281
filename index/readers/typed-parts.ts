import type { InlineLine } from './inline-text.ts';
import { ListLevels, type Marker, markerOf } from './markers.ts';
import { type Part, partOf } from './parts.ts';
import { answerIn } from './typed-questions.ts';

/** A question asked as such: in bold, or with what stands for "question" in front of it. */
const QUESTION_END = /[?？]["”»’』」)）]?$/u;
const QUESTION_LABEL =
  /^(?:Q|Question|问|問|问题|問題)\s*(?:[:：.、]|\d{1,3}\s*[:：.、](?=[^?？]*[?？]))\s*\S/iu;
const MAX_QUESTION_CHARS = 300;
/** A mark that calls a note, as in "20 euro*", and one in front of the note. */
const CALLS = /[\p{L}\p{N})%€$£]\s?(?<mark>\*{1,3}|[†‡])(?=[\s.,;:|)]|$)/gu;
const NOTE = /^(?<mark>\*{1,3}|[†‡])\s?(?=[\p{L}\p{N}“"(])/u;
/** "2.1 Members may", and not "2.5 euro a day". */
const DOTTED_CLAUSE = /^\d+(?:\.\d+)+[.)]?\s+\P{Ll}/u;

/** "2.1.a", "2.1(a)" and "2a1)" are numbers in front of what is known to be an item. */
const NUMBER_OF_ITEM =
  /^(?:\d{1,3}(?:\.\d{1,3})+(?:\.[a-z]{1,4}|\([a-z]{1,4}\)|[a-z])(?:\.\w{1,4}|\(\w{1,4}\))*[.)]?|\d{1,3}[a-z]\d{0,2}[a-z]?\+{0,3}\))(?=\s+\S)/;

/** Finds the items, questions and notes that people have typed as lines, without the markup for them. */
export class TypedParts {
  #levels = new ListLevels();
  /** Marks that have been called so far. */
  readonly #called = new Set<string>();

  /** A heading ends every list. */
  endLists(): void {
    this.#levels.end();
  }

  /** Notes the marks that a text calls. */
  see(text: string): void {
    for (const { groups } of text.matchAll(CALLS)) this.#called.add(groups?.mark ?? '');
  }

  /**
   * The parts of a block.
   * @param depth depth of lists that it stands in
   * @param mark what its list shows in front of it; empty for nothing, `null` if the block begins no item
   */
  partsOf(lines: readonly InlineLine[], depth: number, mark: string | null): Part[] {
    const parts: Part[] = [];
    /** Whether the next line goes on with the last part. */
    let goesOn = false;
    for (const line of lines.flatMap((each, i) => splitAnswer(each, i === 0 && mark !== null))) {
      const last = parts.at(-1);
      if (line.text === '') goesOn = false;
      else if (parts.length === 0 && mark !== null) parts.push(itemOf(line.text, depth, mark));
      else {
        const found = this.#typedPart(line, depth);
        if (found !== null) parts.push(found);
        else if (goesOn && last?.form === 'paragraph' && last.level === depth)
          parts[parts.length - 1] = { ...last, text: `${last.text}\n${line.text}` };
        else {
          const level = goesOn && last?.form === 'item' ? last.level : depth;
          parts.push(partOf('paragraph', line.text, { level }));
        }
      }
      goesOn = line.text !== '';
    }
    for (const { text } of parts) this.see(text);
    return parts;
  }

  #typedPart({ text, isBold }: InlineLine, depth: number): Part | null {
    const note = NOTE.exec(text)?.groups?.mark;
    if (note !== undefined && this.#called.has(note))
      return partOf('note', text, { level: depth, label: note });
    if (QUESTION_LABEL.test(text) || (isBold && QUESTION_END.test(text) && text.length <= MAX_QUESTION_CHARS))
      return partOf('question', text, { level: depth });
    const marker = typedMarkerOf(text);
    if (marker === null) return null;
    // A line in bold stands above something; it is named by its number, and no item.
    if (isBold) return partOf('paragraph', text, { level: depth, label: marker.label });
    return partOf('item', text, { level: depth + this.#levels.levelOf(marker, 0), label: marker.label });
  }
}

/** A question and its answer, where both stand in one line: each has its label, or the question alone is in bold. */
function splitAnswer(line: InlineLine, isItem: boolean): InlineLine[] {
  const { text, isBold, boldStart = '' } = line;
  const isAsked =
    !isItem &&
    !isBold &&
    QUESTION_END.test(boldStart) &&
    text.startsWith(boldStart) &&
    boldStart.length <= MAX_QUESTION_CHARS;
  const at = isAsked ? boldStart.length : answerIn(text);
  if (at < 0) return [line];
  return [
    { text: text.slice(0, at).trim(), isBold: isBold || isAsked },
    { text: text.slice(at).trim(), isBold },
  ];
}

/** The item of a list: a number that is typed in it is the one that counts. */
function itemOf(text: string, level: number, mark: string): Part {
  const typed = typedMarkerOf(text)?.label ?? NUMBER_OF_ITEM.exec(text)?.[0] ?? '';
  if (typed !== '' || mark === '') return partOf('item', text, { level, label: typed });
  return partOf('item', `${mark} ${text}`, { level, label: mark === '-' ? '' : mark });
}

/** The marker that a line begins with, if more than the marker stands in it. */
function typedMarkerOf(text: string): Marker | null {
  const marker = markerOf(text);
  if (marker === null || marker.length >= text.length) return null;
  return /^\d+\.\d/.test(text) && !DOTTED_CLAUSE.test(text) ? null : marker;
}
