import { expect, it } from 'vitest';
import { DISCORD } from '../../support/discord-ids.ts';
import type { Interaction } from '../../support/discord-interaction.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { finished, start } from '../../support/plancite.ts';
import { ANSWER, QUESTION } from '../../support/served-bot.ts';
import { until } from '../../support/waiting.ts';

const PEOPLE = 100;
const QUESTIONS = 500;
/** Of five questions. The client makes 50 requests a second, as Discord wants, beside those that answer a command at once. */
const COMMANDS = 3;
const MAX_FIRST_ANSWER_MS = 3_000;

it('500 questions at once are each answered once, and commands within Discord’s patience', async () => {
  // A process of its own, in which the adapter and the bot have a thread each, as where it serves.
  const server = await DiscordServer.start();
  const child = start(['serve'], {
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.bot,
    DISCORD_API_URL: server.apiUrl,
  });
  child.stdin.end();
  const ended = finished(child);
  await until(() => server.commands.writes === 1, 'commands');
  const users = Array.from({ length: PEOPLE }, (_, i) => {
    const id = String(BigInt(DISCORD.owner) + BigInt(i + 1));
    server.guilds.users.set(id, { ...server.guilds.user(DISCORD.user), id, username: `person${i}` });
    return id;
  });
  const channels = [DISCORD.channel, DISCORD.otherChannel];
  const askedAt = new Map<string, number>();
  const commands: Interaction[] = [];
  for (let i = 0; i < QUESTIONS; i += 1) {
    const where = { user: users[i % PEOPLE] ?? '', channel: channels[i % channels.length] ?? '' };
    if (i % 5 < COMMANDS)
      commands.push(server.people.slash('ask', { question: QUESTION, private: i % 2 === 0 }, where));
    else {
      const { id } =
        i % 10 === 9
          ? server.people.direct(QUESTION, { user: where.user })
          : server.people.mention(QUESTION, where);
      askedAt.set(id, performance.now());
    }
  }
  const answers = () => server.messages.posts.filter(({ message: { author } }) => author.id === DISCORD.bot);
  await until(() => answers().length >= QUESTIONS, 'all answers', 50_000);
  for (const command of commands) await command.answer();
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ status: 0, stderr: '' });
  expect(answers()).toHaveLength(QUESTIONS);
  for (const { message } of answers()) expect(shownBy(message)).toContain(ANSWER);
  const replied = answers().flatMap(({ message }) => message.message_reference?.message_id ?? []);
  expect(new Set(replied)).toEqual(new Set(askedAt.keys()));
  expect(replied).toHaveLength(askedAt.size);
  const firsts = commands.map(({ answeredAfter = Number.NaN }) => answeredAfter);
  expect(percentile(firsts, 1)).toBeLessThan(MAX_FIRST_ANSWER_MS);
  expect(server.complaints).toEqual([]);
  await server.stop();
  if (process.env.SHOW_LATENCIES) {
    const replies = server.callsOf('POST /channels/:channel/messages').map(({ at, body }) => {
      const { message_id = '' } = (body.message_reference ?? {}) as { message_id?: string };
      return at - (askedAt.get(message_id) ?? Number.NaN);
    });
    process.stdout.write(`${JSON.stringify({ commands: summary(firsts), replies: summary(replies) })}\n`);
  }
});

function summary(times: readonly number[]) {
  return Object.fromEntries(
    [0.5, 0.99, 1].map((share) => [`p${share * 100}`, Math.round(percentile(times, share))]),
  );
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? Number.NaN;
}
