import type { RefreshReport } from '../../src/bot.ts';
import { printable, type Style } from './style.ts';

type Golden = NonNullable<RefreshReport['golden']>;
type Outcome = Golden['changed'][number]['before'];

/** What became of the golden questions, in a line. */
export function renderGoldenSummary(golden: Golden, style: Style): string {
  const { questions, hitsBefore, hitsAfter, changes, problem } = golden;
  if (problem !== null) return style.warn(printable(`golden questions not asked: ${problem}`));
  if (hitsBefore === null) return `golden questions: ${hitsAfter} of ${questions} answered right`;
  const summary = `golden questions: ${hitsBefore} → ${hitsAfter} of ${questions} answered right, answers that differ: ${changes}`;
  return hitsAfter < hitsBefore ? style.warn(summary) : summary;
}

/** The same with the answers that differ. */
export function renderGolden(golden: Golden, style: Style): string[] {
  const { changed, changes } = golden;
  return [
    renderGoldenSummary(golden, style),
    ...changed.flatMap(({ id, question, before, after }) => [
      `  ${printable(`${id}: ${question}`)} (${describeTurn(before, after)})`,
      style.removed(`    - ${renderOutcome(before)}`),
      style.added(`    + ${renderOutcome(after)}`),
    ]),
    ...(changes > changed.length ? [`  and ${changes - changed.length} more`] : []),
  ];
}

function describeTurn(before: Outcome, after: Outcome): string {
  const name = ({ isHit }: Outcome): string => (isHit ? 'right' : 'wrong');
  return before.isHit === after.isHit ? `still ${name(after)}` : `${name(before)} → ${name(after)}`;
}

function renderOutcome({ document, excerpt }: Outcome): string {
  return excerpt === null ? 'The documents do not say.' : printable(`${document}: ${excerpt}`);
}
