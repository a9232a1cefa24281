import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FEATURE_NAMES, featuresAt, type Stage } from '../../src/ranking/model.ts';
import { fitWeights, groupsOf, readGroupsOf } from './groups.ts';
import type { Group } from './listwise.ts';
import { type QuestionSet, readSets, SET_OPTIONS } from './sets.ts';

/** Until the weights no longer move in the third decimal. */
const ITERATIONS = 500;

const MODEL = new URL('../../src/ranking/model.json', import.meta.url);
const { values } = parseArgs({ options: SET_OPTIONS });

const sets = await readSets(values, 'train');
type Fitted = Record<Stage, { weights: object; confidence: object }>;
const model = JSON.parse(readFileSync(MODEL, 'utf8')) as Fitted & { provenance: string };

await fitStage('words', (set) => groupsOf({ ...set, index: { ...set.index, meaning: null } }));
const byMeaning = await fitStage('meaning', groupsOf);
await fitStage('reading', (set) => readGroupsOf(set, byMeaning));
model.provenance = `npm run fit:ranking and fit:confidence, on the training parts of ${sets.map(({ name }) => name).join(', ')}`;
writeFileSync(MODEL, `${JSON.stringify(model, null, 2)}\n`);

async function fitStage(stage: Stage, find: (set: QuestionSet) => Promise<Group[]>): Promise<number[]> {
  const groups: Group[] = [];
  for (const set of sets) {
    const found = await find(set);
    const asked = set.questions.filter(({ answerable }) => answerable).length;
    console.log(`${stage}, ${set.name}: ${found.length} of ${asked} questions tell right from wrong`);
    groups.push(...found);
  }
  const weights = fitWeights(groups, ITERATIONS, stage);
  const rounded = FEATURE_NAMES.map((name, i): [string, number] => [
    name,
    Math.round((weights[i] ?? 0) * 1_000) / 1_000,
  ]);
  const known: readonly string[] = featuresAt(stage);
  model[stage].weights = Object.fromEntries(rounded.filter(([name]) => known.includes(name)));
  console.log(model[stage].weights);
  return weights;
}
