/** A character, or a few of them, as drawn, with how it stands to the one before. */
export type Unit = {
  readonly text: string;
  /** From where the one before ends, and from where it begins, in sizes of the type. */
  readonly gap: number;
  readonly step: number;
  /** Whether the file has a space in front of it. */
  readonly isSpaced: boolean;
};

/** Beyond this, characters are of different words. */
const WORD_GAP = 0.12;
const SPACE_GAP = 0.22;
const MAX_WORD_CHARS = 12;
/** Most letters of a line so far apart are letters of s p a c e d words. */
const SPACED_GAP = 0.1;
const MIN_SPACED_LETTERS = 4;
/** Most letters of a line that begin at equal distances stand in cells of equal width, as on a typewriter. */
const MIN_EQUAL_STEPS = 0.7;
const MIN_STEPS = 6;
const SAME_STEP = 0.012;
const MIN_IN_CELLS = 0.95;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

/** Puts units that stand from left to right into words. */
export function toWords<T extends Unit>(units: readonly T[]): T[][] {
  const isApart = apartIn(units);
  const words: T[][] = [];
  for (const [i, unit] of units.entries()) {
    const last = words.at(-1);
    if (last !== undefined && !isApart(unit, units[i - 1])) last.push(unit);
    else words.push([unit]);
  }
  return words;
}

/** Puts words that stand from left to right into a text, in the order in which it is read. */
export function write(words: readonly (readonly Unit[])[]): string {
  const text = words.map((word) => word.map((unit) => unit.text).join('')).join(' ');
  if (!RIGHT_TO_LEFT.test(text)) return text.replace(/\s+/g, ' ').trim();
  const units = words.flatMap((word, i) => (i === 0 ? word : [SPACE, ...word])).map((unit) => unit.text);
  return asRead(units).replace(/\s+/g, ' ').trim();
}

const SPACE: Unit = { text: ' ', gap: 0, step: 0, isSpaced: false };

/** What tells where a word begins: a space or a gap, of which there are more in s p a c e d text than words. */
function apartIn(units: readonly Unit[]): (unit: Unit, before: Unit | undefined) => boolean {
  const limit = spacedGap(units) ?? typewriterGap(units);
  if (limit !== null) return limit;
  // Where words are parted by spaces, a gap alone is kerning, unless it is as wide as a space.
  const hasSpaces = units.filter(({ isSpaced }) => isSpaced).length * MAX_WORD_CHARS >= units.length;
  const gap = hasSpaces ? SPACE_GAP : WORD_GAP;
  if (!units.some(({ text }) => HAN.test(text))) return (unit) => unit.isSpaced || unit.gap > gap;
  const isSpacedHan =
    units.length > 2 && units.slice(1).every((unit, i) => unit.isSpaced && isHan(units[i], unit));
  return (unit, before) =>
    isHan(before, unit) ? unit.isSpaced && !isSpacedHan : unit.isSpaced || unit.gap > gap;
}

const HAN = /\p{Script=Han}/u;

function isHan(before: Unit | undefined, unit: Unit): boolean {
  return before !== undefined && HAN.test(before.text) && HAN.test(unit.text);
}

/** Where words of s p a c e d text begin; `null` where it is not spaced. */
function spacedGap(units: readonly Unit[]): ((unit: Unit) => boolean) | null {
  const wide = units.filter(({ gap }, i) => i > 0 && gap > SPACED_GAP);
  if (2 * wide.length < units.length || !isOfLetters(units)) return null;
  const limit = 1.6 * middleOf(units.slice(1).map(({ gap }) => gap)) + 0.05;
  return ({ gap }) => gap > limit;
}

/** Where words begin whose characters stand in cells of equal width; `null` where they do not. */
function typewriterGap(units: readonly Unit[]): ((unit: Unit) => boolean) | null {
  if (units.length <= MIN_STEPS) return null;
  const step = middleOf(units.slice(1, MIN_STEPS + 2).map((unit) => unit.step));
  const equal = units.filter((unit, i) => i > 0 && Math.abs(unit.step - step) < SAME_STEP * step);
  if (equal.length < MIN_EQUAL_STEPS * units.length || !isOfLetters(units)) return null;
  // Letters of another type may be as wide by chance: its spaces are not.
  const inCells = units.filter(
    (unit) => Math.abs(unit.step / step - Math.round(unit.step / step)) < SAME_STEP,
  );
  if (inCells.length < MIN_IN_CELLS * (units.length - 1)) return null;
  return (unit) => unit.step > 1.5 * step;
}

function isOfLetters(units: readonly Unit[]): boolean {
  const letters = units.filter(({ text }) => /^\p{L}$/u.test(text) && !HAN.test(text));
  return letters.length >= Math.max(MIN_SPACED_LETTERS, 0.7 * units.length);
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Turns what stands from left to right into the order of reading, where some of it is Hebrew or Arabic. */
function asRead(units: readonly string[]): string {
  const all = units.join('');
  const letters = all.match(/\p{L}/gu)?.length ?? 0;
  const isMainly = 2 * (all.match(new RegExp(RIGHT_TO_LEFT, 'gu'))?.length ?? 0) >= letters;
  const stretches: { readonly isBackwards: boolean; readonly units: string[] }[] = [];
  directionsOf(units, isMainly).forEach((isBackwards, i) => {
    const last = stretches.at(-1);
    const unit = units[i] ?? '';
    if (last?.isBackwards === isBackwards) last.units.push(unit);
    else stretches.push({ isBackwards, units: [unit] });
  });
  const read = stretches.map(({ isBackwards, units: part }) =>
    (isBackwards ? part.toReversed().map((unit) => MIRRORED[unit] ?? unit) : part).join(''),
  );
  return (isMainly ? read.toReversed() : read).join('');
}

/** Whether each unit is read from right to left: marks and spaces go with what is around them, or with the line. */
function directionsOf(units: readonly string[], isMainly: boolean): boolean[] {
  const own = units.map((unit) => (/[\p{L}\p{N}]/u.test(unit) ? RIGHT_TO_LEFT.test(unit) : null));
  let before = isMainly;
  const fromLeft = own.map((each) => (before = each ?? before));
  let after = isMainly;
  const fromRight = own
    .toReversed()
    .map((each) => (after = each ?? after))
    .reverse();
  return own.map((each, i) => each ?? (fromLeft[i] === fromRight[i] ? (fromLeft[i] ?? isMainly) : isMainly));
}
