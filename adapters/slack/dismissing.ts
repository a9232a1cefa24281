import type { BlockAction, ButtonAction } from '@slack/bolt';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { acknowledge } from './acknowledge.ts';
import { fromDismissal } from './button-value.ts';
import type { EventParts } from './events.ts';
import type { Moderators } from './moderators.ts';
import { DISMISS, renderNotice } from './render.ts';
import { privateReply, removeMessage } from './replies.ts';

/** The button that takes away a public answer, for whoever asked, whose id it holds, and for moderators. */
export function listenToDismissals({
  app,
  onceClient,
  answering,
  moderators,
  log,
}: EventParts & { readonly moderators: Moderators }): void {
  app.action<BlockAction<ButtonAction>>(DISMISS, async ({ action, body, ack, respond }) => {
    await acknowledge(ack, log);
    const { container, message } = body;
    const user = body.user.id;
    const channel = body.channel?.id ?? container.channel_id;
    const thread = message?.thread_ts ?? container.thread_ts ?? null;
    const reply = privateReply(onceClient, { channel, user, thread }, respond);
    const { asker, language } = fromDismissal(action.value ?? '');
    await answering.attend({ user, language, reply }, async () => {
      const words = chatMessagesFor(language);
      if (user !== asker && !(await moderators.includes({ user, teams: [body.user.team_id] }))) {
        await reply.send(renderNotice(words.mayNotDismiss));
        return;
      }
      const ts = message?.ts ?? container.message_ts ?? '';
      const isGone = await removeMessage(onceClient, { channel, ts }, respond);
      if (!isGone) await reply.send(renderNotice(words.notDismissed));
    });
  });
}
