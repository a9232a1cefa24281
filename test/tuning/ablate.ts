import { parseArgs } from 'node:util';
import { FEATURE_NAMES, type FeatureName } from '../../src/ranking/model.ts';
import { fitWeights, groupsOf } from './groups.ts';
import type { Group } from './listwise.ts';
import { readSets } from './sets.ts';

/** Prints, as a Markdown table, what each feature is worth: the weights fitted without it, measured on the check parts. */
const { values } = parseArgs({
  options: { public: { type: 'string', default: 'public' }, more: { type: 'string' } },
});

/** Enough to tell which features matter; a fit that is kept takes more. */
const ITERATIONS = 150;

const train = (await Promise.all((await readSets(values, 'train')).map(groupsOf))).flat();
const checked = (await readSets(values, 'check')).filter(({ name }) => name !== 'own');
const check = await Promise.all(
  checked.map(async (set) => ({
    name: set.name,
    groups: await groupsOf(set),
    questions: set.questions.filter(({ answerable }) => answerable).length,
  })),
);

/** Share of a set's answerable questions whose best candidate is right, in sentence and place. */
function shareRight(groups: readonly Group[], questions: number, weights: readonly number[]): number {
  const score = (row: Float64Array): number =>
    row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  const right = groups.filter(({ rows, isRight }) => {
    const scores = rows.map(score);
    return isRight[scores.indexOf(Math.max(...scores))];
  });
  return right.length / questions;
}

const show = (share: number): string => share.toFixed(3).replace(/^0/, '');
const variants: { name: string; without: ReadonlySet<FeatureName> }[] = [
  { name: 'all features', without: new Set() },
  ...FEATURE_NAMES.map((name) => ({ name: `without ${name}`, without: new Set([name]) })),
];
console.log(`| | ${check.map(({ name }) => name).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(check.length)}`);
for (const { name, without } of variants) {
  const weights = fitWeights(train, ITERATIONS, without);
  const shares = check.map(({ groups, questions }) => show(shareRight(groups, questions, weights)));
  console.log(`| ${name} | ${shares.join(' | ')} |`);
}
