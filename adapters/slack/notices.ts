import type { webApi } from '@slack/bolt';
import type { Bot, Refreshed } from '../../src/bot.ts';
import type { Logger } from '../../src/logger.ts';
import { renderNotice } from './render.ts';
import { renderReport } from './render-index.ts';
import { publicReply } from './replies.ts';

/** Tells a channel what refreshes changed and why they failed; the same failure once, however often it is met. */
export function announceRefreshes(bot: Bot, channel: string, client: webApi.WebClient, log: Logger): void {
  const { send } = publicReply(client, { channel, thread: null, place: 'thread' });
  let lastFailure: string | null = null;
  const announce = async (refreshed: Refreshed): Promise<void> => {
    if (refreshed.outcome === 'unchanged') return;
    const failure = refreshed.outcome === 'rebuilt' ? null : refreshed.reason;
    if (failure !== null && failure === lastFailure) return;
    lastFailure = failure;
    await send(
      refreshed.outcome === 'failed'
        ? renderNotice(`The documents could not be read, and the index in use stays: ${refreshed.reason}`)
        : renderReport(refreshed),
    );
  };
  bot.onRefresh((refreshed) => {
    announce(refreshed).catch((err: unknown) => log.error({ err }, 'a refresh was not announced'));
  });
}
