import type { Document } from '../document.ts';
import type { DocumentIndex } from '../document-index.ts';
import { idWithModels } from '../index-id.ts';
import type { DocumentVectors } from './document-vectors.ts';
import type { Models } from './meaning.ts';
import { unitsOf } from './units.ts';
import { DIMENSIONS } from './vectors.ts';

/** An index with meaning, every unit of it encoded here and now. */
export async function addMeaning(index: DocumentIndex, models: Models): Promise<DocumentIndex> {
  const vectors = new Map<Document, DocumentVectors>();
  for (const { document, passages } of index.search.documents) {
    const units = unitsOf(document, passages);
    const components = new Int8Array(units.length * DIMENSIONS);
    for (const [i, { start, end, context }] of units.entries())
      components.set(
        await models.encoder.encodePassage(context, document.text.slice(start, end)),
        i * DIMENSIONS,
      );
    vectors.set(document, { passages: Uint32Array.from(units, ({ passage }) => passage), components });
  }
  return { ...index, id: idWithModels(index.id, models.id), meaning: { models, vectors } };
}
