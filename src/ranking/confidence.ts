import { languageOf } from '../question.ts';
import type { AnswerKind } from './answer-kind.ts';
import { type Asked, NAME_SHARE, SURE_NAME_SHARE } from './asked.ts';
import { textOf } from './candidates.ts';
import { nearness } from './features/nearness.ts';
import { otherJurisdiction } from './features/other-jurisdiction.ts';
import { passageProximity } from './features/passage-proximity.ts';
import { readsAsAnswer } from './features/reads-as-answer.ts';
import { atLeast, coverageOf, weighCoverage } from './matches.ts';
import model from './model.json' with { type: 'json' };
import type { Stage } from './model.ts';
import { MIN_TELLING_RARITY, type Query, type QueryTerm } from './query.ts';
import type { RankedExcerpt, Ranking } from './rank.ts';

/** What is known once candidates are ranked. `best` is the first, `rival` the best from another paragraph. */
type Outcome = {
  readonly asked: Asked;
  readonly best: RankedExcerpt;
  readonly rival: RankedExcerpt | null;
  /** All of them, best first. */
  readonly excerpts: readonly RankedExcerpt[];
  /** Whether the best is in another language than the question, and found by meaning: then words it lacks tell nothing. */
  readonly isAcross: boolean;
};

/** One sign that the documents answer a question, or do not, as a number from 0 to 1. */
type Sign = (outcome: Outcome) => number;

/** Scores are log-odds against other candidates; beyond this a difference is no surer. */
const MAX_MARGIN = 8;
/** The same where scores tell more: e^3 is twenty times as likely. */
const MAX_LEAD = 3;
/**
 * What it costs in log-odds if nothing of what is asked of a jurisdiction is said; decided: the public sets have none.
 * e^-4 is one in fifty.
 */
const TOPIC_MISSED = 4;

/** "Presented", "hosted": what is done with a thing is said in many ways, what it is called in few. */
const PARTICIPLE = /\p{L}{2}ed$/iu;

/** Signs by name; the weight of each stands in `model.json`. */
const SIGNS = {
  /** Share of what it says beside names and numbers that no document holds: it asks what they never speak of. */
  unknownTopic: ({ asked: { query } }) => {
    const topic = query.terms.filter(
      ({ text, isName, isEarlier }) => !isName && !isEarlier && !PARTICIPLE.test(text),
    );
    const total = topic.reduce((sum, { weight }) => sum + weight, 0);
    const unknown = topic.reduce((sum, term) => sum + term.weight * unknownShareOf(term, query), 0);
    return total === 0 ? 0 : unknown / total;
  },
  /** Share of the question in names and numbers that no document holds: it is about other things. */
  unknownName: ({ asked: { query } }) =>
    weighCoverage(
      query,
      query.terms.map(({ known, isName }) => (isName && !known ? 1 : 0)),
    ),
  /** Share of the question, by how rare its words are in general, that the paragraph lacks. */
  rareMissed: ({ asked, best }) => rareMissed(asked, coverageAround(asked, best)),
  /** Whether what stands together in the question does so in the paragraph. */
  passageProximity: ({ asked, best }) => passageProximity(best.candidate, asked),
  /** The question names a jurisdiction, and the best stands in a document of another one. */
  otherJurisdiction: ({ asked, best }) => otherJurisdiction(best.candidate, asked),
  /** How far the best stands out from the best of other paragraphs. */
  margin: ({ best, rival }) => Math.min(MAX_MARGIN, best.score - (rival?.score ?? 0)) / MAX_MARGIN,
  /** The same, where others are told from it by more than words. */
  lead: ({ best, rival }) => (rival === null ? 1 : Math.min(MAX_LEAD, best.score - rival.score) / MAX_LEAD),
  /** A number, or a date, is asked for and not in the excerpt. */
  numberMissed: (outcome) => kindMissed(outcome, 'number'),
  dateMissed: (outcome) => Math.max(kindMissed(outcome, 'date'), kindMissed(outcome, 'extent')),
  /** How near the question the best is in meaning. */
  nearness: ({ asked, best }) => nearness(best.candidate, asked),
  /** How that one of the excerpts reads as an answer which does so best. */
  bestReading: ({ asked, excerpts }) => {
    const read = excerpts.filter(({ candidate }) => candidate.reading !== null);
    return read.length === 0 ? 0 : Math.max(...read.map(({ candidate }) => readsAsAnswer(candidate, asked)));
  },
  /** Whether it is in another language than the question. */
  across: ({ isAcross }) => (isAcross ? 1 : 0),
} as const satisfies Record<string, Sign>;

/** How surely a word asks for what no document holds, 0 to 1: words that everybody uses ("happen") tell little of that. */
function unknownShareOf(term: QueryTerm, query: Query): number {
  if (term.known) return isSpecified(term, query) ? 1 : 0;
  return Math.min(1, term.rarity / MIN_TELLING_RARITY);
}

/** Whether an unknown word stands right in front: who asks for "drone delivery" does not ask for any delivery. */
function isSpecified({ start }: QueryTerm, { terms, text }: Query): boolean {
  return terms.some(
    (other) =>
      !other.known &&
      other.rarity >= MIN_TELLING_RARITY &&
      other.suggestions.length === 0 &&
      !PARTICIPLE.test(other.text) &&
      /^[ -]$/.test(text.slice(other.end, start)),
  );
}

export type SignName = keyof typeof SIGNS;
export const SIGN_NAMES = Object.keys(SIGNS) as SignName[]; // Object.keys forgets the key type.

/** What a stage has nothing to tell by, or tells better by another sign. */
const UNKNOWN_AT: Readonly<Record<Stage, ReadonlySet<SignName>>> = {
  words: new Set(['lead', 'nearness', 'bestReading', 'across']),
  meaning: new Set(['margin', 'bestReading']),
  // Near in meaning is much that answers nothing, and what is asked may be said in words that no document holds: how it reads
  // says more than either.
  reading: new Set(['margin', 'nearness', 'across', 'unknownTopic']),
};

/** The signs that a stage weighs. */
export function signsAt(stage: Stage): SignName[] {
  return SIGN_NAMES.filter((name) => !UNKNOWN_AT[stage].has(name));
}

/** What is told by words, and by nothing where the question's are of another language. */
const OF_WORDS: ReadonlySet<SignName> = new Set([
  'unknownTopic',
  'unknownName',
  'rareMissed',
  'passageProximity',
  'otherJurisdiction',
]);

/** The signs' values, in the order of {@link SIGN_NAMES}; `null` where there is no candidate at all. */
export function signsOf({ asked: question, stage, excerpts }: Ranking): number[] | null {
  const [best] = excerpts;
  if (best === undefined) return null;
  const asked = withSaidNumbers(withoutAsides(question), best);
  const rival = excerpts.find(({ candidate }) => candidate.passage !== best.candidate.passage) ?? null;
  const isAcross = stage !== 'words' && languageOf(asked.query.text) !== languageOf(textOf(best.candidate));
  const outcome = { asked, best, rival, excerpts, isAcross };
  return SIGN_NAMES.map((name) => (isAcross && OF_WORDS.has(name) ? 0 : SIGNS[name](outcome)));
}

/**
 * Chance, 0 to 1, a logistic regression on the signs: that the best excerpt is a right answer; where the ranking goes by words
 * alone, that the documents answer the question at all.
 */
export function confidenceIn(ranking: Ranking): number {
  const signs = signsOf(ranking);
  if (signs === null) return 0;
  const { asked, stage, excerpts } = ranking;
  const logOdds = SIGN_NAMES.reduce(
    (sum, name, i) => sum + signWeightOf(name, stage) * (signs[i] ?? 0),
    model[stage].confidence.bias,
  );
  const objection = missesTopic(withoutAsides(asked), excerpts) ? TOPIC_MISSED : 0;
  return 1 / (1 + Math.exp(objection - logOdds));
}

/** The weight of a sign in the confidence; none for what a stage does not know. */
function signWeightOf(name: SignName, stage: Stage): number {
  return (model[stage].confidence.weights as Record<string, number>)[name] ?? 0;
}

/** Less is a word of an expression, which may stand in many others. */
const MIN_SAID = 0.4;

/** Whether nothing of what is asked of a jurisdiction is said where the best stands: that only speaks of the same one. */
function missesTopic(asked: Asked, [best]: readonly RankedExcerpt[]): boolean {
  if (best === undefined || !namesJurisdiction(asked)) return false;
  const topic = coverageAround(asked, best).filter((_, i) => isTopic(asked, i));
  return topic.length > 0 && topic.every((said) => said < MIN_SAID);
}

function namesJurisdiction({ jurisdictionTerms, nameShares }: Asked): boolean {
  return [...jurisdictionTerms].some((term) => (nameShares[term] ?? 0) >= SURE_NAME_SHARE);
}

/** Whether a term says what is asked, and not of whom, of which document or when. */
function isTopic({ query, nameShares }: Asked, i: number): boolean {
  const term = query.terms[i];
  if (term === undefined || term.isName || term.isEarlier || term.weight === 0) return false;
  return (nameShares[i] ?? 0) < NAME_SHARE;
}

/** Share of the question, 0 to 1, said by an excerpt and where it stands. */
export function shareSaidBy(asked: Asked, excerpt: RankedExcerpt): number {
  return weighCoverage(asked.query, coverageAround(asked, excerpt));
}

/** For each term of the question, how fully the excerpt and where it stands say it. */
function coverageAround({ query }: Asked, { candidate }: RankedExcerpt): number[] {
  const { matches, passageMatches, inheritedMatches, nameMatches, named } = candidate;
  return atLeast(
    coverageOf(query, [...matches, ...passageMatches, ...inheritedMatches, ...nameMatches]),
    named,
  );
}

function rareMissed({ query }: Asked, coverage: readonly number[]): number {
  const total = query.terms.reduce((sum, { rarity }) => sum + rarity, 0);
  if (total === 0) return 0;
  return query.terms.reduce((sum, { rarity }, i) => sum + rarity * (1 - (coverage[i] ?? 0)), 0) / total;
}

/** A number that no document holds is said all the same by a range that holds it. */
function withSaidNumbers(asked: Asked, { candidate }: RankedExcerpt): Asked {
  const terms = asked.query.terms.map((term, i) =>
    !term.known && candidate.matches.some((match) => match.term === i) ? { ...term, known: true } : term,
  );
  return { ...asked, query: { ...asked.query, terms } };
}

/** What is said beside the question need not be in its answer. */
function withoutAsides(asked: Asked): Asked {
  const terms = asked.query.terms.map((term) =>
    term.isAside ? { ...term, weight: 0, rarity: 0, isName: false } : term,
  );
  return { ...asked, query: { ...asked.query, terms } };
}

function kindMissed({ asked, best }: Outcome, kind: AnswerKind): number {
  return asked.kind === kind && !best.holdsKind ? 1 : 0;
}
