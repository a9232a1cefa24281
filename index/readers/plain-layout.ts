import type { Block, BlockKind, LaidOut } from '../document.ts';
import { isStamp } from './furniture.ts';
import { looksLikeHeading } from './layout.ts';
import { endsStatement, linesOf } from './lines.ts';
import { ListLevels } from './markers.ts';
import { nest } from './nesting.ts';
import { isTitle } from './self-description.ts';
import { contentsAmong } from './typed-contents.ts';
import { headingLevels, isInCapitals } from './typed-headings.ts';
import { type Unit, unitsOf } from './typed-units.ts';

/** So many heading-like lines in a row are a list, not headings. */
const MAX_HEADINGS_IN_A_ROW = 4;

/** A clause that states something, and so no name. */
const STATES =
  /\b(?:is|are|was|were|be|has|have|had|will|would|shall|should|must|may|might|can|could|do|does|did|applies|apply)\b/i;

/**
 * How a plain text is laid out: what is its title, what are headings, lists, tables, questions, and what is furniture. Lines in
 * front of the title (a site's name, a breadcrumb) are furniture. Without a line that could be a title there is none.
 */
export function findBlocks(text: string): Block[] {
  const units = withUnmarkedItems(withoutBareQuestions(unitsOf(text, linesOf(text))));
  return nest(text, layOut(units, kindsOf(units)));
}

/** Questions that follow each other without an answer are text as any other. */
function withoutBareQuestions(units: readonly Unit[]): Unit[] {
  return units.map((unit, i) => {
    const next = units[i + 1];
    const isLast = isSibling(units[i - 1], unit) && units[i - 1]?.form === 'question';
    if (unit.form !== 'question' || (next && next.form !== 'question' && next.role === null && !isLast))
      return unit;
    return { ...unit, form: unit.marker === null ? 'paragraph' : 'item' };
  });
}

/** Lines without a mark are items too where each goes on with an opening: "It is forbidden to" / "smoke" / "sing". */
function withUnmarkedItems(units: readonly Unit[]): Unit[] {
  const found = [...units];
  for (let at = 0; at < units.length; at += 1) {
    const opening = units[at];
    if (opening === undefined || !isText(opening) || /[.!?。！？;；,，]$/u.test(opening.said)) continue;
    let end = at + 1;
    while (goesOnWith(units[end - 1], units[end], end > at + 1)) end += 1;
    if (end - at <= 2) continue;
    for (let i = at + 1; i < end; i += 1) found[i] = { ...(units[i] ?? opening), form: 'item' };
    at = end - 1;
  }
  return found;
}

function goesOnWith(before: Unit | undefined, unit: Unit | undefined, isInside: boolean): boolean {
  if (before === undefined || unit === undefined || !isText(unit) || !unit.isOneLine) return false;
  return /^\p{Ll}/u.test(unit.said) || /[;；]$/u.test(unit.said) || (isInside && /[;；]$/u.test(before.said));
}

function isText({ form, role }: Unit): boolean {
  return form === 'paragraph' && role === null;
}

function kindsOf(units: readonly Unit[]): BlockKind[] {
  const kinds: BlockKind[] = units.map(({ form, role }) =>
    form === 'rule' ? 'furniture' : (role ?? 'body'),
  );
  for (let i = units.length - 1; i >= 0; i -= 1)
    if (kinds[i] === 'body' && isHeading(units, i, kinds)) kinds[i] = 'heading';
  for (const i of contentsAmong(units, kinds)) kinds[i] = 'furniture';
  const title = findTitle(units, kinds);
  if (title >= 0) kinds[title] = 'title';
  for (let i = 0; i < title; i += 1) if (kinds[i] === 'heading') kinds[i] = 'furniture'; // The site's name.
  demoteLists(units, kinds);
  return kinds;
}

/** Whether a unit is a heading of what follows, given which of those are. */
function isHeading(units: readonly Unit[], at: number, kinds: readonly BlockKind[]): boolean {
  const unit = units[at];
  const next = units[at + 1];
  if (unit === undefined || !unit.isOneLine) return false;
  if (ruleBelow(next) !== null && isText(unit)) return true;
  if (!looksLikeHeading(unit.said) && !isNameOfClause(unit, next)) return false;
  if (isText(unit)) {
    const opensList = next?.form === 'item' && (next.marker === null || !next.isAfterGap);
    return !(opensList || (next !== undefined && isText(next) && /^\p{Ll}/u.test(next.said)));
  }
  if (unit.form !== 'item' || unit.label === '' || next === undefined) return false;
  const before = units[at - 1];
  if (isSibling(unit, next) || isSibling(before, unit))
    return isDivision(unit) && kinds[at + 1] === 'heading';
  if (next.form === 'item' && !next.isAfterGap && unit.said.length > (unit.marker?.length ?? 0)) return false;
  if (isDivision(unit)) return true;
  if (/[:：]$/u.test(before?.said ?? '')) return false;
  return unit.isAfterGap
    ? kinds[at + 1] === 'heading' || next.form !== 'item' || next.isAfterGap
    : isText(next) && before !== undefined && isText(before) && endsStatement(before.said);
}

/** "§ 10-110. Effect of repeal.": a name, with a full stop, above its text. */
function isNameOfClause({ marker, label, said, isAfterGap }: Unit, next: Unit | undefined): boolean {
  if (
    marker === null ||
    label === '' ||
    !isAfterGap ||
    next === undefined ||
    !next.isAfterGap ||
    !isText(next)
  )
    return false;
  const name = said.slice(marker.length);
  return /^\p{Lu}[^.!?:;,]{2,50}\.$/u.test(name) && !STATES.test(name);
}

/** "Article IX", "第三章": a part of a document, by its name, and hardly an item. */
function isDivision({ label }: Unit): boolean {
  return /^(?:\p{L}{2}|§|第)/u.test(label);
}

/** Whether a unit is the item of a list behind another. */
function isSibling(unit: Unit | undefined, next: Unit): boolean {
  return (unit?.marker?.readings ?? []).some(({ style, ordinal }) =>
    next.marker?.readings.some(
      (each) => each.style === style && each.ordinal === (ordinal === null ? null : ordinal + 1),
    ),
  );
}

/** The line that is drawn below a heading. */
function ruleBelow(next: Unit | undefined): '=' | '-' | null {
  if (next?.form !== 'rule' || next.isAfterGap) return null;
  return next.said.startsWith('=') ? '=' : '-';
}

/** The line above the time stamp, where a page has one below a heading; else the first heading in front of the text. */
function findTitle(units: readonly Unit[], kinds: readonly BlockKind[]): number {
  const firstBody = kinds.indexOf('body');
  const head = kinds.slice(0, firstBody < 0 ? kinds.length : firstBody);
  const candidates = head.flatMap((kind, i) => {
    const unit = units[i];
    return kind === 'heading' && unit?.form === 'paragraph' && isTitle(unit.said) ? [i] : [];
  });
  const stamp = units.findIndex(({ said }, i) => i < head.length && isStamp(said));
  return candidates.findLast((i) => i < stamp) ?? candidates[0] ?? -1;
}

/** Headings stand above text. A run of short lines, or one that nothing follows, is a list or a closing line. */
function demoteLists(units: readonly Unit[], kinds: BlockKind[]): void {
  for (let start = 0; start < kinds.length; start += 1) {
    if (kinds[start] !== 'heading') continue;
    let end = start;
    let weak = 0;
    for (; kinds[end] === 'heading' || units[end]?.form === 'rule'; end += 1) {
      const unit = units[end];
      const isStrong =
        unit?.form === 'rule' ||
        ruleBelow(units[end + 1]) !== null ||
        (unit && (isDivision(unit) || isInCapitals(unit.said)));
      if (!isStrong) weak += 1;
    }
    if (weak > MAX_HEADINGS_IN_A_ROW || kinds[end] !== 'body')
      for (let i = start; i < end; i += 1) if (kinds[i] === 'heading') kinds[i] = 'body';
    start = end;
  }
}

function layOut(units: readonly Unit[], kinds: readonly BlockKind[]): LaidOut[] {
  const headings = units.flatMap((unit, i) =>
    kinds[i] === 'heading'
      ? [
          {
            said: unit.said,
            marker: unit.marker,
            rule: ruleBelow(units[i + 1]),
            isNext: kinds[i - 1] === 'heading',
          },
        ]
      : [],
  );
  const headingRanks = headingLevels(headings);
  const lists = new ListLevels();
  let item = { level: 0, indent: 0 };
  let unmarked = 1;
  let heading = 0;
  return units.map((unit, i): LaidOut => {
    const { start, end, form, label, marker, indent } = unit;
    const kind = kinds[i] ?? 'body';
    const block = { start, end, kind, form: 'paragraph', level: 0, label: '', page: null } as const;
    if (kind === 'heading' || kind === 'title') {
      lists.end();
      item = { level: 0, indent: 0 };
      const level = kind === 'title' ? 0 : (headingRanks[heading++] ?? 1);
      return { ...block, form: 'heading', level, label };
    }
    if (kind !== 'body' || form === 'rule') return block;
    if (form === 'note') return { ...block, form, label };
    if (form === 'item') {
      if (marker === null) return { ...block, form, level: unmarked };
      item = { level: lists.levelOf(marker, indent), indent };
      unmarked = item.level + 1;
      return { ...block, form, level: item.level, label };
    }
    const level = item.level > 0 && indent > item.indent ? item.level : 0;
    unmarked = level + 1;
    return {
      ...block,
      form: form === 'heading' ? 'paragraph' : form,
      level: form === 'question' ? 0 : level,
      label,
    };
  });
}
