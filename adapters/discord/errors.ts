import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { PlanciteError } from '../../src/adapter.ts';
import { reasonOf } from '../../src/described-error.ts';

/** Close codes of the gateway: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const CLOSE_CODES = { authenticationFailed: 4004, disallowedIntents: 4014 } as const;

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_MEMBER = 10007;
const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_WEBHOOK = 10015;
const UNKNOWN_USER = 10013;
const UNKNOWN_INTERACTION = 10062;
const ALREADY_ACKNOWLEDGED = 40060;
const MISSING_ACCESS = 50001;
const MISSING_PERMISSIONS = 50013;
const INVALID_WEBHOOK_TOKEN = 50027;
const NO_HISTORY_TO_REPLY_TO = 160002;

/**
 * The interaction is over: more than three seconds passed before Discord heard of it, or fifteen minutes since it was told
 * to wait.
 */
export function isTooLate(err: unknown): boolean {
  return isOneOf(err, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN);
}

/** Somebody has removed the message. */
export function isRemoved(err: unknown): boolean {
  return isOneOf(err, UNKNOWN_MESSAGE);
}

/** Somebody is no member of a server. */
export function isUnknownMember(err: unknown): boolean {
  return isOneOf(err, UNKNOWN_MEMBER, UNKNOWN_USER);
}

/** The bot may not write there. */
export function isForbidden(err: unknown): boolean {
  return isOneOf(err, MISSING_ACCESS, MISSING_PERMISSIONS, NO_HISTORY_TO_REPLY_TO);
}

/** Discord has taken an answer to the interaction already, whether or not we heard of it. */
export function isAcknowledged(err: unknown): boolean {
  return isOneOf(err, ALREADY_ACKNOWLEDGED);
}

/** Whether another attempt may fare better: Discord did not say no, it said nothing or could not. */
export function mayWorkLater(err: unknown): boolean {
  if (err instanceof DiscordAPIError || refusalIn(err) !== null) return false;
  return !(err instanceof HTTPError) || err.status >= 500 || err.status === 429;
}

/** Why Discord refuses the bot altogether, or `null` for any other error. */
export function refusalIn(err: unknown): string | null {
  if (err instanceof DiscordAPIError && err.status === 401 && !isTooLate(err))
    return 'DISCORD_TOKEN is not valid';
  if (!(err instanceof Error)) return null;
  // Once it is refused the client has it no more, and some cannot even be sent.
  if (/expected token to be set|invalid authorization header/i.test(err.message))
    return 'DISCORD_TOKEN is not valid';
  const isTokenInvalid = err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.TokenInvalid;
  if (isTokenInvalid) return 'DISCORD_TOKEN is not valid';
  return /disallowed intents/i.test(err.message) ? 'the Message Content intent is not enabled' : null;
}

/** What to say when Discord cannot be used at the start. */
export function notConnected(err: unknown): PlanciteError {
  const refusal = refusalIn(err);
  const message =
    refusal === null
      ? `Discord cannot be reached: ${reasonOf(err)}`
      : refusal.startsWith('DISCORD_TOKEN')
        ? 'Discord refuses DISCORD_TOKEN: copy it anew from Bot → Reset Token at https://discord.com/developers/applications'
        : 'Discord refuses DISCORD_MESSAGE_CONTENT: switch on Bot → Message Content Intent at https://discord.com/developers/applications, or leave the setting out';
  return new PlanciteError('PLATFORM_REFUSED', message, { cause: err });
}

function isOneOf(err: unknown, ...codes: readonly number[]): boolean {
  return err instanceof DiscordAPIError && codes.includes(Number(err.code));
}
