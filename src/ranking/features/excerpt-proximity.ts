import { proximityOf } from '../proximity.ts';
import type { Feature } from './feature.ts';

/** How much of what stands together in the question does so in the excerpt. */
export const excerptProximity: Feature = ({ matches }, { ownQuery }) => proximityOf(ownQuery, matches);
