import type { Asked } from './asked.ts';
import type { Candidate } from './candidates.ts';
import { FEATURE_NAMES, type FeatureName, featuresOf, type Stage, weightOf } from './model.ts';

/** How a word of the document says a word of the question. */
type MatchedBy = 'exact' | 'stem' | 'glossary' | 'abbreviation' | 'typo';

/** A word or expression of the question that an excerpt says. */
type MatchedWord = {
  readonly asked: string;
  /** As the document has it. */
  readonly found: string;
  readonly by: MatchedBy;
  /** Its share of all that the excerpt says of the question, 0 to 1. */
  readonly share: number;
};

/** Why an excerpt was chosen. */
export type Explanation = {
  /** In the order of the question. */
  readonly words: readonly MatchedWord[];
  /** How it reads as an answer, in log-odds; `null` where it was not read. */
  readonly reading: number | null;
  /** Cosine of its meaning and that of the question, -1 to 1; `null` where nothing is known of meaning. */
  readonly nearness: number | null;
  /** What each feature adds to the score or takes from it, where it does; the largest first. */
  readonly features: readonly { readonly name: FeatureName; readonly points: number }[];
};

/** @param stage that the candidate was scored at */
export function explain(candidate: Candidate, asked: Asked, stage: Stage): Explanation {
  const { reading, nearness } = candidate;
  return {
    words: explainWords(candidate, asked),
    reading: reading === null ? null : round(reading),
    nearness: nearness === null ? null : round(nearness.own),
    features: explainFeatures(candidate, asked, stage),
  };
}

function explainWords({ document, passage, matches }: Candidate, { query }: Asked): MatchedWord[] {
  const found = query.terms.flatMap(({ text, weight }, term) => {
    const best = matches
      .filter((match) => match.term === term)
      .reduce<(typeof matches)[number] | null>(
        (a, b) => (a === null || b.strength > a.strength ? b : a),
        null,
      );
    if (best === null) return [];
    const by: MatchedBy =
      best.via === 'glossary' || best.via === 'abbreviation'
        ? best.via
        : best.via === 'spelling'
          ? 'typo'
          : best.isExact
            ? 'exact'
            : 'stem';
    const slice = document.text.slice(passage.start + best.start, passage.start + best.end);
    return [{ asked: text, found: slice, by, points: weight * best.strength }];
  });
  const total = found.reduce((sum, { points }) => sum + points, 0);
  return found.map(({ points, ...word }) => ({ ...word, share: total === 0 ? 0 : round(points / total) }));
}

function explainFeatures(candidate: Candidate, asked: Asked, stage: Stage): Explanation['features'] {
  const values = featuresOf(candidate, asked);
  return FEATURE_NAMES.map((name, i) => ({ name, points: round(weightOf(name, stage) * (values[i] ?? 0)) }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
