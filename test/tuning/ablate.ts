import { parseArgs } from 'node:util';
import { FEATURE_NAMES, type FeatureName, featuresAt, type Stage } from '../../src/ranking/model.ts';
import { dot, fitWeights, groupsOf, readGroupsOf } from './groups.ts';
import type { Group } from './listwise.ts';
import { type QuestionSet, readSets, SET_OPTIONS } from './sets.ts';

/**
 * Prints, as a Markdown table, what each feature is worth: the weights fitted without it, measured on the check parts. With models
 * (`--cache`), of candidates found by meaning, and of the best of them once they are read; else by words.
 */
const { values } = parseArgs({ options: SET_OPTIONS });

/** Enough to tell which features matter; a fit that is kept takes more. */
const ITERATIONS = 150;

const train = await readSets(values, 'train');
const check = (await readSets(values, 'check')).filter(({ name }) => name !== 'own');

if (values.cache === undefined) await ablate('words', groupsOf);
else {
  const weights = await ablate('meaning', groupsOf);
  await ablate('reading', (set) => readGroupsOf(set, weights));
}

/** @returns the weights with all features */
async function ablate(stage: Stage, find: (set: QuestionSet) => Promise<Group[]>): Promise<number[]> {
  const groups: Group[] = [];
  for (const set of train) groups.push(...(await find(set)));
  const checked: { readonly name: string; readonly groups: Group[]; readonly questions: number }[] = [];
  for (const set of check) {
    const questions = set.questions.filter(({ answerable }) => answerable).length;
    checked.push({ name: set.name, groups: await find(set), questions });
  }
  console.log(`\n| ${stage} | ${checked.map(({ name }) => name).join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(checked.length)}`);
  const all = featuresAt(stage);
  const show = (label: string, names: readonly FeatureName[]): number[] => {
    const weights = fitWeights(groups, ITERATIONS, stage, names);
    const shares = checked.map((set) => shareRight(set.groups, set.questions, weights));
    console.log(`| ${label} | ${shares.map((share) => share.toFixed(3).replace(/^0/, '')).join(' | ')} |`);
    return weights;
  };
  const weights = show('all features', all);
  for (const name of FEATURE_NAMES)
    if (all.includes(name))
      show(
        `without ${name}`,
        all.filter((other) => other !== name),
      );
  return weights;
}

/** Share of a set's answerable questions whose best candidate is right, in sentence and place. */
function shareRight(groups: readonly Group[], questions: number, weights: readonly number[]): number {
  const right = groups.filter(({ rows, isRight }) => {
    const scores = rows.map((row) => dot(row, weights));
    return isRight[scores.indexOf(Math.max(...scores))];
  });
  return right.length / questions;
}
