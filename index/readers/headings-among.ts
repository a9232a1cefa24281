import { looksLikeHeading } from './layout.ts';
import { endsStatement } from './lines.ts';
import { isSibling, isText, type Unit } from './typed-units.ts';

/** A clause that states something, and so no name. */
const STATES =
  /\b(?:is|are|was|were|be|has|have|had|will|would|shall|should|must|may|might|can|could|do|does|did|applies|apply)\b/i;

/** The name of a clause, and the text that goes on in its line: "Sec. 4-3. Hours. Parks are open …". */
const RUN_IN = /^(?<name>\p{Lu}[^.!?:;,]{2,50}\.)\s+(?=[\p{Lu}"“(])/u;

/** The units with the names of clauses apart from the text behind them. */
export function withRunInHeadings(units: readonly Unit[]): Unit[] {
  return units.flatMap((unit) => {
    const { marker, said, start } = unit;
    if (unit.form !== 'item' || marker === null || !isDivision(unit)) return [unit];
    const name = RUN_IN.exec(said.slice(marker.length));
    if (name === null || STATES.test(name[0])) return [unit];
    const head = marker.length + (name.groups?.name ?? '').length;
    const text = marker.length + name[0].length;
    return [
      {
        ...unit,
        said: said.slice(0, head),
        end: start + head,
        isOneLine: !/[\n\r]/.test(said.slice(0, head)),
      },
      {
        ...unit,
        form: 'paragraph',
        said: said.slice(text),
        start: start + text,
        isAfterGap: false,
        marker: null,
        label: '',
      },
    ];
  });
}

/** Where in a plain text its headings stand, told by their form and by what stands around them. */
export function headingsAmong(units: readonly Unit[]): number[] {
  const found = units.map(() => false);
  for (let i = units.length - 1; i >= 0; i -= 1)
    found[i] = units[i]?.role === null && isHeading(units, i, found);
  addSiblings(units, found);
  return found.flatMap((isOne, i) => (isOne ? [i] : []));
}

/** "B." between the headings "A." and "C." is one too, whatever stands below it. */
function addSiblings(units: readonly Unit[], found: boolean[]): void {
  for (const order of [1, -1]) {
    const last = new Map<string, Unit>();
    for (let n = 0; n < units.length; n += 1) {
      const at = order === 1 ? n : units.length - 1 - n;
      const unit = units[at];
      if (unit === undefined || unit.label === '' || unit.form !== 'item') continue;
      const styles = unit.marker?.readings.map(({ style }) => style) ?? [];
      const near = styles.map((style) => last.get(style)).find((each) => each !== undefined);
      const isNext = near !== undefined && (order === 1 ? isSibling(near, unit) : isSibling(unit, near));
      if (isNext && unit.isOneLine && unit.isAfterGap && looksLikeHeading(unit.said))
        found[at] ||= !isListed(units, at);
      if (found[at]) for (const style of styles) last.set(style, unit);
    }
  }
}

/** Whether the unit is an item between others of its list. */
function isListed(units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  return (
    unit === undefined ||
    isSibling(units[at - 1], unit) ||
    (units[at + 1] !== undefined && isSibling(unit, units[at + 1] ?? unit))
  );
}

/** Whether a unit is a heading of what follows, given which of those are. */
function isHeading(units: readonly Unit[], at: number, found: readonly boolean[]): boolean {
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
  if (isDivision(unit) && isNameOfClause(unit, next)) return !isSibling(unit, next);
  const before = units[at - 1];
  if (isSibling(unit, next) || isSibling(before, unit)) return isDivision(unit) && found[at + 1] === true;
  if (
    next.form === 'item' &&
    !next.isAfterGap &&
    !isDivision(unit) &&
    unit.said.length > (unit.marker?.length ?? 0)
  )
    return false;
  if (isDivision(unit)) return !STATES.test(unit.said.slice(unit.marker?.length));
  if (/[:：]$/u.test(before?.said ?? '')) return false;
  return unit.isAfterGap
    ? found[at + 1] === true || next.form !== 'item' || next.isAfterGap
    : isText(next) && before !== undefined && isText(before) && endsStatement(before.said);
}

/** "§ 10-110. Effect of repeal.": a name, with a full stop, above its text. */
function isNameOfClause(unit: Unit, next: Unit | undefined): boolean {
  const { marker, label, said, isAfterGap } = unit;
  if (marker === null || label === '' || !isAfterGap || next === undefined) return false;
  const mayBe = isDivision(unit) ? next.form !== 'note' : next.isAfterGap && isText(next);
  const name = said.slice(marker.length);
  return mayBe && /^\p{Lu}[^.!?:;,]{2,50}\.$/u.test(name) && !STATES.test(name);
}

/** "Article IX", "第三章": a part of a document, by its name, and hardly an item. */
export function isDivision({ label }: Unit): boolean {
  return /^(?:\p{L}{2}|§|第)/u.test(label);
}

/** The line that is drawn below a heading. */
export function ruleBelow(next: Unit | undefined): '=' | '-' | null {
  if (next?.form !== 'rule' || next.isAfterGap) return null;
  return next.said.startsWith('=') ? '=' : '-';
}
