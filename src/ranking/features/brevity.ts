import { MAX_EXCERPT_CHARS } from '../excerpt-spans.ts';
import type { Feature } from './feature.ts';

/** How much shorter than an excerpt may be: of two that say the same, people want the shorter one. */
export const brevity: Feature = ({ start, end }) => Math.max(0, 1 - (end - start) / MAX_EXCERPT_CHARS);
