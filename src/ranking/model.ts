import type { Asked } from './asked.ts';
import type { Candidate } from './candidates.ts';
import { answerKindPresent } from './features/answer-kind-present.ts';
import { brevity } from './features/brevity.ts';
import { contextCoverage } from './features/context-coverage.ts';
import { documentMeant } from './features/document-meant.ts';
import { excerptCoverage } from './features/excerpt-coverage.ts';
import type { Feature } from './features/feature.ts';
import { furniture } from './features/furniture.ts';
import { label } from './features/label.ts';
import { metadata } from './features/metadata.ts';
import { otherJurisdiction } from './features/other-jurisdiction.ts';
import { passageCoverage } from './features/passage-coverage.ts';
import { proximity } from './features/proximity.ts';
import { searchScore } from './features/search-score.ts';

/** Every reason to prefer or avoid a candidate, with its weight. Weights were set by hand and tried on public question sets. */
const MODEL: readonly { readonly feature: Feature; readonly weight: number }[] = [
  { feature: excerptCoverage, weight: 1 },
  { feature: passageCoverage, weight: 0.5 },
  { feature: contextCoverage, weight: 0.4 },
  { feature: documentMeant, weight: 0.4 },
  { feature: otherJurisdiction, weight: -0.6 },
  { feature: proximity, weight: 0.3 },
  { feature: answerKindPresent, weight: 0.15 },
  { feature: searchScore, weight: 0.3 },
  { feature: furniture, weight: -2 },
  { feature: metadata, weight: -0.3 },
  { feature: label, weight: -0.25 },
  { feature: brevity, weight: 0.02 },
];

export function scoreOf(candidate: Candidate, asked: Asked): number {
  return MODEL.reduce((sum, { feature, weight }) => sum + weight * feature(candidate, asked), 0);
}
