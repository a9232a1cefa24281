import { DISCORD } from './discord-ids.ts';
import type { Interaction } from './discord-interaction.ts';
import type { Post } from './discord-messages.ts';
import type { DiscordServer } from './discord-server.ts';
import { textsOf } from './discord-shown.ts';
import type { Doing } from './doings.ts';
import { QUESTION } from './served-bot.ts';

let people = 0;

/** Somebody who has not asked anything yet. */
function somebody({ guilds }: DiscordServer): string {
  people += 1;
  const id = String(BigInt(DISCORD.owner) + 1_000n + BigInt(people));
  guilds.users.set(id, { ...guilds.user(DISCORD.user), id, username: `person${people}` });
  return id;
}

/**
 * One of each kind of thing that people do in Discord, by a person of their own.
 * @param isHttp whether the bot hears of interactions alone, at its own address
 */
export function doInDiscord(server: DiscordServer, { isHttp }: { readonly isHttp: boolean }): Doing[] {
  const { people, gateway } = server;
  const shown = ({ message }: Post): string => textsOf(message).join('\n');
  const own = () => server.messages.posts.filter(({ message }) => message.author.id === DISCORD.bot);
  const answer = own()[0]?.message;
  if (answer === undefined) throw new Error('there is no answer to do something with');

  const written = (kind: string, message: { readonly id: string }): Doing => ({
    kind: `Discord ${kind}`,
    acknowledged: gateway.confirm(),
    seen: () =>
      own()
        .filter((post) => post.message.message_reference?.message_id === message.id)
        .map(shown),
  });
  const done = (kind: string, act: () => Interaction): Doing => {
    const sent = Promise.withResolvers<void>();
    const { sendsTo } = people;
    if (sendsTo !== undefined)
      people.sendsTo = (payload) => {
        const response = sendsTo(payload);
        response.then(() => sent.resolve(), sent.reject);
        return response.catch(() => {});
      };
    const interaction = act();
    people.sendsTo = sendsTo;
    return {
      kind: `Discord ${kind}`,
      acknowledged: isHttp ? sent.promise : gateway.confirm(),
      seen: () => [
        ...(interaction.original === undefined || interaction.isThinking
          ? []
          : [shown(interaction.original)]),
        ...interaction.followUps.map(shown),
        ...own()
          .filter(({ message }) => String(message.nonce).startsWith(interaction.id))
          .map(shown),
      ],
    };
  };

  const messages = (): Doing[] => [
    written('mention', people.mention(QUESTION, { user: somebody(server) })),
    written('direct message', people.direct(QUESTION, { user: somebody(server) })),
    written('reply', people.write(QUESTION, { user: somebody(server), replyTo: answer })),
  ];
  const asked = people.write(QUESTION);
  return [
    ...(isHttp ? [] : messages()),
    done('/ask', () => people.slash('ask', { question: QUESTION }, { user: somebody(server) })),
    done('/ask, private', () =>
      people.slash('ask', { question: QUESTION, private: true }, { user: somebody(server) }),
    ),
    done('menu', () => people.menu('Find this in the documents', asked, { user: somebody(server) })),
    done('button', () => people.press(answer, 'Why this?', { user: somebody(server) })),
  ];
}
