import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import { answersOf, type Community, openCommunity } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { CHATTER, filesOf } from '../../support/talk.ts';

const { asked, said } = CHATTER.workshop;
const QUESTION = 'when does the canteen open?';
let community: Community;
beforeAll(async () => {
  const server = await DiscordServer.start();
  server.gateway.refusedIntents = 0;
  const env = { DISCORD_MESSAGE_CONTENT: 'true' };
  community = await openCommunity({ server, env, files: filesOf('workshop') });
});
afterEach(() => expect(community.server.complaints).toEqual([]));
afterAll(async () => {
  await community[Symbol.asyncDispose]();
  await community.server.stop();
});

const people = () => community.server.people;

/** How often the bot has written since, once all before has been dealt with. */
async function written(act: () => unknown): Promise<number> {
  const before = answersOf(community).length;
  await act();
  for (const _ of [1, 2, 3])
    await answerTo(community.server, people().direct(asked, { user: DISCORD.owner }));
  return answersOf(community).length - before - 3;
}

/** A thread in which somebody has asked and was answered. */
async function thread(): Promise<string> {
  const { id } = people().thread('leave', people().write('let us see'));
  await answerTo(community.server, people().mention(asked, { channel: id }));
  return id;
}

describe('in a thread the bot has answered in', () => {
  it('nothing that people say to each other is answered', async () => {
    const sayAll = async () => {
      for (const text of said.slice(0, 20)) people().write(text, { channel: await thread() });
    };
    // Each thread holds the answer that it began with.
    expect(await written(sayAll)).toBe(20);
  });

  it('what the one who was answered asks next is answered', async () => {
    const followUp = people().write('and for part-time staff?', { channel: await thread() });
    expect(shownBy(await answerTo(community.server, followUp))).toContain('in proportion to their hours');
  });

  it.each([
    ['somebody else writes', () => ({ text: 'I know that one', user: DISCORD.neighbour })],
    ['somebody is mentioned', () => ({ text: `<@${DISCORD.neighbour}> do you know?` })],
    ['everybody is mentioned', () => ({ text: '@everyone have a look' })],
    ['somebody is called', () => ({ text: 'Marta, can you tell us?' })],
  ])('nobody is answered once %s, until the bot is mentioned', async (_, talk) => {
    const channel = await thread();
    const { text, ...more } = { user: DISCORD.user as string, ...talk() };
    const goOn = () => {
      people().write(text, { channel, ...more });
      people().write(QUESTION, { channel });
      people().write(QUESTION, { channel, user: DISCORD.neighbour });
    };
    expect(await written(goOn)).toBe(0);
    await answerTo(community.server, people().mention(QUESTION, { channel }));
    const followUp = people().write('and on Fridays?', { channel });
    expect(shownBy(await answerTo(community.server, followUp))).toContain('On Fridays');
  });

  it('what was opened at an answer goes on with the one who was answered only', async () => {
    const answer = await answerTo(community.server, people().mention(asked));
    const { id: channel } = people().thread('more', answer);
    const text = 'and for part-time staff?';
    expect(await written(() => people().write(text, { channel, user: DISCORD.neighbour }))).toBe(0);
    const next = people().thread('more', await answerTo(community.server, people().mention(asked)));
    await answerTo(community.server, people().write(text, { channel: next.id }));
  });
});

describe('a reply to an answer', () => {
  it('that asks is answered, whoever asks and whatever was said', async () => {
    const answer = await answerTo(community.server, people().mention(asked));
    const reply = people().write('how do kangaroos sleep?', { replyTo: answer, user: DISCORD.neighbour });
    expect(shownBy(await answerTo(community.server, reply))).toContain('The documents do not say');
  });

  it.each([
    'thanks',
    ':+1:',
    '👍',
    'ok',
    'makes sense, thanks for checking',
    'lol I took all mine in May already',
  ])('that asks nothing is not answered: %s', async (text) => {
    const answer = await answerTo(community.server, people().mention(asked));
    const reply = () => {
      people().write(text, { replyTo: answer });
      people().write(text, { replyTo: answer, isQuiet: true });
    };
    expect(await written(reply)).toBe(0);
  });
});
