import type { MessageShortcut } from '@slack/bolt';
import { acknowledge } from './acknowledge.ts';
import type { EventParts } from './events.ts';
import { sharedIn, wordsOf } from './message-text.ts';
import { privateReply } from './replies.ts';
import { plainText } from './slack-text.ts';

/** "Find this in the documents" on anybody's message: for the one who looks it up alone. */
export function listenToShortcuts({ app, onceClient, answering, scopes, log }: EventParts): void {
  app.shortcut<MessageShortcut>(
    { callback_id: 'find_in_documents', type: 'message_action' },
    async ({ shortcut, ack, respond }) => {
      await acknowledge(ack, log);
      const { channel, user, message } = shortcut;
      const { thread_ts } = message;
      const thread = typeof thread_ts === 'string' ? thread_ts : null;
      const reply = privateReply(onceClient, { channel: channel.id, user: user.id, thread }, respond);
      await answering.ask({
        user: user.id,
        audience: null,
        text: plainText([wordsOf(message), ...sharedIn(message)].join('\n')),
        history: async () => [],
        scope: () =>
          scopes.of({ user: user.id, teams: [user.team_id] }, { channel: channel.id, isPrivate: true }),
        reply,
        notice: reply,
      });
    },
  );
}
