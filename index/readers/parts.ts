import type { Block, DocumentDescription } from '../document.ts';
import { asName } from '../names.ts';
import { findRole } from './furniture.ts';
import { looksLikeHeading, startsListItem } from './layout.ts';
import type { Reading, Refusal } from './reader.ts';
import { describeItself } from './self-description.ts';

/** A piece of a marked-up document in reading order, as its format tells it apart. */
export type Part = {
  readonly kind: 'heading' | 'paragraph' | 'list' | 'table' | 'verbatim' | 'furniture';
  /** Of a heading, 1 the highest; 0 for all else. */
  readonly level: number;
  readonly text: string;
  /** 1-based; `null` where the format has no pages. */
  readonly page: number | null;
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
  return { kind: 'heading', level, text: text.replace(/\s*\n\s*/g, ' '), page };
}

export function partOf(
  kind: Exclude<Part['kind'], 'heading'>,
  text: string,
  page: number | null = null,
): Part {
  return { kind, level: 0, text, page };
}

/** Cells of one row, as one line. */
export function rowOf(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join(' | ');
}

/** Puts the parts together as one text, with an empty line between them, and finds the title among them. */
export function toReading(found: readonly Part[], { description, recordedTitle }: Said): Reading | Refusal {
  const parts = joinListsToOpenings(found.map(trimmed).filter((part) => part.text !== '')).flatMap(
    splitFields,
  );
  const usable = recordedTitle === null || NO_TITLE.test(recordedTitle.trim()) ? null : recordedTitle.trim();
  const known = description.title ?? usable;
  const title = findTitle(parts, known === null ? null : asName(known));
  let text = '';
  const blocks = parts.map((part, i): Block => {
    if (i > 0) text += '\n\n';
    const start = text.length;
    text += part.text;
    return { start, end: text.length, kind: i === title ? 'title' : kindOf(part), page: part.page };
  });
  if (!parts.some((part) => part.kind !== 'furniture' && /[\p{L}\p{N}]/u.test(part.text))) {
    return { refused: 'it holds no text' };
  }
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

function trimmed(part: Part): Part {
  return { ...part, text: part.text.replaceAll('\0', '\ufffd').trim() };
}

/** A list stays with the words that open it ("Staff may:"), as its items say nothing without them. */
function joinListsToOpenings(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'list' && last?.kind === 'paragraph' && /[:：]$/u.test(last.text)) {
      joined[joined.length - 1] = { ...last, kind: 'list', text: `${last.text}\n${part.text}` };
    } else joined.push(part);
  }
  return joined;
}

/** A head of several lines, a field in each, is a part a line. */
function splitFields(part: Part): Part[] {
  const lines = part.text.split(/\s*\n\s*/);
  if (part.kind !== 'paragraph' || lines.some((line) => findRole(line) !== 'metadata')) return [part];
  return lines.map((line) => ({ ...part, text: line }));
}

function kindOf({ kind, text }: Part): Block['kind'] {
  if (kind === 'heading' || kind === 'furniture') return kind;
  return (kind === 'paragraph' ? findRole(text) : null) ?? 'body';
}

/**
 * Index of the part that is the document's title, -1 if none is: the only heading of the first level, or the one that
 * repeats the known title, or the line at the top, whether or not it was marked as a heading.
 */
function findTitle(parts: readonly Part[], known: string | null): number {
  const headings = parts.flatMap((part, i) => (part.kind === 'heading' ? [i] : []));
  const highest = headings.filter((i) => parts[i]?.level === 1);
  if (highest.length === 1 && !isNumbered(parts[highest[0] ?? -1])) return highest[0] ?? -1;
  if (known !== null) return headings.find((i) => known.includes(parts[i]?.text ?? '')) ?? -1;
  const top = parts.findIndex((part) => part.kind === 'heading' || kindOf(part) === 'body');
  const line = parts[top];
  if (line === undefined || isNumbered(line) || top === parts.length - 1) return -1;
  return line.kind === 'heading' || (line.kind === 'paragraph' && looksLikeHeading(line.text)) ? top : -1;
}

/** "1. Purpose" or "第一章 总则": a section, and not the document. */
function isNumbered(part: Part | undefined): boolean {
  return (
    part !== undefined &&
    (startsListItem(part.text) || /^(?:第.{1,4}[章节條条部]|\d+(?:\.\d+)*\s)/u.test(part.text))
  );
}
