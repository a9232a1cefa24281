import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { unrestricted } from '../../index/restricted-index.ts';
import type { GoldQuestion } from '../../src/evaluation/gold.ts';
import { SIGN_NAMES, type SignName, signsOf } from '../../src/ranking/confidence.ts';
import { rankExcerpts } from '../../src/ranking/rank.ts';
import { type Case, fitLogistic } from './logistic.ts';
import { type QuestionSet, readSets } from './sets.ts';

const MODEL = new URL('../../src/ranking/model.json', import.meta.url);
const { values } = parseArgs({
  options: { public: { type: 'string', default: 'public' }, more: { type: 'string' } },
});

/** Share of answerable questions that may be refused, averaged over the sets. */
const FALSE_ABSTENTION = 0.035;
const PULL = 0.0005;
/**
 * What the public sets hardly show is decided here. They seldom ask for things of another name, or ask of a name they
 * know what they never speak of ("the mayor of X"), as people do of the documents of one organisation: a question half of
 * which is such a name is e^-2.5, twelve times, less likely to be answered, and one of which nothing else is known e^-4,
 * fifty times. An excerpt without a number does not answer "how many", nor does one from a document of another
 * jurisdiction than the question names: -7 outweighs all that may speak for it. One without a date is a third as likely to
 * answer a question for a date, which "the 14th plan period" may do too.
 */
const DECIDED: Partial<Record<SignName, { readonly weight: number; readonly pull: number }>> = {
  unknownName: { weight: -5, pull: 0.02 },
  unknownTopic: { weight: -4, pull: 0.1 },
  otherJurisdiction: { weight: -7, pull: 0.5 },
  numberMissed: { weight: -7, pull: 0.5 },
  dateMissed: { weight: -1, pull: 0.02 },
};
/** Signs that the documents do answer; all others are signs that they do not. */
const FOR: ReadonlySet<SignName> = new Set(['passageProximity', 'margin']);
/** Questions that each set lends to the documents of each other set, where nothing answers them. */
const LENT = 12;

type Judged = Case & { readonly set: string };

async function judge(
  set: string,
  index: DocumentIndex,
  questions: readonly GoldQuestion[],
  isYes: boolean,
  weight: number,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const gold of questions) {
    const { asked, excerpts } = await rankExcerpts(gold.question, gold.history, unrestricted(index));
    const row = signsOf(asked, excerpts);
    if (row !== null) judged.push({ set, row, isYes, weight: weight / questions.length });
  }
  return judged;
}

const sets = await readSets(values, 'train');
const cases: Judged[] = [];
for (const { name, index, questions } of sets) {
  const answerable = questions.filter((question) => question.answerable);
  const unanswerable = questions.filter((question) => !question.answerable);
  const foreign = sets
    .filter((other) => other.index !== index)
    .flatMap((other) =>
      other.questions.filter(({ history, answerable: is }) => is && history.length === 0).slice(0, LENT),
    );
  cases.push(
    ...(await judge(name, index, answerable, true, 1)),
    ...(unanswerable.length > 0 ? await judge(name, index, unanswerable, false, 1) : []),
    ...(await judge(`${name}, foreign`, index, foreign, false, 0.5)),
  );
}
/**
 * Most organisations have few documents, and a question about something else shares many words with them: every
 * document of `squad2` by itself, asked its own questions and those about the others.
 */
async function casesOfOneDocument(
  { index: { seeds }, questions }: QuestionSet,
  path: string,
): Promise<Judged[]> {
  const index = await buildIndex({
    ...seeds,
    documents: seeds.documents.filter((document) => document.path === path),
  });
  const isOwn = ({ gold }: GoldQuestion): boolean => gold.some(({ doc }) => doc === path);
  const own = questions.filter((gold) => gold.answerable && isOwn(gold));
  const others = questions.filter((gold) => gold.answerable && !isOwn(gold)).slice(0, 4 * LENT);
  if (own.length === 0) return [];
  return [
    ...(await judge('one document', index, own, true, 0.2)),
    ...(await judge('one document, foreign', index, others, false, 0.2)),
  ];
}

const squad = sets.filter(({ name }) => name === 'squad2');
for (const set of squad)
  for (const path of set.index.documents.keys()) cases.push(...(await casesOfOneDocument(set, path)));
const { bias, weights } = fitLogistic(
  cases,
  SIGN_NAMES.map((name) => ({
    ...(DECIDED[name] ?? { weight: 0, pull: PULL }),
    sign: FOR.has(name) ? 1 : -1,
  })),
);
const confidence = ({ row }: Case): number =>
  1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)));

/** The highest threshold under which few enough answerable questions fall. */
function findThreshold(): number {
  const groups = [
    ...Map.groupBy(
      cases.filter(({ isYes }) => isYes),
      ({ set }) => set,
    ).values(),
  ];
  const refused = (threshold: number): number =>
    groups.reduce(
      (sum, group) => sum + group.filter((each) => confidence(each) < threshold).length / group.length,
      0,
    ) / groups.length;
  let threshold = 0;
  while (refused(threshold + 0.005) <= FALSE_ABSTENTION) threshold += 0.005;
  return threshold;
}

const threshold = findThreshold();
for (const [set, group] of Map.groupBy(
  cases,
  ({ set, isYes }) => `${set}, ${isYes ? 'answerable' : 'not'}`,
)) {
  const refused = group.filter((each) => confidence(each) < threshold).length / group.length;
  console.log(`${set}: ${group.length}, refused ${refused.toFixed(3)}`);
}
const round = (value: number): number => Math.round(value * 1_000) / 1_000;
const model = JSON.parse(readFileSync(MODEL, 'utf8')) as { words: object };
const fitted = {
  threshold: round(threshold),
  bias: round(bias),
  weights: Object.fromEntries(SIGN_NAMES.map((name, i) => [name, round(weights[i] ?? 0)])),
};
writeFileSync(
  MODEL,
  `${JSON.stringify({ ...model, words: { ...model.words, confidence: fitted } }, null, 2)}\n`,
);
console.log(fitted);
