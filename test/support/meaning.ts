import type { DocumentIndex } from '../../index/document-index.ts';
import { addMeaning } from '../../index/meaning/add-meaning.ts';
import type { Models } from '../../index/meaning/meaning.ts';
import { BUILT_IN_MODELS } from '../../index/meaning/model-settings.ts';
import { openModels } from '../../index/meaning/models.ts';
import { indexOf } from './indexes.ts';

let opened: Promise<Models> | null = null;

/** The models that come with the product; opened once, as that takes a moment. */
export function builtInModels(): Promise<Models> {
  opened ??= openModels({ ...BUILT_IN_MODELS, runtime: null });
  return opened;
}

/** An index of these files, by path, with all that its texts mean. */
export async function indexWithMeaningOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<DocumentIndex> {
  return addMeaning(await indexOf(files), await builtInModels());
}
