import { hash } from 'node:crypto';
import type { Document } from '../document.ts';
import { type SpokenText, spokenText } from './spoken-text.ts';
import type { Unit } from './units.ts';

/** What the encoder is given of a unit. */
export type UnitText = SpokenText;

/** More than the encoder sees of any text; one without an end would take it as long to cut up. */
const MAX_CHARS = 4_000;
const DIGEST_BYTES = 16;

export function textOf(document: Document, { start, end }: Unit): UnitText {
  return spokenText(document, { start, end: Math.min(end, start + MAX_CHARS) });
}

/** The same for the same text with the same context, for the same encoder: the same digest, the same vector. In hex. */
export function digestOf(encoderId: string, { context, text }: UnitText): string {
  return hash('sha256', JSON.stringify([encoderId, context, text])).slice(0, 2 * DIGEST_BYTES);
}
