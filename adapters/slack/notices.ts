import type { webApi } from '@slack/bolt';
import type { Refreshed, Refreshes } from '../../src/bot.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import type { Logger } from '../../src/logger.ts';
import type { Languages } from './languages.ts';
import { renderNotice } from './render.ts';
import { renderReport } from './render-index.ts';
import { publicReply } from './replies.ts';

type NoticeParts = {
  readonly refreshes: Refreshes;
  readonly onceClient: webApi.WebClient;
  readonly languages: Languages;
  readonly log: Logger;
};

/** Tells a channel what refreshes changed and why they failed; the same failure once, however often it is met. */
export function announceRefreshes(
  channel: string,
  { refreshes, onceClient, languages, log }: NoticeParts,
): void {
  const { send } = publicReply(onceClient, { channel, thread: null, place: 'thread' });
  let lastFailure: string | null = null;
  const announce = async (refreshed: Refreshed): Promise<void> => {
    if (refreshed.outcome === 'unchanged') return;
    const failure = refreshed.outcome === 'rebuilt' ? null : refreshed.reason;
    if (failure !== null && failure === lastFailure) return;
    lastFailure = failure;
    const language = await languages.ofDocuments();
    await send(
      refreshed.outcome === 'failed'
        ? renderNotice(indexMessagesFor(language).unreadable(refreshed.reason))
        : renderReport(refreshed, language),
    );
  };
  refreshes.on('refreshed', (refreshed) => {
    announce(refreshed).catch((err: unknown) => log.error({ err }, 'a refresh was not announced'));
  });
}
