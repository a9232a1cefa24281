import type { DocumentIndex } from '../document-index.ts';
import { idWithModels } from '../index-id.ts';
import { Pace } from '../pace.ts';
import type { Models } from './meaning.ts';
import { VectorDraft } from './vector-draft.ts';

/** An index with meaning, every unit of it encoded here and now: for tools, which wait for nobody. */
export async function addMeaning(index: DocumentIndex, models: Models): Promise<DocumentIndex> {
  const draft = await VectorDraft.of(index, null, models.encoder.id, new Pace());
  for (const [digest, { text }] of [...draft.missing])
    draft.put(digest, await models.encoder.encodePassage(text.context, text.text));
  return {
    ...index,
    id: idWithModels(index.id, models.id),
    meaning: { models, vectors: draft.vectors },
  };
}
