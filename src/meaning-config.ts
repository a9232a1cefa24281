import { resolve } from 'node:path';
import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';
import {
  BUILT_IN_MODELS,
  type ModelFolder,
  type ModelSettings,
  RUNTIMES,
} from '../index/meaning/model-settings.ts';
import { unlessEmpty } from './settings.ts';

const dir = unlessEmpty(
  z
    .string()
    .transform((path) => resolve(path))
    .optional(),
);
/** As it is printed, with the name of what it is of after it. */
const sha256 = unlessEmpty(
  z
    .string()
    .trim()
    .regex(/^[0-9a-f]{64}(?:\s.*)?$/i, 'expected a SHA-256, 64 hexadecimal digits')
    .transform((printed) => printed.slice(0, 64).toLowerCase())
    .optional(),
);
/** One of a few words, however it is written. */
const word = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
    unlessEmpty(schema),
  );

export const MEANING_SETTINGS = {
  SEMANTICS: word(z.stringbool('expected on or off').default(true)),
  ENCODER_DIR: dir,
  ENCODER_SHA256: sha256,
  READER_DIR: dir,
  READER_SHA256: sha256,
  MODEL_RUNTIME: word(z.enum(RUNTIMES, `expected ${RUNTIMES.join(' or ')}`).optional()),
};

const Settings = z.object({ ...MEANING_SETTINGS });

/**
 * @returns the models to use, `null` for none
 * @throws {PlanciteError} `CONFIG_INVALID` for half of what says which model is meant
 */
export function meaningConfig(settings: z.infer<typeof Settings>): ModelSettings | null {
  const encoder = folderIn(settings, 'ENCODER') ?? BUILT_IN_MODELS.encoder;
  const reader = folderIn(settings, 'READER') ?? BUILT_IN_MODELS.reader;
  return settings.SEMANTICS ? { encoder, reader, runtime: settings.MODEL_RUNTIME ?? null } : null;
}

/** Without its digest another model than the one that was tried could slip in unseen. */
function folderIn(settings: z.infer<typeof Settings>, model: 'ENCODER' | 'READER'): ModelFolder | null {
  const { [`${model}_DIR` as const]: dir, [`${model}_SHA256` as const]: sha256 } = settings;
  if (dir === undefined && sha256 === undefined) return null;
  if (dir === undefined)
    throw new PlanciteError('CONFIG_INVALID', `${model}_DIR: missing, though ${model}_SHA256 is set`);
  if (sha256 === undefined)
    throw new PlanciteError(
      'CONFIG_INVALID',
      `${model}_SHA256: missing, though ${model}_DIR is set; in that folder, "sha256sum model.onnx tokenizer.json | sha256sum" prints it`,
    );
  return { dir, sha256 };
}
