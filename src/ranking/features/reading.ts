import type { Feature } from './feature.ts';

/** Beyond this, either way, the reader is no surer. In log-odds. */
const MAX_LOG_ODDS = 10;

/** How the excerpt reads as an answer: 0 as none, 1 as one. */
export const readsAsAnswer: Feature = ({ reading }) => (reading === null ? 0 : share(reading.own));

/** The same of the passage around it. */
export const passageReadsAsAnswer: Feature = ({ reading }) => (reading === null ? 0 : share(reading.passage));

function share(logOdds: number): number {
  return (Math.max(-MAX_LOG_ODDS, Math.min(MAX_LOG_ODDS, logOdds)) / MAX_LOG_ODDS + 1) / 2;
}
