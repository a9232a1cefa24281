import type { Logger } from '../../src/logger.ts';

/** Tells Slack that something has arrived. Where the socket has just dropped, it is done all the same. */
export async function acknowledge(ack: () => Promise<void>, log: Logger): Promise<void> {
  try {
    await ack();
  } catch (err) {
    log.warn({ err }, 'not acknowledged; answered all the same');
  }
}
