import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { addMeaning } from '../../index/meaning/add-meaning.ts';
import { unrestricted } from '../../index/restricted-index.ts';
import type { GoldQuestion } from '../../src/evaluation/gold.ts';
import { coversPlace, holdsAll } from '../../src/evaluation/judge.ts';
import { languageOf } from '../../src/question.ts';
import { choose } from '../../src/ranking/choose.ts';
import { SIGN_NAMES, type SignName, signsAt, signsOf } from '../../src/ranking/confidence.ts';
import type { Stage } from '../../src/ranking/model.ts';
import { type Ranking, rankExcerpts } from '../../src/ranking/rank.ts';
import { type Case, fitLogistic, type Prior } from './logistic.ts';
import { type QuestionSet, readSets, SET_OPTIONS } from './sets.ts';

const MODEL = new URL('../../src/ranking/model.json', import.meta.url);
const { values } = parseArgs({ options: SET_OPTIONS });

/**
 * Share of questions that may be refused, averaged over the sets: by words, of those whose first excerpt is right, as words miss what is
 * asked in others; with meaning, of all that have an answer.
 */
const FALSE_ABSTENTION = 0.035;
const FALSE_ABSTENTION_WITH_MEANING = 0.025;
const PULL = 0.0005;
/**
 * What the public sets hardly show is decided here. They seldom ask for things of another name, or ask of a name they
 * know what they never speak of ("the mayor of X"), as people do of the documents of one organisation: a question half of
 * which is such a name is e^-2.5, twelve times, less likely to be answered, and one of which nothing else is known e^-4,
 * fifty times. An excerpt without a number does not answer "how many", nor does one from a document of another
 * jurisdiction than the question names: -7 outweighs all that may speak for it. One without a date is a third as likely to
 * answer a question for a date, which "the 14th plan period" may do too.
 */
const DECIDED: Partial<Record<SignName, Pick<Prior, 'weight' | 'pull'>>> = {
  unknownName: { weight: -5, pull: 0.02 },
  unknownTopic: { weight: -4, pull: 0.1 },
  otherJurisdiction: { weight: -7, pull: 0.5 },
  numberMissed: { weight: -7, pull: 0.5 },
  dateMissed: { weight: -1, pull: 0.02 },
};
/** Where meaning has a say, what words miss may be said in others: no single one of these signs is to refuse what reads well. */
const DECIDED_WITH_MEANING: typeof DECIDED = {
  unknownName: { weight: -5, pull: 0.1 }, // A name is said in no other words.
  unknownTopic: { weight: -1.5, pull: 0.02 },
  otherJurisdiction: { weight: -7, pull: 0.5 },
  numberMissed: { weight: -1.5, pull: 0.02 },
  dateMissed: { weight: -1, pull: 0.02 },
  // Few ask in another language than the documents' own, and they are better off with what is nearest than with nothing.
  across: { weight: 1.5, pull: 0.1 },
};
/**
 * How much questions without an answer count against those with one, and those that another set lends. Words are to tell the one
 * from the other; a chance of being right is true for what people ask, most of which has an answer.
 */
const WEIGHTS_BY_WORDS = { unanswerable: 1, lent: 0.5 };
const WEIGHTS_WITH_MEANING = { unanswerable: 0.4, lent: 0.1 };
/** Signs that the documents do answer; all others are signs that they do not. */
const FOR: ReadonlySet<SignName> = new Set([
  'passageProximity',
  'margin',
  'lead',
  'nearness',
  'bestReading',
  'across',
]);
/** Questions that each set lends to the documents of each other set, where nothing answers them. */
const LENT = 12;

type Judged = Case & {
  readonly set: string;
  readonly stage: Stage;
  readonly isAnswerable: boolean;
  readonly isHit: boolean;
};

/**
 * How sure the ranking is to be of each question: by words alone, of there being an answer; with meaning, of the best excerpt being
 * right.
 */
async function judge(
  set: string,
  index: DocumentIndex,
  questions: readonly GoldQuestion[],
  isAnswerable: boolean,
  weight: number,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const gold of questions) {
    const ranking = await rankExcerpts(gold.question, gold.history, unrestricted(index));
    const row = signsOf(ranking);
    const { stage } = ranking;
    const isHit = isAnswerable && isRight(ranking, gold);
    const isYes = stage === 'words' ? isAnswerable : isHit;
    if (row !== null)
      judged.push({ set, stage, row, isAnswerable, isHit, isYes, weight: weight / questions.length });
  }
  return judged;
}

/** Whether the excerpt that would be shown first shows a place of the gold, with all that it would mislead without. */
function isRight({ excerpts }: Ranking, gold: GoldQuestion): boolean {
  return choose(excerpts, 1, 1).some(({ candidate: { document, start, end }, pieces, score }) => {
    const text = pieces.map((piece) => document.text.slice(piece.start, piece.end)).join(' … ');
    const shown = { doc: document.path, start, end, text, score, pieces };
    return gold.gold.some((place) => coversPlace(shown, place) && holdsAll(text, place.with ?? gold.with));
  });
}

async function casesOf(sets: readonly QuestionSet[]): Promise<Judged[]> {
  const cases: Judged[] = [];
  for (const { name, index, questions } of sets) {
    const weights = index.meaning === null ? WEIGHTS_BY_WORDS : WEIGHTS_WITH_MEANING;
    const answerable = questions.filter((question) => question.answerable);
    const unanswerable = questions.filter((question) => !question.answerable);
    const foreign = sets
      .filter((other) => other.index !== index)
      .flatMap((other) =>
        other.questions.filter(({ history, answerable: is }) => is && history.length === 0).slice(0, LENT),
      );
    cases.push(
      ...(await judge(name, index, answerable, true, 1)),
      ...(unanswerable.length > 0 ? await judge(name, index, unanswerable, false, weights.unanswerable) : []),
      ...(await judge(`${name}, foreign`, index, foreign, false, weights.lent)),
    );
  }
  const squad = sets.find(({ name }) => name === 'squad2');
  for (const path of squad?.index.documents.keys() ?? [])
    if (squad !== undefined) cases.push(...(await casesOfOneDocument(squad, path)));
  return cases;
}

/**
 * Most organisations have few documents, and a question about something else shares many words with them: every
 * document of `squad2` by itself, asked its own questions and those about the others.
 */
async function casesOfOneDocument(
  { index: { seeds, meaning }, questions }: QuestionSet,
  path: string,
): Promise<Judged[]> {
  const isIt = (document: { readonly path: string }): boolean => document.path === path;
  const built = await buildIndex({ ...seeds, documents: seeds.documents.filter(isIt) });
  const index = meaning === null ? built : await addMeaning(built, meaning.models);
  const isOwn = ({ gold }: GoldQuestion): boolean => gold.some(({ doc }) => doc === path);
  const own = questions.filter((gold) => gold.answerable && isOwn(gold));
  const others = questions.filter((gold) => gold.answerable && !isOwn(gold)).slice(0, 4 * LENT);
  if (own.length === 0) return [];
  return [
    ...(await judge('one document', index, own, true, 0.2)),
    ...(await judge('one document, foreign', index, others, false, meaning === null ? 0.2 : 0.05)),
  ];
}

const sets = await readSets(values, 'train');
const model = JSON.parse(readFileSync(MODEL, 'utf8')) as Record<Stage, { confidence: object }>;
const byWords = sets.map(({ index, questions, ...set }) => ({
  ...set,
  index: { ...index, meaning: null },
  questions: questions.filter(({ question }) => isSpokenIn(index, question)),
}));
const cases = await casesOf(byWords);
if (values.cache !== undefined) cases.push(...(await casesOf(sets)));
for (const [stage, own] of Map.groupBy(cases, (each) => each.stage)) {
  model[stage].confidence = fitStage(stage, own);
  console.log(stage, model[stage].confidence);
}
writeFileSync(MODEL, `${JSON.stringify(model, null, 2)}\n`);

/** Whether some document is in the question's language: words find nothing in others. */
function isSpokenIn({ documents }: DocumentIndex, question: string): boolean {
  return [...documents.values()].some(({ text }) => languageOf(text) === languageOf(question));
}

function fitStage(stage: Stage, own: readonly Judged[]): object {
  const known: readonly SignName[] = signsAt(stage);
  const decided = stage === 'words' ? DECIDED : DECIDED_WITH_MEANING;
  const { bias, weights } = fitLogistic(
    own.map((each) => ({
      ...each,
      row: each.row.map((value, i) => (known.includes(SIGN_NAMES[i] as SignName) ? value : 0)), // Within the array.
    })),
    SIGN_NAMES.map((name) => ({
      ...((known.includes(name) ? decided[name] : undefined) ?? { weight: 0, pull: PULL }),
      sign: FOR.has(name) ? 1 : -1,
    })),
  );
  const confidenceOf = ({ row }: Case): number =>
    1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)));
  const mostRefused = stage === 'words' ? FALSE_ABSTENTION : FALSE_ABSTENTION_WITH_MEANING;
  const kept = own.filter(({ isAnswerable, isHit }) => (stage === 'words' ? isHit : isAnswerable));
  const threshold = findThreshold(kept, confidenceOf, mostRefused);
  const kindOf = ({ set, isAnswerable }: Judged): string => `${set}, ${isAnswerable ? 'answerable' : 'not'}`;
  for (const [kind, group] of Map.groupBy(own, kindOf)) {
    const refused = group.filter((each) => confidenceOf(each) < threshold).length / group.length;
    console.log(`${stage}, ${kind}: ${group.length}, refused ${refused.toFixed(3)}`);
  }
  return {
    threshold: round(threshold),
    bias: round(bias),
    weights: Object.fromEntries(known.map((name) => [name, round(weights[SIGN_NAMES.indexOf(name)] ?? 0)])),
  };
}

/** The highest threshold under which few enough of these questions fall. */
function findThreshold(
  kept: readonly Judged[],
  confidenceOf: (each: Judged) => number,
  mostRefused: number,
): number {
  const groups = [...Map.groupBy(kept, ({ set }) => set).values()];
  const refused = (threshold: number): number =>
    groups.reduce(
      (sum, group) => sum + group.filter((each) => confidenceOf(each) < threshold).length / group.length,
      0,
    ) / groups.length;
  let threshold = 0;
  while (refused(threshold + 0.005) <= mostRefused) threshold += 0.005;
  return threshold;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
