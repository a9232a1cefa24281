import type { Block, BlockKind, LaidOut } from '../document.ts';
import { isStamp } from './furniture.ts';
import { headingsAmong, isDivision, ruleBelow, withRunInHeadings } from './headings-among.ts';
import { linesOf } from './lines.ts';
import { ListLevels } from './markers.ts';
import { nest } from './nesting.ts';
import { isOrganisation, isTitle } from './self-description.ts';
import { contentsAmong } from './typed-contents.ts';
import { headingLevels, isInCapitals } from './typed-headings.ts';
import { answerIn } from './typed-questions.ts';
import { isSibling, type Unit, unitsOf } from './typed-units.ts';

/** So many heading-like lines in a row are a list, not headings. */
const MAX_HEADINGS_IN_A_ROW = 4;

/**
 * How a plain text is laid out: what is its title, what are headings, lists, tables, questions, and what is furniture. Lines in
 * front of the title (a site's name, a breadcrumb) are furniture. Without a line that could be a title there is none.
 */
export function findBlocks(text: string): Block[] {
  const units = withoutStrayNotes(
    withoutBareQuestions(withAnswersApart(withRunInHeadings(unitsOf(text, linesOf(text))))),
  );
  return nest(text, layOut(units, kindsOf(units)));
}

/** The units with the answers apart that stand in the lines of their questions. */
function withAnswersApart(units: readonly Unit[]): Unit[] {
  return units.flatMap((unit) => {
    const at = unit.form === 'question' ? answerIn(unit.said) : -1;
    if (at < 0) return [unit];
    const { start, said } = unit;
    const question = said.slice(0, at).trimEnd();
    return [
      { ...unit, said: question, end: start + question.length },
      {
        ...unit,
        form: 'paragraph',
        said: said.slice(at),
        start: start + at,
        isAfterGap: false,
        marker: null,
        label: '',
      },
    ];
  });
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

/** "2 instances cost …" is no footnote in the middle of a text: those whose mark is no more than a digit close it. */
function withoutStrayNotes(units: readonly Unit[]): Unit[] {
  let isAtEnd = true;
  return units
    .toReversed()
    .map((unit): Unit => {
      const isPlain = unit.form === 'note' && /^\d/.test(unit.said);
      isAtEnd = (isAtEnd && unit.form === 'note') || unit.role === 'furniture';
      return isPlain && !isAtEnd ? { ...unit, form: 'paragraph', label: '' } : unit;
    })
    .toReversed();
}

/** "Code of Ordinances   Page 4": what comes again at the top or at the foot of pages. */
function runningHeadsAmong(units: readonly Unit[]): number[] {
  const places = new Map<string, number[]>();
  for (const [i, { said, isOneLine, form }] of units.entries()) {
    // Rows of a table are alike too, and stand below each other.
    if (!isOneLine || form === 'row' || !PAGED.test(said)) continue;
    const name = said.replace(/\d+/g, '#').replace(/\s+/g, ' ');
    places.set(name, [...(places.get(name) ?? []), i]);
  }
  return [...places.values()].filter((found) => found.length > 1).flat();
}

const PAGED =
  /\b(?:page|seite)\s*\d{1,4}\b|第\s*\d{1,4}\s*[页頁]|\S(?:\s{3,}|\s*\|\s*)\d{1,4}$|^\d{1,4}(?:\s{3,}|\s*\|\s*)\S/iu;

function kindsOf(units: readonly Unit[]): BlockKind[] {
  const kinds: BlockKind[] = units.map(({ form, role }) =>
    form === 'rule' ? 'furniture' : (role ?? 'body'),
  );
  for (const i of headingsAmong(units)) kinds[i] = 'heading';
  for (const i of [...contentsAmong(units, kinds), ...runningHeadsAmong(units)]) kinds[i] = 'furniture';
  const title = findTitle(units, kinds);
  if (title >= 0) kinds[title] = 'title';
  if (kinds[title + 1] === 'heading' && isOrganisation(units[title + 1]?.said ?? ''))
    kinds[title + 1] = 'metadata';
  for (let i = 0; i < title; i += 1) if (kinds[i] === 'heading') kinds[i] = 'furniture'; // The site's name.
  demoteLists(units, kinds);
  return kinds;
}

/** The line above the time stamp, where a page has one below a heading; else the first heading in front of the text. */
function findTitle(units: readonly Unit[], kinds: readonly BlockKind[]): number {
  const firstBody = kinds.indexOf('body');
  const firstClause = units.findIndex(({ form }, i) => kinds[i] === 'heading' && form === 'item');
  const ends = [firstBody, firstClause].filter((end) => end >= 0);
  const head = kinds.slice(0, Math.min(kinds.length, ...ends));
  const candidates = head.flatMap((kind, i) => {
    const unit = units[i];
    return kind === 'heading' && unit?.form === 'paragraph' && isTitle(unit.said) ? [i] : [];
  });
  const names = candidates.filter((i) => !isOrganisation(units[i]?.said ?? ''));
  if (names.length > 0 && names.length < candidates.length) return names.at(-1) ?? -1;
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
            indent: unit.indent,
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
      if (isDivision(unit)) lists.end(); // Whatever list it follows, a clause is none of its items.
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
