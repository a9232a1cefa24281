import type { Asked } from './asked.ts';
import type { Candidate } from './candidates.ts';
import { alreadyQuoted } from './features/already-quoted.ts';
import { answerKindPresent, normPresent } from './features/answer-kind-present.ts';
import { clauseMeant } from './features/clause-meant.ts';
import { documentMeant } from './features/document-meant.ts';
import { documentScore } from './features/document-score.ts';
import { exactCoverage } from './features/exact-coverage.ts';
import { exception } from './features/exception.ts';
import { excerptCoverage } from './features/excerpt-coverage.ts';
import type { Feature } from './features/feature.ts';
import { furniture } from './features/furniture.ts';
import { label } from './features/label.ts';
import { longestRun } from './features/longest-run.ts';
import { metadata } from './features/metadata.ts';
import { metadataAsked } from './features/metadata-asked.ts';
import { nearbyCoverage } from './features/nearby-coverage.ts';
import { nearness, passageNearness } from './features/nearness.ts';
import { negationAdded, negationMissed } from './features/negation-differs.ts';
import { numberMissed } from './features/number-missed.ts';
import { otherJurisdiction } from './features/other-jurisdiction.ts';
import { otherRowMeant } from './features/other-row-meant.ts';
import { passageCoverage } from './features/passage-coverage.ts';
import { passageProximity } from './features/passage-proximity.ts';
import { passageScore } from './features/passage-score.ts';
import { readsAsAnswer } from './features/reads-as-answer.ts';
import { sameDocument } from './features/same-document.ts';
import { searchScore } from './features/search-score.ts';
import { threadCoverage } from './features/thread-coverage.ts';
import { unitScore } from './features/unit-score.ts';
import { wholeCoverage } from './features/whole-coverage.ts';
import model from './model.json' with { type: 'json' };

/** Every reason to prefer or avoid a candidate. The weight of each stands under its name in `model.json`. */
const FEATURES = {
  excerptCoverage,
  exactCoverage,
  wholeCoverage,
  unitScore,
  numberMissed,
  negationMissed,
  negationAdded,
  clauseMeant,
  nearbyCoverage,
  passageCoverage,
  passageProximity,
  passageScore,
  searchScore,
  documentMeant,
  otherJurisdiction,
  otherRowMeant,
  exception,
  sameDocument,
  threadCoverage,
  alreadyQuoted,
  answerKindPresent,
  normPresent,
  documentScore,
  longestRun,
  label,
  metadata,
  metadataAsked,
  furniture,
  nearness,
  passageNearness,
  readsAsAnswer,
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof FEATURES;

/** The features' names, in the order of {@link featuresOf}. */
export const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[]; // Object.keys forgets the key type.

/**
 * What a ranking is told by: the words of the question alone, where nothing is known of meaning; its meaning too; or, for the best
 * candidates, how they read. Each has weights of its own.
 */
export type Stage = 'words' | 'meaning' | 'reading';

/** What a stage has nothing to tell by. */
const UNKNOWN_AT: Readonly<Record<Stage, ReadonlySet<FeatureName>>> = {
  words: new Set(['nearness', 'passageNearness', 'readsAsAnswer']),
  meaning: new Set(['readsAsAnswer']),
  reading: new Set(),
};

/** The features that a stage weighs. */
export function featuresAt(stage: Stage): FeatureName[] {
  return FEATURE_NAMES.filter((name) => !UNKNOWN_AT[stage].has(name));
}

const WEIGHTS: Readonly<Record<Stage, readonly number[]>> = {
  words: weightsAt('words'),
  meaning: weightsAt('meaning'),
  reading: weightsAt('reading'),
};

/** In the order of {@link FEATURE_NAMES}; 0 for what the stage has nothing to tell by. */
function weightsAt(stage: Stage): number[] {
  return FEATURE_NAMES.map((name) => weightOf(name, stage));
}

/** The weight of a feature in the score; 0 for what the stage has nothing to tell by. */
export function weightOf(name: FeatureName, stage: Stage): number {
  return (model[stage].weights as Partial<Record<FeatureName, number>>)[name] ?? 0;
}

/** The candidate's features, in the order of {@link FEATURE_NAMES}. */
export function featuresOf(candidate: Candidate, asked: Asked): number[] {
  return FEATURE_NAMES.map((name) => FEATURES[name](candidate, asked));
}

/** How good an answer a candidate with these features is: a log-odds against the question's other candidates. */
export function scoreOf(features: readonly number[], stage: Stage): number {
  return features.reduce((sum, value, i) => sum + value * (WEIGHTS[stage][i] ?? 0), 0);
}
