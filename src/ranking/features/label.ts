import type { Feature } from './feature.ts';

/** Whether the excerpt is a title or heading, which names a subject and says little about it. */
export const label: Feature = ({ passage }) =>
  passage.kind === 'title' || passage.kind === 'heading' ? 1 : 0;
