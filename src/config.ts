import { resolve } from 'node:path';
import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A setting that is empty counts as not set, as in a copied `.env.example`. */
const unlessEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const folder = (fallback: string) =>
  unlessEmpty(z.string().default(fallback)).transform((path) => resolve(path));

const Settings = z.object({
  SEEDS_DIR: folder('./seeds'),
  DATA_DIR: folder('./.plancite'),
  MAX_DOCUMENT_BYTES: unlessEmpty(
    z.coerce
      .number('expected a number of bytes')
      .int('expected a whole number of bytes')
      .positive('expected more than 0')
      .default(20_000_000),
  ),
  LOG_LEVEL: unlessEmpty(z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('warn')),
});

export type Config = {
  readonly seedsDir: string;
  readonly dataDir: string;
  readonly maxDocumentBytes: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/**
 * Reads the settings from environment variables.
 * @throws {PlanciteError} `CONFIG_INVALID`, naming every wrong variable and what was expected, never its value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) {
    throw new PlanciteError(
      'CONFIG_INVALID',
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  }
  const { SEEDS_DIR, DATA_DIR, MAX_DOCUMENT_BYTES, LOG_LEVEL } = parsed.data;
  return {
    seedsDir: SEEDS_DIR,
    dataDir: DATA_DIR,
    maxDocumentBytes: MAX_DOCUMENT_BYTES,
    logLevel: LOG_LEVEL,
  };
}
