import { resolve } from 'node:path';
import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';
import type { ModelSettings } from '../index/meaning/model-settings.ts';
import { type AccessFile, readAccessFile } from './access-file.ts';
import { isCronExpression } from './cron.ts';
import { DISCORD_SETTINGS, type DiscordConfig, discordConfig } from './discord-config.ts';
import { MEANING_SETTINGS, meaningConfig } from './meaning-config.ts';
import { unlessEmpty } from './settings.ts';
import { SLACK_SETTINGS, type SlackConfig, slackConfig } from './slack-config.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

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
  REFRESH_CRON: unlessEmpty(
    z
      .string()
      .refine(
        (text) => text === 'off' || isCronExpression(text),
        'expected a cron expression of 5 or 6 fields, such as "*/5 * * * *", or "off"',
      )
      .default('*/5 * * * *'),
  ),
  REFRESH_TIME_ZONE: unlessEmpty(
    z.string().refine(isTimeZone, 'expected a time zone such as "Asia/Shanghai" or "UTC"').default('UTC'),
  ),
  REFRESH_WATCH: unlessEmpty(z.stringbool('expected true or false').default(false)),
  REFRESH_MAX_LOSS: unlessEmpty(
    z.coerce
      .number('expected a share from 0 to 1')
      .min(0, 'expected a share from 0 to 1')
      .max(1, 'expected a share from 0 to 1')
      .default(0.5),
  ),
  REFRESH_GATE: unlessEmpty(z.enum(['report', 'block'], 'expected report or block').default('report')),
  LOG_LEVEL: unlessEmpty(z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('warn')),
  ACCESS_FILE: unlessEmpty(z.string().optional()),
  /** Its name when it said less. */
  CHANNELS_FILE: unlessEmpty(z.string().optional()),
  PORT: unlessEmpty(
    z.coerce
      .number('expected a port number')
      .int('expected a port number')
      .min(0, 'expected a port number')
      .max(65_535, 'expected a port number')
      .default(3000),
  ),
  ...MEANING_SETTINGS,
  ...SLACK_SETTINGS,
  ...DISCORD_SETTINGS,
});

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

export type Config = {
  readonly seedsDir: string;
  readonly dataDir: string;
  readonly maxDocumentBytes: number;
  /** When a running bot looks for changed documents; `null` for never. */
  readonly refreshCron: { readonly expression: string; readonly timeZone: string } | null;
  /** Whether it also watches the folder. */
  readonly refreshWatch: boolean;
  /** Share of the passages that a refresh may lose, 0 to 1. */
  readonly refreshMaxLoss: number;
  /** Whether a refresh that answers fewer golden questions right is only told of, or stopped. */
  readonly refreshGate: 'report' | 'block';
  /** The models that answers by meaning take; `null` to answer by words alone. */
  readonly meaning: ModelSettings | null;
  /** Where what listens for HTTP does so. */
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `null` if nobody asks in Slack. */
  readonly slack: SlackConfig | null;
  /** `null` if nobody asks in Discord. */
  readonly discord: DiscordConfig | null;
};

/** @throws {PlanciteError} `CONFIG_INVALID` */
function accessFrom({ ACCESS_FILE, CHANNELS_FILE }: z.infer<typeof Settings>): AccessFile {
  if (ACCESS_FILE !== undefined && CHANNELS_FILE !== undefined)
    throw new PlanciteError(
      'CONFIG_INVALID',
      'CHANNELS_FILE: the former name of ACCESS_FILE; only one of them may be set',
    );
  if (ACCESS_FILE !== undefined) return readAccessFile(resolve(ACCESS_FILE), 'ACCESS_FILE');
  return CHANNELS_FILE === undefined ? {} : readAccessFile(resolve(CHANNELS_FILE), 'CHANNELS_FILE');
}

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
  const access = accessFrom(parsed.data);
  const { SEEDS_DIR, DATA_DIR, MAX_DOCUMENT_BYTES, LOG_LEVEL, ...refresh } = parsed.data;
  return {
    seedsDir: SEEDS_DIR,
    dataDir: DATA_DIR,
    maxDocumentBytes: MAX_DOCUMENT_BYTES,
    refreshCron:
      refresh.REFRESH_CRON === 'off'
        ? null
        : { expression: refresh.REFRESH_CRON, timeZone: refresh.REFRESH_TIME_ZONE },
    refreshWatch: refresh.REFRESH_WATCH,
    refreshMaxLoss: refresh.REFRESH_MAX_LOSS,
    refreshGate: refresh.REFRESH_GATE,
    meaning: meaningConfig(parsed.data),
    port: refresh.PORT,
    logLevel: LOG_LEVEL,
    slack: slackConfig(parsed.data, access.slack),
    discord: discordConfig(parsed.data, access.discord),
  };
}
