import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { PlanciteError } from '../../src/adapter.ts';

/** Close codes of the gateway: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const CLOSE_CODES = { authenticationFailed: 4004, disallowedIntents: 4014 } as const;

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN_INTERACTION = 10062;
const ALREADY_ACKNOWLEDGED = 40060;

/** The interaction is over: more than three seconds passed before Discord heard of it. */
export function isTooLate(err: unknown): boolean {
  return err instanceof DiscordAPIError && err.code === UNKNOWN_INTERACTION;
}

/** Discord has taken an answer to the interaction already, whether or not we heard of it. */
export function isAcknowledged(err: unknown): boolean {
  return err instanceof DiscordAPIError && err.code === ALREADY_ACKNOWLEDGED;
}

/** Whether another attempt may fare better: Discord did not say no, it said nothing or could not. */
export function mayWorkLater(err: unknown): boolean {
  if (err instanceof DiscordAPIError) return false;
  return !(err instanceof HTTPError) || err.status >= 500 || err.status === 429;
}

/** Why Discord refuses the bot altogether, or `null` for any other error. */
export function refusalIn(err: unknown): string | null {
  if (err instanceof DiscordAPIError && err.status === 401) return 'DISCORD_TOKEN is not valid';
  if (!(err instanceof Error)) return null;
  const isTokenInvalid = err instanceof DiscordjsError && err.code === DiscordjsErrorCodes.TokenInvalid;
  if (isTokenInvalid) return 'DISCORD_TOKEN is not valid';
  return /disallowed intents/i.test(err.message) ? 'the Message Content intent is not enabled' : null;
}

/** What to say when Discord cannot be used at the start. */
export function notConnected(err: unknown): PlanciteError {
  const refusal = refusalIn(err);
  const message =
    refusal === null
      ? `Discord cannot be reached: ${err instanceof Error ? err.message : String(err)}`
      : refusal.startsWith('DISCORD_TOKEN')
        ? 'Discord refuses DISCORD_TOKEN: copy it anew from Bot → Reset Token at https://discord.com/developers/applications'
        : 'Discord refuses DISCORD_MESSAGE_CONTENT: switch on Bot → Message Content Intent at https://discord.com/developers/applications, or leave the setting out';
  return new PlanciteError('PLATFORM_REFUSED', message, { cause: err });
}
