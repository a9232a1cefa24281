import type { BlockKind } from '../document.ts';
import { LINE_BREAK } from './lines.ts';
import type { Unit } from './typed-units.ts';

const NAME =
  /^(?:table of )?contents$|^目\s*录$|^目\s*錄$|^inhalt(?:sverzeichnis)?$|^(?:table des matières|sommaire)$/iu;
/** "Scope ........ 4" */
const LEADER = /(?:\.\s?){4,}\s*\d*$|…{2,}\s*\d*$/u;
const PAGE = /(?:[\s.…]*\s\d{1,3})$/u;
/** Fewer lines that come again are no table of contents. */
const MIN_LINES = 3;

/**
 * The units of a document that only say what stands further down: at least three lines in a row that are headings of what
 * follows, or below the name of a table of contents lines with leaders.
 */
export function contentsAmong(units: readonly Pick<Unit, 'said'>[], kinds: readonly BlockKind[]): number[] {
  const last = new Map<string, number>();
  for (const [i, { said }] of units.entries()) if (kinds[i] === 'heading') last.set(nameOf(said), i);
  const comesAgain = (line: string, i: number): boolean =>
    (last.get(nameOf(line)) ?? last.get(nameOf(line.replace(PAGE, ''))) ?? i) > i;
  const found: number[] = [];
  for (let start = 0; start < units.length; start += 1) {
    const isNamed = NAME.test(units[start - 1]?.said ?? '');
    let end = start;
    let lines = 0;
    for (let unit = units[end]; unit !== undefined; unit = units[end]) {
      const own = unit.said.split(LINE_BREAK).filter((line) => line.trim() !== '');
      if (!own.every((line) => comesAgain(line, end) || (isNamed && LEADER.test(line)))) break;
      lines += own.length;
      end += 1;
    }
    if (lines < MIN_LINES) continue;
    if (isNamed) found.push(start - 1);
    for (let i = start; i < end; i += 1) found.push(i);
    start = end;
  }
  return found;
}

function nameOf(said: string): string {
  return said.toLowerCase().replace(/\s+/g, ' ').trim();
}
