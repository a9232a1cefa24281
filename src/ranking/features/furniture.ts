import type { Feature } from './feature.ts';

/** Whether the excerpt is page furniture: a stamp, a credit, a caption. */
export const furniture: Feature = ({ passage }) => (passage.kind === 'furniture' ? 1 : 0);
