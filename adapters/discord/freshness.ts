import { SnowflakeUtil } from 'discord.js';

/** More than clocks differ and requests take. */
const WINDOW_MS = 5 * 60_000;

/** Whether a signature's timestamp, in seconds, is of now. One that was overheard is good for no longer. */
export function isSignedNow(timestamp: string | undefined): boolean {
  return timestamp !== undefined && /^\d+$/.test(timestamp) && isNow(Number(timestamp) * 1_000);
}

/** Whether what has this id happened just now, by the time that Discord's ids hold. */
export function hasHappenedNow(id: string): boolean {
  return isNow(SnowflakeUtil.timestampFrom(id));
}

function isNow(at: number): boolean {
  return Math.abs(Date.now() - at) <= WINDOW_MS;
}
