import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FEATURE_NAMES } from '../../src/ranking/model.ts';
import { fitWeights, groupsOf } from './groups.ts';
import type { Group } from './listwise.ts';
import { readSets } from './sets.ts';

/** Until the weights no longer move in the third decimal. */
const ITERATIONS = 500;

const MODEL = new URL('../../src/ranking/model.json', import.meta.url);
const { values } = parseArgs({
  options: { public: { type: 'string', default: 'public' }, more: { type: 'string' } },
});

const previous = JSON.parse(readFileSync(MODEL, 'utf8')) as { words: object };
const sets = await readSets(values, 'train');
const groups: Group[] = [];
for (const set of sets) {
  const found = await groupsOf(set);
  console.log(
    `${set.name}: ${found.length} questions with a right candidate of ${set.questions.filter(({ answerable }) => answerable).length}`,
  );
  groups.push(...found);
}
const weights = fitWeights(groups, ITERATIONS);
const model = {
  ...previous,
  provenance: `npm run fit:ranking and fit:confidence, on the training parts of ${sets.map(({ name }) => name).join(', ')}`,
  words: {
    ...previous.words,
    weights: Object.fromEntries(
      FEATURE_NAMES.map((name, i) => [name, Math.round((weights[i] ?? 0) * 1_000) / 1_000]),
    ),
  },
};
writeFileSync(MODEL, `${JSON.stringify(model, null, 2)}\n`);
console.log(model.words.weights);
