import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { coversPlace } from '../../src/evaluation/judge.ts';
import { FEATURE_NAMES, type FeatureName, featuresOf } from '../../src/ranking/model.ts';
import { gatherCandidates } from '../../src/ranking/rank.ts';
import { fitListwise, type Group } from './listwise.ts';
import { type QuestionSet, readSets } from './sets.ts';

const MODEL = new URL('../../src/ranking/model.json', import.meta.url);
const { values } = parseArgs({ options: { public: { type: 'string', default: 'public' } } });

/**
 * Weights that are decided here, since the training sets hardly have such candidates: page furniture is never an
 * answer, a title or heading seldom, another jurisdiction's document only for want of others.
 */
const DECIDED: Partial<Record<FeatureName, number>> = {
  furniture: -40,
  label: -5,
  metadata: -1.5,
  otherJurisdiction: -3,
  alreadyQuoted: -4,
};
/** How strongly the other weights are pulled to 0. */
const PULL = 0.001;
const DECIDED_PULL = 10;
/** Reasons against a candidate; all others are reasons for it. */
const AGAINST: ReadonlySet<FeatureName> = new Set([
  'furniture',
  'metadata',
  'label',
  'alreadyQuoted',
  'otherJurisdiction',
]);

/** All questions of a set together weigh this much: sets differ in size, and none should decide alone. */
const SET_WEIGHT: Readonly<Record<string, number>> = { own: 0.05 };

function groupsOf({ name, index, questions }: QuestionSet): Group[] {
  const answerable = questions.filter((question) => question.answerable);
  const groups = answerable.map((gold) => {
    const { asked, candidates } = gatherCandidates(gold.question, gold.history, index);
    return {
      rows: candidates.map((candidate) => Float64Array.from(featuresOf(candidate, asked))),
      isRight: candidates.map(({ document, start, end }) => {
        const text = document.text.slice(start, end);
        const shown = { doc: document.path, start, end, text, score: 0 };
        const answers = gold.answers.length === 0 || gold.answers.some((answer) => text.includes(answer));
        return answers && gold.gold.some((place) => coversPlace(shown, place));
      }),
      weight: (SET_WEIGHT[name] ?? 1) / answerable.length,
    };
  });
  return groups.filter(({ isRight }) => isRight.includes(true) && isRight.includes(false));
}

const previous = JSON.parse(readFileSync(MODEL, 'utf8')) as object;
const sets = await readSets(values.public, 'train');
const groups = sets.flatMap((set) => {
  const found = groupsOf(set);
  console.log(
    `${set.name}: ${found.length} questions with a right candidate of ${set.questions.filter(({ answerable }) => answerable).length}`,
  );
  return found;
});
const weights = fitListwise(
  groups,
  FEATURE_NAMES.map((name) => DECIDED[name] ?? 0),
  FEATURE_NAMES.map((name) => (DECIDED[name] === undefined ? PULL : DECIDED_PULL)),
  FEATURE_NAMES.map((name) => (AGAINST.has(name) ? -1 : 1)),
);
const model = {
  ...previous,
  provenance: `npm run fit:ranking and fit:confidence, on the training parts of ${sets.map(({ name }) => name).join(', ')}`,
  weights: Object.fromEntries(
    FEATURE_NAMES.map((name, i) => [name, Math.round((weights[i] ?? 0) * 1_000) / 1_000]),
  ),
};
writeFileSync(MODEL, `${JSON.stringify(model, null, 2)}\n`);
console.log(model.weights);
