import type { Box } from './pdf-geometry.ts';
import type { Segment } from './pdf-segments.ts';

/** A footnote's lines on one page, with the mark it is called by; without one where it goes on from the page before. */
export type Footnote = { readonly label: string; readonly lines: readonly string[] };

/** Notes are set smaller than the text by so much. */
const NOTE_SIZE = 0.93;
const LABEL =
  /^(?<label>\[?\d{1,3}\]?|[*†‡§]{1,3}|[¹²³⁴-⁹]{1,2}|[a-z](?=[.)]?\s))(?:[.)]\s*|\s+|(?=[\p{L}“"(]))(?=\S)/u;
/** In sizes of the type, from the text above, where no line is drawn between. */
const MIN_GAP = 1.6;

/** Parts the footnotes at the end of a page from its text. */
export function splitNotes(
  segments: readonly Segment[],
  textSize: number,
  rules: readonly Box[],
): { readonly text: readonly Segment[]; readonly notes: readonly Footnote[] } {
  const rows = [...Map.groupBy(segments, ({ row }) => row)].sort(([a], [b]) => a - b).map(([, row]) => row);
  const lastOfText = rows.findLastIndex((row) => row.some(({ size }) => size > NOTE_SIZE * textSize));
  const small = rows.slice(lastOfText + 1);
  const above = rows[lastOfText]?.[0]?.y ?? 0;
  const isRuled = (top: number): boolean =>
    rules.some((rule) => rule.top > above && rule.top < top && rule.right - rule.left > 20);
  const start = small.findIndex(
    ([first]) =>
      first !== undefined && (LABEL.test(first.text) || (isRuled(first.y) && /^\p{Ll}/u.test(first.text))),
  );
  const [first] = small[start] ?? [];
  if (first === undefined) return { text: segments, notes: [] };
  const called = new Set(segments.flatMap(({ text }) => text.match(/(?<=\[)\d{1,3}(?=\])/g) ?? []));
  const label = labelOf(first.text);
  const gap = first.y - (small[start - 1]?.[0]?.y ?? above);
  const isFirst = label === '1' || !/\d/.test(label);
  const isNote = isRuled(first.y) || called.has(label) || (isFirst && gap > MIN_GAP * textSize);
  if (!isNote || (lastOfText < 0 && !isRuled(first.y))) return { text: segments, notes: [] };
  const lines = small.slice(start).map((row) => row.map(({ text }) => text).join(' '));
  const inNotes = new Set(small.slice(start).flat());
  const notes = toNotes(lines);
  const text = segments.filter((segment) => !inNotes.has(segment));
  return { text: text.map((segment) => withCalls(segment, notes)), notes };
}

/** "50^2" is no power where there is a note 2. */
function withCalls(segment: Segment, notes: readonly Footnote[]): Segment {
  if (!segment.text.includes('^')) return segment;
  const labels = new Set(notes.map(({ label }) => label));
  const text = segment.text.replace(/\^(\d{1,3})(?!\d)/g, (power, label) =>
    labels.has(label) ? `[${label}]` : power,
  );
  return { ...segment, text };
}

function toNotes(lines: readonly string[]): Footnote[] {
  const notes: { label: string; lines: string[] }[] = [];
  for (const line of lines) {
    const label = labelOf(line);
    const last = notes.at(-1);
    // A line that begins with a number is the next note only if that is the next number.
    const isNext =
      last === undefined ||
      last.label === '' ||
      !/^\d+$/.test(label) ||
      Number(label) === Number(last.label) + 1;
    if (last === undefined || (label !== '' && isNext)) notes.push({ label, lines: [line] });
    else last.lines.push(line);
  }
  return notes;
}

function labelOf(line: string): string {
  return (LABEL.exec(line)?.groups?.label ?? '').replace(/[[\]]/g, '').normalize('NFKC');
}
