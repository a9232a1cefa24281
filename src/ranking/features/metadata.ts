import type { Feature } from './feature.ts';

/** Whether the excerpt is what a page says about itself: a stamp, a credit, a caption. */
export const metadata: Feature = ({ passage }) => (passage.kind === 'metadata' ? 1 : 0);
