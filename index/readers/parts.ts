import type { BlockForm, DocumentDescription, LaidOut } from '../document.ts';
import { asName } from '../names.ts';
import { findRole } from './furniture.ts';
import { looksLikeHeading, startsListItem } from './layout.ts';
import { nest } from './nesting.ts';
import type { Reading, Refusal } from './reader.ts';
import { describeItself, isTitle } from './self-description.ts';

/** A piece of a marked-up document in reading order, as its format tells it apart: one block of it. */
export type Part = {
  readonly form: BlockForm | 'furniture' | 'metadata';
  /** As in `LaidOut`: the rank of a heading, or the depth of the list that an item and what belongs to it stand in. */
  readonly level: number;
  /** As in `LaidOut`; `text` holds it too where the document shows it. */
  readonly label: string;
  /** One item or one row; the cells of a row as {@link rowOf} writes them. */
  readonly text: string;
  /** 1-based; `null` where the format has no pages. */
  readonly page: number | null;
  /** Of a row: a table begins with it, whatever stands in front. */
  readonly startsTable?: true;
};

/** What a file says of itself beside its text. */
export type Said = {
  /** What its author wrote for readers: it counts for more than the text. */
  readonly description: Partial<DocumentDescription>;
  /** A title that a program may have put there: a title in the text is better. */
  readonly recordedTitle: string | null;
};

/** What programs call a document that nobody has named, and names of files. */
const NO_TITLE =
  /^(?:(?:untitled|\(anonymous\)|document|presentation|无标题|無標題|新建.*文档|文档|幻灯片|slide|home|index|default)[\s\d.-]*|microsoft (?:word|powerpoint|excel)\b.*|\S+\.(?:docx?|pdf|rtf|odt|html?|indd|pptx?|xlsx?|tex|dvi|wps|pages|md|txt))$/iu;

export function headingOf(level: number, text: string, page: number | null = null): Part {
  return { form: 'heading', level, label: '', text: text.replace(/\s*\n\s*/g, ' '), page };
}

export function partOf(
  form: Exclude<Part['form'], 'heading'>,
  text: string,
  { level = 0, label = '', page = null }: Partial<Pick<Part, 'level' | 'label' | 'page'>> = {},
): Part {
  return { form, level, label, text, page };
}

/** Cells of one row, as one line. */
export function rowOf(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join(' | ');
}

/** Puts the parts together as one text, with an empty line between them, and finds the title among them. */
export function toReading(found: readonly Part[], { description, recordedTitle }: Said): Reading | Refusal {
  const parts = found
    .map(trimmed)
    .filter((part) => part.text !== '')
    .flatMap(splitFields);
  const usable = usableTitle(recordedTitle);
  const known = description.title ?? usable;
  const title = findTitle(parts, known === null ? null : asName(known));
  let text = '';
  const laidOut = parts.map((part, i): LaidOut => {
    text += gapBetween(parts[i - 1], part);
    const start = text.length;
    text += part.text;
    const { form, level, label, page } = part;
    const kind = i === title ? 'title' : kindOf(part);
    return {
      start,
      end: text.length,
      kind,
      form: form === 'furniture' || form === 'metadata' ? 'paragraph' : form,
      level,
      label,
      page,
    };
  });
  if (!parts.some((part) => part.form !== 'furniture' && /[\p{L}\p{N}]/u.test(part.text))) {
    return { refused: 'it holds no text' };
  }
  const blocks = nest(text, laidOut);
  return {
    text,
    blocks,
    encoding: null,
    byteOrderMarkBytes: 0,
    description: {
      ...(usable === null ? {} : { title: usable }),
      ...describeItself(text, blocks),
      ...description,
    },
  };
}

/** A title that is recorded for a document, if it names it. */
export function usableTitle(recorded: string | null): string | null {
  const title = recorded?.trim() ?? '';
  return title === '' || NO_TITLE.test(title) ? null : title;
}

function trimmed(part: Part): Part {
  return { ...part, text: part.text.replaceAll('\0', '\ufffd').trim() };
}

/**
 * What parts of a document are kept apart by: an empty line, or the end of the line between rows of a table, items of a list
 * and what opens them. Items are set in as deep as they stand.
 */
function gapBetween(before: Part | undefined, part: Part): string {
  if (before === undefined) return '';
  const indent = '  '.repeat(Math.min(Math.max(0, part.level - 1), MAX_INDENT));
  if (isRow(part) && isRow(before)) return part.startsTable ? '\n\n' : `\n${indent}`;
  const isInList = part.form === 'item' && (before.form === 'item' || before.level > 0 || opensList(before));
  if (isInList || (part.form === 'paragraph' && part.level > 0))
    return `\n${indent}${part.form === 'item' ? '' : '  '}`;
  return '\n\n';
}

/** Deeper lists are set in no further. */
const MAX_INDENT = 10;

function isRow({ form }: Part): boolean {
  return form === 'row' || form === 'header' || form === 'group';
}

function opensList({ form, text }: Part): boolean {
  return form === 'paragraph' && /[:：]$/u.test(text);
}

/** A head of several lines, a field in each, is a part a line. */
function splitFields(part: Part): Part[] {
  const lines = part.text.split(/\s*\n\s*/);
  if (part.form !== 'paragraph' || part.level > 0 || lines.some((line) => findRole(line) !== 'metadata'))
    return [part];
  return lines.map((line) => ({ ...part, text: line }));
}

function kindOf({ form, level, text }: Part): LaidOut['kind'] {
  if (form === 'heading' || form === 'furniture' || form === 'metadata') return form;
  return (form === 'paragraph' && level === 0 ? findRole(text) : null) ?? 'body';
}

/**
 * Index of the part that is the document's title, -1 if none is: the only heading of the first level, or the one that
 * repeats the known title, or the line at the top, whether or not it was marked as a heading.
 */
function findTitle(parts: readonly Part[], known: string | null): number {
  const headings = parts.flatMap((part, i) => (part.form === 'heading' && isTitle(part.text) ? [i] : []));
  const highest = headings.filter((i) => parts[i]?.level === 1);
  if (highest.length === 1 && !isNumbered(parts[highest[0] ?? -1])) return highest[0] ?? -1;
  if (known !== null) {
    const named = headings.filter((i) => known.includes(parts[i]?.text ?? ''));
    const [first = -1] = named;
    // "Loan Periods and Fees" is not the title of its section "Fees".
    return (
      named.find((i) => isWholeName(parts[i]?.text ?? '', known)) ?? (isSection(parts, first) ? -1 : first)
    );
  }
  const top = parts.findIndex(
    (part) => (part.form === 'heading' || kindOf(part) === 'body') && isTitle(part.text),
  );
  const line = parts[top];
  if (line === undefined || isNumbered(line) || top === parts.length - 1 || isSection(parts, top)) return -1;
  return line.form === 'heading' || (line.form === 'paragraph' && looksLikeHeading(line.text)) ? top : -1;
}

/** Whether a heading is all of a known title, or all of a name in it: that of its site may stand beside. */
function isWholeName(heading: string, known: string): boolean {
  const at = known.indexOf(heading);
  const [before, behind] = [known.slice(0, at), known.slice(at + heading.length)];
  return /(?:^|[^\p{L}\p{N}\s]\s*)$/u.test(before) && /^(?:$|\s*[^\p{L}\p{N}\s])/u.test(behind);
}

/** So many other headings of its rank are sections beside it. */
const MIN_SECTIONS = 2;

/** Whether a heading below the first rank heads no more than the text right below it, as others of its rank head theirs. */
function isSection(parts: readonly Part[], at: number): boolean {
  const heading = parts[at];
  if (heading?.form !== 'heading' || heading.level === 1 || parts[at + 1]?.form === 'heading') return false;
  const alike = parts.filter(({ form, level }) => form === 'heading' && level === heading.level);
  return alike.length > MIN_SECTIONS;
}

/** "1. Purpose" or "第一章 总则": a section, and not the document. */
function isNumbered(part: Part | undefined): boolean {
  return (
    part !== undefined &&
    (part.label !== '' ||
      startsListItem(part.text) ||
      /^(?:第.{1,4}[章节條条部]|\d+(?:\.\d+)*\s)/u.test(part.text))
  );
}
