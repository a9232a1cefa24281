import { fileURLToPath } from 'node:url';
import { sha256 } from '../manifest.ts';

/** What runs models: a build for this platform, or one for any, in WebAssembly, which takes three to four times as long. */
export const RUNTIMES = ['native', 'wasm'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** Where a model is: a folder with `model.onnx` and `tokenizer.json`. */
export type ModelFolder = {
  readonly dir: string;
  /** What `sha256sum model.onnx tokenizer.json | sha256sum` says in the folder. */
  readonly sha256: string;
};

export type ModelSettings = {
  readonly encoder: ModelFolder;
  readonly reader: ModelFolder;
  /** What runs them; `null` for the native runtime where it can be had. */
  readonly runtime: Runtime | null;
};

/** The models that come with the product. */
export const BUILT_IN_MODELS: ModelSettings = {
  encoder: {
    dir: folderOf('encoder'),
    sha256: 'f47e02c08f25569621f954a47179a1e9e413050d1add87ca3ee1f4a836ffd97e',
  },
  reader: {
    dir: folderOf('reader'),
    sha256: 'c12e0ab17425ccb3930c7251ad569fcc72a8ea1c2995a85a8d14c1b6bc3f8d93',
  },
  runtime: null,
};

/** The id of models with these files. */
export function modelsIdOf({ encoder, reader }: ModelSettings): string {
  return sha256(`${encoder.sha256} ${reader.sha256}`).slice(0, 12);
}

function folderOf(name: string): string {
  return fileURLToPath(new URL(`../models/${name}`, import.meta.url));
}
