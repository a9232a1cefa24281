import type { Asked } from './asked.ts';
import { passageProximity } from './features/passage-proximity.ts';
import { atLeast, coverageOf, weighCoverage } from './matches.ts';
import model from './model.json' with { type: 'json' };
import type { RankedExcerpt } from './rank.ts';

/** What is known once candidates are ranked. `best` is the first, `rivals` those from other paragraphs. */
type Outcome = { readonly asked: Asked; readonly best: RankedExcerpt; readonly rival: RankedExcerpt | null };

/** One sign that the documents answer a question, or do not, as a number from 0 to 1. */
type Sign = (outcome: Outcome) => number;

/** Scores are log-odds against other candidates; beyond this a difference is no surer. */
const MAX_MARGIN = 8;
const MAX_SCORE = 20;

/** Signs by name; the weight of each stands in `model.json`. */
const SIGNS = {
  /** Share of the question said by the excerpt and where it stands. */
  coverage: ({ asked, best }) => weighCoverage(asked.query, coverages(asked, best).around),
  /** ... by the excerpt itself. */
  excerptCoverage: ({ asked, best }) => weighCoverage(asked.query, coverages(asked, best).inside),
  /** Share of the question in words that no document holds. */
  unknown: ({ asked: { query } }) =>
    weighCoverage(
      query,
      query.terms.map(({ known }) => (known ? 0 : 1)),
    ),
  /** ... in names and numbers that no document holds: it is about other things. */
  unknownName: ({ asked: { query } }) =>
    weighCoverage(
      query,
      query.terms.map(({ known, isName }) => (isName && !known ? 1 : 0)),
    ),
  /** The weightiest word that the paragraph lacks, as a share of the weightiest of all. */
  worstMiss: ({ asked, best }) => worstMiss(asked, coverages(asked, best).around),
  /** A name or number of the question that the paragraph lacks. */
  nameMissed: ({ asked, best }) => nameMissed(asked, coverages(asked, best).around),
  /** ... that the excerpt itself lacks. */
  nameMissedInside: ({ asked, best }) => nameMissed(asked, coverages(asked, best).inside),
  /** Share of the question, by how rare its words are in general, that the paragraph lacks. */
  rareMissed: ({ asked, best }) => rareMissed(asked, coverages(asked, best).around),
  /** Whether what stands together in the question does so in the paragraph. */
  passageProximity: ({ asked, best }) => passageProximity(best.candidate, asked),
  /** How far the best stands out from the best of other paragraphs. */
  margin: ({ best, rival }) => Math.min(MAX_MARGIN, best.score - (rival?.score ?? 0)) / MAX_MARGIN,
  score: ({ best }) => Math.min(1, Math.max(0, best.score / MAX_SCORE)),
  /** The kind of thing asked for is not in the excerpt. */
  kindMissed: ({ asked, best }) => (asked.kind !== null && !best.holdsKind ? 1 : 0),
} as const satisfies Record<string, Sign>;

export type SignName = keyof typeof SIGNS;
export const SIGN_NAMES = Object.keys(SIGNS) as SignName[]; // Object.keys forgets the key type.

/** The signs' values, in the order of {@link SIGN_NAMES}; `null` where there is no candidate at all. */
export function signsOf(asked: Asked, ranked: readonly RankedExcerpt[]): number[] | null {
  const [best] = ranked;
  if (best === undefined) return null;
  const rival = ranked.find(({ candidate }) => candidate.passage !== best.candidate.passage) ?? null;
  return SIGN_NAMES.map((name) => SIGNS[name]({ asked, best, rival }));
}

/** Chance, 0 to 1, that the documents answer the question: a logistic regression on the signs. */
export function confidenceIn(asked: Asked, ranked: readonly RankedExcerpt[]): number {
  const signs = signsOf(asked, ranked);
  if (signs === null) return 0;
  const { bias, weights } = model.confidence;
  const logOdds = SIGN_NAMES.reduce((sum, name, i) => sum + weights[name] * (signs[i] ?? 0), bias);
  return 1 / (1 + Math.exp(-logOdds));
}

function coverages(asked: Asked, { candidate }: RankedExcerpt): { inside: number[]; around: number[] } {
  const { query } = asked;
  const inside = atLeast(coverageOf(query, candidate.matches), candidate.named);
  const context = [...candidate.passageMatches, ...candidate.headingMatches, ...candidate.nameMatches];
  return { inside, around: atLeast(inside, coverageOf(query, context)) };
}

function worstMiss({ query }: Asked, coverage: readonly number[]): number {
  const most = Math.max(...query.terms.map(({ weight }) => weight), 0);
  if (most === 0) return 1;
  return Math.max(...query.terms.map(({ weight }, i) => weight * (1 - (coverage[i] ?? 0)))) / most;
}

function rareMissed({ query }: Asked, coverage: readonly number[]): number {
  const total = query.terms.reduce((sum, { rarity }) => sum + rarity, 0);
  if (total === 0) return 0;
  return query.terms.reduce((sum, { rarity }, i) => sum + rarity * (1 - (coverage[i] ?? 0)), 0) / total;
}

function nameMissed({ query }: Asked, coverage: readonly number[]): number {
  return Math.max(0, ...query.terms.map(({ isName }, i) => (isName ? 1 - (coverage[i] ?? 0) : 0)));
}
