import type { REST } from 'discord.js';
import { scopeAt } from '../../src/access.ts';
import type { DiscordConfig } from '../../src/discord-config.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { announceRefreshes } from '../../src/refresh-notices.ts';
import { renderNotice } from './render.ts';
import { renderReports } from './render-index.ts';
import { sendTo } from './replies.ts';

type NoticeParts = Omit<Parameters<typeof announceRefreshes>[0], 'tell' | 'scope'>;

/** Tells a channel of refreshes. */
export function announceTo(channel: string, rest: REST, { access }: DiscordConfig, parts: NoticeParts): void {
  announceRefreshes({
    ...parts,
    scope: () => scopeAt(access, { channel, isPrivate: false }),
    async tell(refreshed, language) {
      const message =
        refreshed.outcome === 'failed'
          ? renderNotice(indexMessagesFor(language).unreadable(refreshed.reason))
          : renderReports([refreshed], language);
      // Refreshes have no id; two of them never end at the same time.
      await sendTo(rest, channel, message, String(Date.parse(refreshed.at)));
    },
  });
}
