import { markerOf } from './markers.ts';
import type { Font, Glyph } from './pdf-drawing.ts';
import { normalizeUnicode } from './pdf-library.ts';
import { isBlank, type Run } from './pdf-runs.ts';
import { asMark, BOX, bulletOf, plain, SYMBOL } from './pdf-symbols.ts';
import { toWords, type Unit, write } from './pdf-writing.ts';

/** Words of a row that stand beside each other without a wide gap. Lengths are points; `y` is the base line, from the top down. */
export type Segment = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Of most of its characters. */
  readonly size: number;
  readonly font: Font;
  /** Number of its row on the page, and its place in the order in which the page was drawn. */
  readonly row: number;
  readonly order: number;
  /** Where each word begins and ends: at its place, one could be parted from the others. */
  readonly words: readonly Word[];
  /** Where the words after a list's mark begin; `left` where there is none. */
  readonly textLeft: number;
  readonly mark: number | null;
};

type Word = { readonly text: string; readonly left: number; readonly right: number };

type Placed = Unit & { readonly left: number; readonly right: number };

/** In sizes of the type: words farther apart are not of one stretch. */
const SEGMENT_GAP = 0.9;
const MIN_TRACKING = 0.1;
const MIN_TRACKED = 3;
/** A mark of a list's item may stand so far in front of it. */
const MARK_GAP = 5;

/** A blank to be ticked. */
const BLANK = /^_{2,}$/;

type Piece = { readonly runs: Run[]; readonly bullet: string | null };

/** The segments of a row, from left to right. A mark of a list stands in one segment with its item. */
export function segmentsOf(row: readonly Run[], index: number): Segment[] {
  const pieces: Piece[] = [];
  row.flatMap(splitAtGaps).forEach((run, i, runs) => {
    const last = pieces.at(-1);
    const before = last?.runs.at(-1);
    const bullet = i === 0 || isApart(run, before) ? bulletOf(run, runs[i + 1]) : null;
    if (last === undefined || before === undefined || isApart(run, before))
      pieces.push({ runs: [run], bullet });
    else last.runs.push(run);
  });
  return joinMarks(pieces.map((piece) => toSegment(piece, index)));
}

function isApart(run: Run, before: Run | undefined): boolean {
  if (before === undefined) return true;
  return run.x - before.right > SEGMENT_GAP * Math.min(run.size, before.size * 1.5) + 3 * trackingOf(before);
}

/** How far characters are drawn apart in s p a c e d text: its words are farther apart as well. */
function trackingOf({ glyphs, size }: Run): number {
  const gaps: number[] = [];
  let end: number | null = null;
  for (const { text, x, width } of glyphs) {
    if (isBlank(text)) continue;
    if (end !== null) gaps.push(x - end);
    end = x + width;
  }
  const wide = gaps.filter((gap) => gap > MIN_TRACKING * size);
  if (gaps.length < MIN_TRACKED || 2 * wide.length < gaps.length) return 0;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

/** A run may hold a row of spaces, by which a program moved on to the next column. */
function splitAtGaps(run: Run): Run[] {
  const limit = SEGMENT_GAP * run.size + 3 * trackingOf(run);
  const groups: Glyph[][] = [[]];
  let end: number | null = null;
  for (const glyph of run.glyphs) {
    if (!isBlank(glyph.text)) {
      if (end !== null && glyph.x - end > limit) groups.push([]);
      end = glyph.x + glyph.width;
    }
    groups.at(-1)?.push(glyph);
  }
  if (groups.length === 1) return [run];
  return groups.map((glyphs): Run => {
    const inked = glyphs.filter(({ text }) => !isBlank(text));
    const x = Math.min(...inked.map((glyph) => glyph.x));
    return { ...run, glyphs, x, right: Math.max(...inked.map((glyph) => glyph.x + glyph.width)) };
  });
}

function toSegment({ runs, bullet }: Piece, row: number): Segment {
  const main = runs.reduce((best, run) => (run.glyphs.length > best.glyphs.length ? run : best));
  const own = bullet === null ? runs : runs.slice(1);
  const words = toWords(unitsOf(own));
  const text = normalizeUnicode(write(words));
  const left = Math.min(...runs.map(({ x }) => x));
  return {
    text: bullet === null ? text : `${bullet} ${text}`.trim(),
    left,
    right: Math.max(...runs.map(({ right }) => right)),
    y: (runs.find(({ script }) => script === null) ?? main).y,
    size: main.size,
    font: main.font,
    row,
    order: Math.min(...runs.map(({ order }) => order)),
    words: words.map(
      (word): Word => ({
        text: write([word]),
        left: word[0]?.left ?? left,
        right: word.at(-1)?.right ?? left,
      }),
    ),
    textLeft: textLeftOf(text, words) ?? own[0]?.x ?? left,
    mark: main.glyphs[0]?.mark ?? null,
  };
}

/** Where the text of an item begins whose mark is set in one go with it. */
function textLeftOf(text: string, words: readonly (readonly Placed[])[]): number | null {
  const mark = markerOf(text)?.length ?? (SYMBOL.test(text.charAt(0)) ? 1 : 0);
  const before = text.slice(0, mark).trim().split(' ').filter(Boolean).length;
  return mark === 0 ? null : (words[before]?.[0]?.left ?? null);
}

/** The characters of the runs, with footnote calls, powers and the like told apart from what they follow. */
function unitsOf(runs: readonly Run[]): Placed[] {
  const units: Placed[] = [];
  let start = Number.NEGATIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  let isSpaced = false;
  let before = '';
  for (const run of runs) {
    isSpaced ||= run.isSpaced;
    const inked = run.glyphs.filter(({ text }) => !isBlank(text));
    if (run.script !== null) {
      const words = run.glyphs
        .map(({ text }) => text)
        .join('')
        .trim();
      const text = run.script === 'raised' ? raised(words, before) : lowered(words, before);
      units.push({
        text,
        gap: 0,
        step: (run.x - start) / run.size,
        isSpaced: units.length > 0 && isSpaced,
        left: run.x,
        right: run.right,
      });
      start = run.x;
      end = run.right;
      isSpaced = units.length === 1 || /\s$/.test(run.glyphs.at(-1)?.text ?? '');
      before = text;
      continue;
    }
    for (const { text, x, width, size } of run.glyphs) {
      if (isBlank(text)) {
        isSpaced = true;
        continue;
      }
      units.push({
        text: plain(text),
        gap: (x - end) / size,
        step: (x - start) / size,
        isSpaced,
        left: x,
        right: x + width,
      });
      start = x;
      end = x + width;
      isSpaced = false;
    }
    before =
      inked
        .map(({ text }) => text)
        .join('')
        .slice(-12) || before;
  }
  return units;
}

/** "[1]" for the call of a footnote, which is not part of a number before it; "^3" for a power. */
function raised(text: string, before: string): string {
  if (before === '') return text;
  const isNumber = /^\d{1,3}(?:[,–-]\d{1,3})*$/.test(text);
  if (isNumber && /(?:^|[^\p{L}])(?:[kcdm]?m|ft|in|yd)$/iu.test(before) && /^[23]$/.test(text))
    return text === '2' ? '²' : '³';
  if (/^[-−]?\d{1,3}$/.test(text) && /(?:^|[^\d.,])(?:10|2)$/.test(before)) return `^${text}`;
  if (isNumber && /[23]/.test(text) && text.length === 1 && /\d$/.test(before)) return `^${text}`;
  if (isNumber || /^[a-z]$/.test(text)) return `[${text}]`;
  return /\d$/.test(text) && /\d$/.test(before) ? ` ${text}` : text;
}

function lowered(text: string, before: string): string {
  return /\d$/.test(before) && /^\d/.test(text) ? ` ${text}` : text;
}

/** Joins marks to what they stand in front of: one at the start of a row, and boxes that are ticked or not anywhere. */
function joinMarks(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const mark = joined.at(-1);
    const isMarked =
      mark !== undefined && (BOX.test(mark.text) || (joined.length === 1 && isMark(mark.text)));
    if (!isMarked || segment.left - mark.right > MARK_GAP * segment.size) joined.push(segment);
    else {
      const text = `${asMark(mark.text)} ${segment.text}`;
      const words = [...mark.words, ...segment.words];
      joined[joined.length - 1] = {
        ...segment,
        text,
        words,
        left: mark.left,
        textLeft: segment.left,
        order: mark.order,
      };
    }
  }
  return joined;
}

function isMark(text: string): boolean {
  return SYMBOL.test(text) || BLANK.test(text) || (markerOf(`${text} `)?.length ?? 0) >= text.length;
}

/** Parts a segment at a word: one of a table's cells may be set in one go with its neighbour. */
export function splitAtWord(segment: Segment, at: number): [Segment, Segment] {
  const [before, after] = [segment.words.slice(0, at), segment.words.slice(at)];
  const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');
  const left = after[0]?.left ?? segment.right;
  return [
    { ...segment, text: textOf(before), words: before, right: before.at(-1)?.right ?? segment.right },
    { ...segment, text: textOf(after), words: after, left, textLeft: left },
  ];
}
