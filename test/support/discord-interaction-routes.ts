import type { Interaction } from './discord-interaction.ts';
import type { Post } from './discord-messages.ts';
import type { Given, Route, Service } from './discord-rest.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
export function interactionRoutes({ interactions, messages }: Service): Route[] {
  const found = ({ params }: Given): Post => interactions.find(params.token ?? '', params.message ?? '').post;
  return [
    {
      name: 'POST /interactions/:interaction/:token/callback',
      isOpen: true,
      handle: ({ params, query, body, files, check, hush }) => {
        const { interaction: id = '', token = '' } = params;
        const interaction = interactions.callback(id, token, body, files, check);
        if (body.type === 4 || body.type === 7) hush((body.data ?? {}) as Given['body']);
        return query.get('with_response') === 'true'
          ? { status: 200, body: outcomeOf(interaction) }
          : { status: 204 };
      },
    },
    {
      name: 'GET /webhooks/:application/:token/messages/:message',
      isOpen: true,
      handle: (given) => ({ status: 200, body: found(given).message }),
    },
    {
      name: 'PATCH /webhooks/:application/:token/messages/:message',
      isOpen: true,
      handle: ({ params, body, files, check, hush }) => {
        const post = interactions.edit(params.token ?? '', params.message ?? '', body, files, check);
        hush(body);
        return { status: 200, body: post.message };
      },
    },
    {
      name: 'DELETE /webhooks/:application/:token/messages/:message',
      isOpen: true,
      handle: (given) => {
        messages.delete(found(given));
        return { status: 204 };
      },
    },
    {
      name: 'POST /webhooks/:application/:token',
      isOpen: true,
      handle: ({ params, body, files, check, hush }) => {
        const post = interactions.followUp(params.token ?? '', body, files, check);
        hush(body);
        return { status: 200, body: post.message };
      },
    },
  ];
}

function outcomeOf({ id, type, answerType, original, isThinking, isPrivate, channel }: Interaction): object {
  const hasMessage = original !== undefined && answerType !== 9 && answerType !== 8;
  return {
    interaction: {
      id,
      type,
      channel_id: channel.id,
      ...(channel.guild_id !== undefined && { guild_id: channel.guild_id }),
      ...(hasMessage && {
        response_message_id: original.message.id,
        response_message_loading: isThinking,
        response_message_ephemeral: isPrivate,
      }),
    },
    ...(hasMessage &&
      (answerType === 4 || answerType === 7 || answerType === 5) && {
        resource: { type: answerType, message: original.message },
      }),
  };
}
