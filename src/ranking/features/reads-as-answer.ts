import type { Feature } from './feature.ts';

/** Beyond this, either way, the reader is no surer. In log-odds. */
const MAX_LOG_ODDS = 10;

/** How the excerpt reads as an answer: -1 as none, 1 as one. */
export const readsAsAnswer: Feature = ({ reading }) =>
  reading === null ? 0 : Math.max(-1, Math.min(1, reading / MAX_LOG_ODDS));
