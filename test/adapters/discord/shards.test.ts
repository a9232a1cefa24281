import { expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import { ANSWER, QUESTION } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { finished, start } from '../../support/plancite.ts';
import { until } from '../../support/waiting.ts';

it('share the servers, ask one index, and stop in order', async () => {
  const server = await DiscordServer.start([DISCORD.guild, DISCORD.otherGuild]);
  server.service.shards = 2;
  const child = start(['serve'], {
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.bot,
    DISCORD_API_URL: server.apiUrl,
    DISCORD_SHARDS: 'auto',
  });
  child.stdin.end();
  const ended = finished(child);
  await until(() => server.gateway.sessions.length === 2, 'two shards', 30_000);
  expect(server.commands.writes).toBe(1);
  const asked = [DISCORD.channel, DISCORD.foreignChannel].map((channel) =>
    server.people.slash('ask', { question: QUESTION }, { channel }),
  );
  for (const question of asked) expect(shownBy(await question.answer())).toContain(ANSWER);
  const mention = server.people.mention(QUESTION, { channel: DISCORD.foreignChannel });
  expect(shownBy(await answerTo(server, mention))).toContain(ANSWER);
  const direct = server.people.direct(QUESTION);
  expect(shownBy(await answerTo(server, direct))).toContain(ANSWER);
  // Each is in the only server of its shard, which is not the only one of the bot.
  for (const channel of [DISCORD.channel, DISCORD.foreignChannel]) {
    const order = server.people.slash('reindex', { force: true }, { user: DISCORD.owner, channel });
    expect(shownBy(await order.answer())).toContain('Only maintainers');
  }
  expect(server.complaints).toEqual([]);
  child.kill('SIGTERM');
  const { status, stderr } = await ended;
  expect({ status, denials: stderr.split('maintenance denied').length - 1 }).toEqual({
    status: 0,
    denials: 2,
  });
  expect(stderr.trim().split('\n')).toHaveLength(2);
  await server.stop();
}, 60_000);

it('know whoever manages the only server there is', async () => {
  const server = await DiscordServer.start([DISCORD.guild]);
  const child = start(['serve'], {
    DISCORD_TOKEN: DISCORD.token,
    DISCORD_APPLICATION_ID: DISCORD.bot,
    DISCORD_API_URL: server.apiUrl,
    DISCORD_SHARDS: '2',
  });
  child.stdin.end();
  const ended = finished(child);
  await until(() => server.gateway.sessions.length === 2, 'two shards', 30_000);
  const order = server.people.slash('index-status', {}, { user: DISCORD.owner });
  expect(shownBy(await order.answer())).toContain('index ');
  expect(server.complaints).toEqual([]);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ status: 0, stderr: '' });
  await server.stop();
}, 60_000);
