import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { PlanciteError } from '../../src/adapter.ts';
import { reasonOf } from '../../src/described-error.ts';
import type { Logger } from '../../src/logger.ts';
import type { SlackConfig } from '../../src/slack-config.ts';
import { slackLogger } from './log.ts';

/** Who the bot is in its workspace. */
export type Self = {
  readonly userId: string;
  readonly botId: string | undefined;
  readonly teamId: string;
  /** The organisation, where all of it has installed the bot. */
  readonly enterpriseId: string | null;
};

/** About two minutes of trying, beside the waits that Slack asks for by `Retry-After`, which the client heeds. */
export const RETRIES = { retries: 10, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };
/** No request takes longer. */
const TIMEOUT_MS = 15_000;
const HURRIED_TIMEOUT_MS = 1_000;
const BRIEF_TIMEOUT_MS = 3_000;
const BRIEF_RETRIES = { retries: 2, factor: 2, minTimeout: 200 };

/** Errors that no repetition cures: https://docs.slack.dev/reference/methods/auth.test#errors */
const REFUSALS = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
  'team_disabled',
];

/** Answers sent to a response address included, which Bolt itself would wait for without end. */
const fetchInTime: typeof fetch = (address, init) =>
  fetch(address, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) });

/** Options for every client of the Web API. A new object each time: Bolt writes into what it is given. */
export function clientOptions({ apiUrl }: SlackConfig, log: Logger): webApi.WebClientOptions {
  return {
    logger: slackLogger(log),
    retryConfig: RETRIES,
    timeout: TIMEOUT_MS,
    fetch: fetchInTime,
    ...(apiUrl !== null && { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
  };
}

/** For what is nice to have at once and of no use later: one attempt, which nothing waits for long. */
export function hurriedOptions(config: SlackConfig, log: Logger): webApi.WebClientOptions {
  return { ...onceOptions(config, log), timeout: HURRIED_TIMEOUT_MS };
}

/** For what an answer waits for: who does not get it in time does without it. */
export function briefOptions(config: SlackConfig, log: Logger): webApi.WebClientOptions {
  return { ...clientOptions(config, log), retryConfig: BRIEF_RETRIES, timeout: BRIEF_TIMEOUT_MS };
}

/** For what must not be done twice: one attempt, and whoever makes it decides on another. */
export function onceOptions(config: SlackConfig, log: Logger): webApi.WebClientOptions {
  return { ...clientOptions(config, log), retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
}

/** Waits as long as Slack says where it has had too many requests. */
export async function waitAsTold(err: unknown, signal?: AbortSignal): Promise<void> {
  if (isRateLimit(err))
    await sleep(err.retryAfter * 1_000, undefined, { ref: false, ...(signal && { signal }) });
}

export function isRateLimit(err: unknown): err is webApi.WebAPIRateLimitedError {
  return err instanceof webApi.WebAPIRateLimitedError;
}

/** The reason Slack gives for refusing a token, or `null` for any other error. */
export function refusalIn(err: unknown): string | null {
  const error = errorIn(err);
  return error !== null && REFUSALS.includes(error) ? error : null;
}

/** What Slack gives as the reason for not doing something; `null` where it did not get as far. */
export function errorIn(err: unknown): string | null {
  return err instanceof webApi.WebAPIPlatformError ? err.data.error : null;
}

/**
 * Asks Slack who the token belongs to.
 * @throws {PlanciteError} `PLATFORM_REFUSED`
 */
export async function signIn(client: webApi.WebClient): Promise<Self> {
  try {
    const { user_id, bot_id, team_id, enterprise_id, is_enterprise_install } = await client.auth.test();
    return {
      userId: user_id ?? '',
      botId: bot_id,
      teamId: team_id ?? '',
      enterpriseId: is_enterprise_install === true ? (enterprise_id ?? null) : null,
    };
  } catch (err) {
    throw notConnected('SLACK_BOT_TOKEN', err);
  }
}

/** What to say when Slack cannot be used at the start. */
export function notConnected(setting: string, err: unknown): PlanciteError {
  const refusal = refusalIn(err);
  const message =
    refusal === null
      ? `Slack cannot be reached: ${reasonOf(err)}`
      : `Slack refuses ${setting} (${refusal}): copy it anew from your app's settings at https://api.slack.com/apps`;
  return new PlanciteError('PLATFORM_REFUSED', message, { cause: err });
}
