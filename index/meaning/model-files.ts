import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { PlanciteError } from '../errors.ts';
import { sha256 } from '../manifest.ts';
import type { ModelFolder } from './model-settings.ts';

export type ModelFiles = {
  /** Of the files' contents: the same model, the same id. */
  readonly id: string;
  readonly onnx: Uint8Array;
  readonly tokenizer: Tokenizer;
};

/**
 * Reads a model's files. They are checked, as what is stored depends on them, and as a file that was cut off or swapped answers
 * wrongly in silence.
 * @throws {PlanciteError} `MODEL_INVALID`
 */
export async function readModel({ dir, sha256: expected }: ModelFolder): Promise<ModelFiles> {
  const read = (name: string): Promise<Buffer> =>
    readFile(join(dir, name)).catch((cause: NodeJS.ErrnoException) => {
      throw new PlanciteError('MODEL_INVALID', `${name} cannot be read (${cause.code})`, { cause });
    });
  const onnx = await read('model.onnx');
  const tokenizer = await read('tokenizer.json');
  const found = sha256(`${sha256(onnx)}  model.onnx\n${sha256(tokenizer)}  tokenizer.json\n`);
  if (found !== expected)
    throw new PlanciteError('MODEL_INVALID', `its files have the SHA-256 ${found} and not ${expected}`);
  return { id: found, onnx, tokenizer: tokenizerFrom(tokenizer.toString('utf8')) };
}

/** @throws {PlanciteError} `MODEL_INVALID` */
function tokenizerFrom(json: string): Tokenizer {
  try {
    return new Tokenizer(JSON.parse(json), {});
  } catch (cause) {
    throw new PlanciteError('MODEL_INVALID', 'tokenizer.json is not a tokenizer that can be used', { cause });
  }
}
