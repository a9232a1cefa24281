import type { Feature } from './feature.ts';

/** Whether the excerpt is furniture, which every page of a site has: it says nothing about the question. */
export const furniture: Feature = ({ passage }) => (passage.kind === 'furniture' ? 1 : 0);
