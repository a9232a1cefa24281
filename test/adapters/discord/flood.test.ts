import { PermissionFlagsBits } from 'discord.js';
import { expect, it } from 'vitest';
import { ANSWER, answersOf, inCommunity, QUESTION } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import type { Interaction } from '../../support/discord-interaction.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { finished, start } from '../../support/plancite.ts';
import { until } from '../../support/waiting.ts';

const REACT = 'PUT /channels/:channel/messages/:message/reactions/:emoji/@me';
/** What one person and one channel may have a minute. */
const ANSWERS_A_PERSON = 100;
const ANSWERS_A_CHANNEL = 600;
const PATIENCE_MS = 50_000;
const WAIT = /Please try again in \d{1,2} s\./;

const signed = (server: DiscordServer): string[] =>
  server
    .callsOf(REACT)
    .filter(({ status }) => status === 204)
    .map(({ path }) => path.split('/')[4] ?? '');

it(
  '300 /ask by one person have 300 outcomes, seen by that one, and sources and buttons still work',
  async () => {
    // A process of its own, in which the adapter and the bot have a thread each, as where it serves.
    const server = await DiscordServer.start();
    const child = start(['serve'], {
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_API_URL: server.apiUrl,
    });
    child.stdin.end();
    const ended = finished(child);
    const { people } = server;
    await until(() => server.commands.writes === 1, 'commands', PATIENCE_MS);
    // How fast a busy machine is does not matter here.
    server.interactions.patienceMs = PATIENCE_MS;
    const asked = Array.from({ length: 300 }, () => people.slash('ask', { question: QUESTION }));
    const isOpen = (each: Interaction): boolean => each.answeredAfter === undefined || each.isThinking;
    await until(() => !asked.some(isOpen), '300 outcomes', PATIENCE_MS);
    const outcomes = await Promise.all(asked.map((each) => each.answer()));
    const refused = asked.filter((_, i) => WAIT.test(shownBy(outcomes[i] ?? {})));
    expect(refused).toHaveLength(300 - ANSWERS_A_PERSON);
    for (const each of refused) expect(each.isPrivate).toBe(true);
    expect(shownBy(await people.slash('plancite sources').answer())).toContain('Digital China');
    const answer = outcomes.find((outcome) => shownBy(outcome).includes(ANSWER));
    if (answer === undefined) throw new Error('none was answered');
    expect(shownBy(await people.press(answer, 'Why this?').answer())).toContain('Why this passage');
    const other = people.slash('ask', { question: QUESTION }, { user: DISCORD.neighbour });
    expect(shownBy(await other.answer())).toContain(ANSWER);
    child.kill('SIGTERM');
    expect((await ended).status).toBe(0);
    expect(server.complaints).toEqual([]);
    await server.stop();
  },
  4 * PATIENCE_MS,
);

it('1,000 mentions by 50 people in one channel have an outcome each, however often Discord asks to wait', () =>
  inCommunity(async (community) => {
    const { server } = community;
    const users = Array.from({ length: 50 }, (_, i) => {
      const id = String(BigInt(DISCORD.owner) + BigInt(i + 1));
      server.guilds.users.set(id, { ...server.guilds.user(DISCORD.user), id, username: `person${i}` });
      return id;
    });
    server.fail(REACT, { retryAfter: 0.3 });
    const asked = Array.from({ length: 1_000 }, (_, i) =>
      server.people.mention(QUESTION, { user: users[i % users.length] ?? '' }),
    );
    const answered = () =>
      answersOf(community).flatMap(({ message }) => message.message_reference?.message_id ?? []);
    await until(() => answered().length + signed(server).length >= 1_000, '1,000 outcomes', 50_000);
    expect(answered()).toHaveLength(ANSWERS_A_CHANNEL);
    expect(new Set([...answered(), ...signed(server)])).toEqual(new Set(asked.map(({ id }) => id)));
  }));

it('where the bot may not react, it says so directly; and what nobody asked it is passed over', () =>
  inCommunity(async (community) => {
    const { server } = community;
    server.deny(DISCORD.channel, PermissionFlagsBits.AddReactions);
    for (let i = 0; i < ANSWERS_A_PERSON; i += 1) server.people.mention(QUESTION);
    await until(() => answersOf(community).length === ANSWERS_A_PERSON, 'all answers', 50_000);
    server.people.mention(QUESTION);
    const direct = await until(
      () => server.messages.in(DISCORD.direct).find(({ message }) => message.author.id === DISCORD.bot),
      'a direct message',
    );
    expect(shownBy(direct.message)).toMatch(WAIT);
    server.people.direct(QUESTION);
    await until(() => signed(server).length === 1, 'a sign');
    expect(answersOf(community)).toHaveLength(ANSWERS_A_PERSON + 1);
  }, {}));
