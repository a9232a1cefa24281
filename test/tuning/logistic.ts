/** A case to learn from: its features, whether it is a yes, and how much it counts. */
export type Case = { readonly row: readonly number[]; readonly isYes: boolean; readonly weight: number };

const ITERATIONS = 4_000;
const LEARNING_RATE = 0.5;

/**
 * Where a weight starts, and how strongly it is pulled back there: `pull` times the square of the distance. It never
 * has the other sign than `sign`.
 */
export type Prior = { readonly weight: number; readonly pull: number; readonly sign: 1 | -1 };

/** Logistic regression by gradient descent; the bias is free. Deterministic. */
export function fitLogistic(
  cases: readonly Case[],
  priors: readonly Prior[],
): { bias: number; weights: number[] } {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  let bias = 0;
  let weights = priors.map(({ weight }) => weight);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    let biasSlope = 0;
    const slopes = weights.map((weight, i) => {
      const prior = priors[i] ?? { weight: 0, pull: 0 };
      return 2 * prior.pull * (weight - prior.weight);
    });
    for (const { row, isYes, weight } of cases) {
      const logOdds = row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias);
      const error = (weight / total) * (1 / (1 + Math.exp(-logOdds)) - (isYes ? 1 : 0));
      biasSlope += error;
      row.forEach((value, i) => {
        slopes[i] = (slopes[i] ?? 0) + error * value;
      });
    }
    bias -= LEARNING_RATE * biasSlope;
    weights = weights.map((weight, i) => {
      const moved = weight - LEARNING_RATE * (slopes[i] ?? 0);
      return moved * (priors[i]?.sign ?? 1) > 0 ? moved : 0;
    });
  }
  return { bias, weights };
}
