import { unrestricted } from '../../index/restricted-index.ts';
import { coversPlace } from '../../src/evaluation/judge.ts';
import {
  FEATURE_NAMES,
  type FeatureName,
  featuresAt,
  featuresOf,
  type Stage,
} from '../../src/ranking/model.ts';
import { gatherCandidates, mostPromising } from '../../src/ranking/rank.ts';
import { isReadable, readCandidates } from '../../src/ranking/reading.ts';
import { fitListwise, type Group } from './listwise.ts';
import type { QuestionSet } from './sets.ts';

/**
 * Weights that are decided here, since the training sets hardly have such candidates: page furniture is never an answer, a title
 * or heading seldom, what a document says about itself only where it is asked about; another jurisdiction's document is an answer
 * only for want of others, and so is one row of a table where the question names another. A rule
 * comes before its exceptions, which are shown with it. The clause that is named by its number comes before whatever else says the same. What says no amount is
 * refused where one is asked for, and must not hide what says it. Who asks what is not covered does not want to hear what is, and who
 * asks whether he may wants to hear what is allowed.
 */
const DECIDED: Partial<Record<FeatureName, number>> = {
  furniture: -40,
  label: -5,
  metadata: -1.5,
  metadataAsked: 6,
  otherJurisdiction: -6,
  otherRowMeant: -3,
  exception: -0.4,
  clauseMeant: 12,
  numberMissed: -4,
  negationMissed: -2,
  negationAdded: -0.5,
  normPresent: 0.5,
  alreadyQuoted: -4,
};
/**
 * What reads well must not hide the document that is meant: the sets seldom have documents that differ in little but what they are
 * called by. And it may be worth quoting again.
 */
const DECIDED_WITH_MEANING: typeof DECIDED = { ...DECIDED, documentMeant: 3, alreadyQuoted: -3 };
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
  'otherRowMeant',
  'exception',
  'numberMissed',
  'negationMissed',
  'negationAdded',
]);

/** From so many questions on a set weighs as much as any other: sets differ in size, and none should decide alone. */
const FULL_SIZE = 100;

/** The candidates of each answerable question, with those that answer it marked. */
export async function groupsOf({ index, questions }: QuestionSet): Promise<Group[]> {
  const groups = await eachQuestion({ index, questions }, async ({ asked, candidates }) => ({
    asked,
    candidates,
  }));
  return groups.filter(isTelling);
}

/**
 * The most promising candidates of each question, read.
 * @param weights of the stage before, in the order of `FEATURE_NAMES`
 */
export async function readGroupsOf(set: QuestionSet, weights: readonly number[]): Promise<Group[]> {
  const reader = set.index.meaning?.models.reader;
  if (reader === undefined) return [];
  const groups = await eachQuestion(set, async ({ asked, candidates, spoken }) => {
    const ranked = candidates
      .map((candidate) => ({ candidate, score: dot(featuresOf(candidate, asked), weights) }))
      .sort((a, b) => b.score - a.score);
    const best = mostPromising(ranked).map(({ candidate }) => candidate);
    const isRead = isReadable(spoken, best[0]);
    return { asked, candidates: isRead ? await readCandidates(spoken, best, reader) : [] };
  });
  return groups.filter(isTelling);
}

type Found = Pick<Awaited<ReturnType<typeof gatherCandidates>>, 'asked' | 'candidates'>;

async function eachQuestion(
  { index, questions }: Pick<QuestionSet, 'index' | 'questions'>,
  find: (gathered: Awaited<ReturnType<typeof gatherCandidates>>) => Promise<Found>,
): Promise<Group[]> {
  const answerable = questions.filter((question) => question.answerable);
  const groups: Group[] = [];
  for (const gold of answerable) {
    const gathered = await gatherCandidates(gold.question, gold.history, unrestricted(index));
    const { asked, candidates } = await find(gathered);
    groups.push({
      rows: candidates.map((candidate) => Float64Array.from(featuresOf(candidate, asked))),
      isRight: candidates.map(({ document, start, end }) => {
        const text = document.text.slice(start, end);
        const shown = { doc: document.path, start, end, text, score: 0 };
        const answers = gold.answers.length === 0 || gold.answers.some((answer) => text.includes(answer));
        return answers && gold.gold.some((place) => coversPlace(shown, place));
      }),
      weight: Math.min(1, answerable.length / FULL_SIZE) / answerable.length,
    });
  }
  return groups;
}

function isTelling({ isRight }: Group): boolean {
  return isRight.includes(true) && isRight.includes(false);
}

export function dot(features: ArrayLike<number>, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0);
}

/** Fits the weights of the features that are named, all that the stage weighs by default; the others are 0. In the order of `FEATURE_NAMES`. */
export function fitWeights(
  groups: readonly Group[],
  iterations: number,
  stage: Stage,
  names: readonly FeatureName[] = featuresAt(stage),
): number[] {
  const priors = stage === 'words' ? DECIDED : DECIDED_WITH_MEANING;
  const fitted = FEATURE_NAMES.map((name) => names.includes(name));
  const decided = FEATURE_NAMES.map((name, i) => (fitted[i] ? priors[name] : 0));
  const weights = fitListwise(
    groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => row.map((value, i) => (fitted[i] ? value : 0))),
    })),
    decided.map((weight) => weight ?? 0),
    decided.map((weight) => (weight === undefined ? PULL : DECIDED_PULL)),
    FEATURE_NAMES.map((name) => (AGAINST.has(name) ? -1 : 1)),
    iterations,
  );
  return weights.map((weight, i) => (fitted[i] ? weight : 0));
}
