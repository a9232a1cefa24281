/**
 * Runtimes and processors add up in another order, and 8-bit models make more of that than the last bits: what differs by less than
 * a step is alike, so that it decides nothing and is said the same.
 */
const COSINES = 500;
const LOG_ODDS = 10;

/** A cosine of the encoder, to .002. */
export function roundCosine(cosine: number): number {
  return Math.round(cosine * COSINES) / COSINES;
}

/** What the reader says, to .1. */
export function roundLogOdds(logOdds: number): number {
  return Math.round(logOdds * LOG_ODDS) / LOG_ODDS;
}
