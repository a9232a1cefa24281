import { resolve } from 'node:path';
import { validate } from 'node-cron';
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
  REFRESH_CRON: unlessEmpty(
    z
      .string()
      .refine(
        (text) => text === 'off' || validate(text),
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
  SLACK_BOT_TOKEN: secret('xoxb', 'xapp'),
  SLACK_APP_TOKEN: secret('xapp', 'xoxb'),
  SLACK_SIGNING_SECRET: unlessEmpty(z.string().optional()),
  PORT: unlessEmpty(
    z.coerce
      .number('expected a port number')
      .int('expected a port number')
      .min(0, 'expected a port number')
      .max(65_535, 'expected a port number')
      .default(3000),
  ),
  SLACK_API_URL: unlessEmpty(z.url('expected a URL such as "https://slack.com/api/"').optional()),
  SLACK_MAINTAINERS: slackIds(/^[UWS]/, 'ids of users (U…) and user groups (S…)'),
  SLACK_NOTICE_CHANNEL: unlessEmpty(
    z
      .string()
      .regex(/^[CGD]\w+$/, 'expected the id of a channel, such as C0123456789')
      .optional(),
  ),
  SLACK_ANSWER_CHANNELS: slackIds(/^[CG]/, 'ids of channels (C…)'),
  SLACK_QUIET_CHANNELS: slackIds(/^[CG]/, 'ids of channels (C…)'),
});

/** A token; the other kind in its place is the commonest mistake. */
function secret(kind: string, other: string) {
  return unlessEmpty(
    z
      .string()
      .refine(
        (token) => !token.startsWith(`${other}-`),
        `expected a token that starts with ${kind}-, not with ${other}-`,
      )
      .optional(),
  );
}

function slackIds(start: RegExp, what: string) {
  return unlessEmpty(z.string().default(''))
    .transform((text) => text.split(',').map((id) => id.trim()))
    .transform((ids) => ids.filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => start.test(id)), `expected ${what}, parted by commas`);
}

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
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `null` if nobody asks in Slack. */
  readonly slack: SlackConfig | null;
};

export type SlackConfig = {
  readonly botToken: string;
  /** Socket Mode, which needs no address of our own, or requests over HTTP that Slack signs. */
  readonly receive:
    | { readonly by: 'socket'; readonly appToken: string }
    | { readonly by: 'http'; readonly signingSecret: string; readonly port: number };
  /** Where the Web API is; `null` for Slack itself. */
  readonly apiUrl: string | null;
  /** Ids of users and user groups. */
  readonly maintainers: readonly string[];
  /** Channel that hears of refreshes; `null` for none. */
  readonly noticeChannel: string | null;
  /** Channels where a question needs no mention if the answer is sure. */
  readonly answerChannels: readonly string[];
  /** Channels where a follow-up in a thread needs a mention. */
  readonly quietChannels: readonly string[];
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
    logLevel: LOG_LEVEL,
    slack: slackConfig(parsed.data),
  };
}

/**
 * @throws {PlanciteError} `CONFIG_INVALID` for half a configuration, naming what is missing
 */
function slackConfig(settings: z.infer<typeof Settings>): SlackConfig | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl = null,
    SLACK_MAINTAINERS: maintainers,
    SLACK_NOTICE_CHANNEL: noticeChannel = null,
    SLACK_ANSWER_CHANNELS: answerChannels,
    SLACK_QUIET_CHANNELS: quietChannels,
    PORT: port,
  } = settings;
  const isWanted =
    [botToken, appToken, signingSecret, apiUrl, noticeChannel].some((value) => (value ?? null) !== null) ||
    [maintainers, answerChannels, quietChannels].some((ids) => ids.length > 0);
  if (!isWanted) return null;
  if (botToken === undefined)
    throw new PlanciteError('CONFIG_INVALID', 'SLACK_BOT_TOKEN: missing, though Slack is configured');
  const common = { botToken, apiUrl, maintainers, noticeChannel, answerChannels, quietChannels };
  if (appToken !== undefined) return { ...common, receive: { by: 'socket', appToken } };
  if (signingSecret !== undefined) return { ...common, receive: { by: 'http', signingSecret, port } };
  throw new PlanciteError(
    'CONFIG_INVALID',
    'SLACK_APP_TOKEN: missing for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
  );
}
