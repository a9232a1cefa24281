import { PlanciteError } from '../errors.ts';
import { openEncoder } from './encoder.ts';
import type { Models } from './meaning.ts';
import { type ModelFiles, readModel } from './model-files.ts';
import { type ModelFolder, type ModelSettings, modelsIdOf } from './model-settings.ts';
import { openReader } from './reader.ts';

/**
 * Opens both models, if their files are those that are meant.
 * @throws {PlanciteError} `MODEL_INVALID`, naming the folder
 */
export async function openModels(settings: ModelSettings): Promise<Models> {
  const { encoder, reader, runtime } = settings;
  return {
    id: modelsIdOf(settings),
    encoder: await openFrom(encoder, (files) => openEncoder(files, runtime)),
    reader: await openFrom(reader, (files) => openReader(files, runtime)),
  };
}

/**
 * Opens what is in a model's folder; whatever is wrong is told with the folder that it is wrong with.
 * @throws {PlanciteError} `MODEL_INVALID`
 */
export async function openFrom<Opened>(
  folder: ModelFolder,
  open: (files: ModelFiles) => Promise<Opened>,
): Promise<Opened> {
  try {
    return await open(await readModel(folder));
  } catch (err) {
    if (!(err instanceof PlanciteError)) throw err;
    throw new PlanciteError(err.code, `the model in ${folder.dir}: ${err.message}`, { cause: err });
  }
}
