import type { Marker } from './markers.ts';

/** What tells the rank of a heading that is typed: its marker, its capitals, the rule below it. */
export type TypedHeading = {
  readonly said: string;
  readonly marker: Marker | null;
  readonly rule: '=' | '-' | null;
  /** Whether nothing stands between it and the heading in front of it. */
  readonly isNext: boolean;
  /** Columns of space in front of it, where those tell anything. */
  readonly indent?: number;
};

/** The larger parts of a document come first. */
const DIVISIONS: readonly (readonly string[])[] = [
  ['part', 'teil', 'title', 'titre', '第编', '第編'],
  ['chapter', 'chapitre', 'kapitel', '第章'],
  ['article', 'art', 'artikel', 'schedule', 'appendix', 'annex', 'anhang', '第条', '第條'],
  ['section', 'sec', 'abschnitt', '§', '第节', '第節'],
];
const AFTER_DIVISIONS = DIVISIONS.length + 1;

/** Whether a line is all in capitals, and long enough for that to mean something. */
export function isInCapitals(said: string): boolean {
  return /\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(said) && !/\p{Ll}/u.test(said);
}

/**
 * The levels of headings in their order, 1 the highest: divisions that law has names for rank as they do, numbers with more dots
 * lower, and what nothing tells apart by which comes first. What follows a bare "Article IX" is its name.
 */
export function headingLevels(headings: readonly TypedHeading[]): number[] {
  const styles = new Map<string, number>();
  for (const heading of headings) {
    const style = styleOf(heading);
    if (!styles.has(style)) styles.set(style, rankOf(style) + styles.size / 1_000);
  }
  const rankedAs = goesOnInLetters(headings) ? '1.' : 'A.';
  const ranked = [...styles].sort(([, a], [, b]) => a - b).map(([style]) => style);
  return headings.map((heading, i) => {
    const before = headings[i - 1];
    const style = styleOf(heading);
    const own = 2 * ranked.indexOf(style === 'A.' ? rankedAs : style) + 1;
    return before !== undefined && heading.isNext && isBare(before) && heading.marker === null
      ? 2 * ranked.indexOf(styleOf(before)) + 2
      : own;
  });
}

/**
 * Whether "A." goes on behind the last of "1.", "2.", … as annexes do: numbers seldom stand above letters, and these stand as far
 * out, and not right below a number.
 */
function goesOnInLetters(headings: readonly TypedHeading[]): boolean {
  const styles = headings.map(styleOf);
  const first = styles.indexOf('A.');
  const last = styles.lastIndexOf('1.');
  const [annex, before] = [headings[first], headings[last]];
  if (annex === undefined || before === undefined || last > first || annex.isNext) return false;
  return annex.indent !== undefined && before.indent !== undefined && annex.indent <= before.indent;
}

function isBare({ said, marker }: TypedHeading): boolean {
  return marker !== null && marker.length === said.length;
}

function styleOf({ said, marker, rule }: TypedHeading): string {
  if (rule !== null) return rule;
  if (marker !== null) return marker.readings[0]?.style ?? '';
  return isInCapitals(said) ? 'CAPITALS' : 'plain';
}

function rankOf(style: string): number {
  if (style === '=') return 0;
  const division = DIVISIONS.findIndex((names) => names.includes(style));
  if (division >= 0) return division + 1;
  if (style === 'CAPITALS') return 1.5;
  return AFTER_DIVISIONS + (style.match(/\./g)?.length ?? 0) * Number(style.startsWith('1.1'));
}
