import { fileURLToPath } from 'node:url';
import { PlanciteError } from '../errors.ts';
import { sha256 } from '../manifest.ts';
import { openEncoder } from './encoder.ts';
import type { Models } from './meaning.ts';
import { type ModelFolder, readModel } from './model-files.ts';
import type { Runtime } from './onnx-session.ts';
import { openReader } from './reader.ts';

export type ModelSettings = {
  readonly encoder: ModelFolder;
  readonly reader: ModelFolder;
  /** What runs them; without it, the native runtime where it can be had. */
  readonly runtime?: Runtime | undefined;
};

/** The models that come with the product. */
export const BUILT_IN_ENCODER: ModelFolder = {
  dir: fileURLToPath(new URL('../models/encoder', import.meta.url)),
  sha256: 'f47e02c08f25569621f954a47179a1e9e413050d1add87ca3ee1f4a836ffd97e',
};
export const BUILT_IN_READER: ModelFolder = {
  dir: fileURLToPath(new URL('../models/reader', import.meta.url)),
  sha256: 'c12e0ab17425ccb3930c7251ad569fcc72a8ea1c2995a85a8d14c1b6bc3f8d93',
};

/**
 * Opens both models, if their files are those that are meant.
 * @throws {PlanciteError} `MODEL_INVALID`, naming the folder
 */
export async function openModels({ encoder, reader, runtime }: ModelSettings): Promise<Models> {
  return {
    id: sha256(`${encoder.sha256} ${reader.sha256}`).slice(0, 12),
    encoder: await openFrom(encoder, (files) => openEncoder(files, runtime)),
    reader: await openFrom(reader, (files) => openReader(files, runtime)),
  };
}

/** Whatever is wrong is told with the folder that it is wrong with. */
async function openFrom<Opened>(
  folder: ModelFolder,
  open: (files: Awaited<ReturnType<typeof readModel>>) => Promise<Opened>,
): Promise<Opened> {
  try {
    return await open(await readModel(folder));
  } catch (err) {
    if (!(err instanceof PlanciteError)) throw err;
    throw new PlanciteError(err.code, `the model in ${folder.dir}: ${err.message}`, { cause: err });
  }
}
