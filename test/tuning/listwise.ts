/** The candidates of one question: a row of features each, and which of them answer it. */
export type Group = {
  readonly rows: readonly Float64Array[];
  readonly isRight: readonly boolean[];
  /** How much the question counts. */
  readonly weight: number;
};

const LEARNING_RATE = 0.1;
/** Adam (Kingma & Ba, 2015), with the constants of its paper. */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/**
 * Fits linear weights so that right candidates come out on top: it minimises the negative log of the share that right
 * candidates have of each question's softmax (listwise, as in ListNet; Cao et al., 2007), plus `pull` times the
 * squared distance from `prior`, weight by weight. A weight never has the other sign than its entry in `signs`. Deterministic.
 */
export function fitListwise(
  groups: readonly Group[],
  prior: readonly number[],
  pull: readonly number[],
  signs: readonly number[],
  iterations: number,
): number[] {
  const weights = Float64Array.from(prior);
  const first = new Float64Array(prior.length);
  const second = new Float64Array(prior.length);
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    const gradient = weights.map((weight, i) => 2 * (pull[i] ?? 0) * (weight - (prior[i] ?? 0)));
    for (const group of groups) addGradient(group, weights, gradient);
    weights.forEach((weight, i) => {
      const slope = gradient[i] ?? 0;
      const mean = BETA_1 * (first[i] ?? 0) + (1 - BETA_1) * slope;
      const square = BETA_2 * (second[i] ?? 0) + (1 - BETA_2) * slope * slope;
      first[i] = mean;
      second[i] = square;
      const step =
        mean / (1 - BETA_1 ** iteration) / (Math.sqrt(square / (1 - BETA_2 ** iteration)) + EPSILON);
      const moved = weight - LEARNING_RATE * step;
      weights[i] = moved * (signs[i] ?? 1) > 0 ? moved : 0;
    });
  }
  return [...weights];
}

function addGradient({ rows, isRight, weight }: Group, weights: Float64Array, gradient: Float64Array): void {
  const scores = rows.map((row) => dot(row, weights));
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const shares = scores.map((score) => Math.exp(score - highest));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const right = shares.reduce((sum, share, i) => sum + (isRight[i] ? share : 0), 0);
  rows.forEach((row, r) => {
    const share = shares[r] ?? 0;
    const pull = weight * (share / all - (isRight[r] ? share / right : 0));
    for (let i = 0; i < row.length; i += 1) gradient[i] = (gradient[i] ?? 0) + pull * (row[i] ?? 0);
  });
}

function dot(row: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i += 1) sum += (row[i] ?? 0) * (weights[i] ?? 0);
  return sum;
}
