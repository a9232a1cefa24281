import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Community, openCommunity } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import type { Where } from '../../support/discord-people.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

const files = { 'leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave.\n' };
const env = {
  DISCORD_MAINTAINERS: `${DISCORD.owner}, ${DISCORD.botRole}`,
  DISCORD_NOTICE_CHANNEL: DISCORD.otherChannel,
};
const OWNER = { user: DISCORD.owner };
/** Somebody who found a way round what their client offers. */
const STRANGER = { user: DISCORD.user, anyway: true };
const EDITED = 'PATCH /webhooks/:application/:token/messages/:message';
const ALL = [
  ['reindex', {}],
  ['reindex', { force: true }],
  ['index-status', {}],
  ['plancite changes', {}],
  ['plancite refused', {}],
  ['plancite unanswered', {}],
  ['plancite rollback', {}],
] as const;

/** Gives a command, and what is said to it in the end. */
async function told({ server }: Community, name: string, values = {}, where: Where = OWNER): Promise<string> {
  const edits = server.callsOf(EDITED).length;
  const given = server.people.slash(name, values, where);
  const answer = await given.answer();
  expect(given.isPrivate).toBe(true);
  const isBegun = shownBy(answer).includes('outcome follows') || shownBy(answer).includes('稍后');
  if (isBegun) await until(() => server.callsOf(EDITED).length > edits, 'an outcome');
  expect(given.followUps).toEqual([]);
  return shownBy(await given.answer());
}

const heardIn = ({ server }: Community): string[] =>
  server.messages.in(DISCORD.otherChannel).map(({ message }) => shownBy(message));

describe('maintainers', () => {
  it('bring the index up to date, and a channel hears of it', async () => {
    await using community = await openCommunity({ env, files });
    const { seedsDir, server } = community;
    writeFileSync(join(seedsDir, 'new.txt'), 'Travel rules\n\nTravel is by train.\n');
    expect(await told(community, 'reindex')).toContain('new.txt');
    await until(() => heardIn(community).length === 1, 'a notice');
    expect(heardIn(community)[0]).toContain('new.txt');
    expect(await told(community, 'reindex')).toContain('Nothing has changed');
    expect(await told(community, 'reindex', { force: true })).toContain('in use');
    expect(await told(community, 'plancite changes')).toContain('new.txt');
    expect(await told(community, 'plancite rollback')).toContain('Another index is in use now');
    await until(() => heardIn(community).length > 1, 'another notice');
    expect(server.messages.posts.flatMap(({ pings }) => pings)).toEqual([]);
    expect(server.complaints).toEqual([]);
  });

  it('see the index, what is not in it, and what was asked in vain', async () => {
    await using community = await openCommunity({ env, files: { ...files, 'bad.pdf': 'no PDF' } });
    const { server, bot } = community;
    expect(await told(community, 'index-status')).toContain((await bot.status()).indexId);
    expect(await told(community, 'plancite refused')).toContain('bad.pdf');
    expect(await told(community, 'plancite unanswered')).toContain('No question');
    await server.people.slash('ask', { question: 'Where do kangaroos sleep?' }).answer();
    expect(await told(community, 'plancite unanswered')).toContain('kangaroos');
    expect(server.complaints).toEqual([]);
  });

  it('are told why something did not work, and a channel hears of it once', async () => {
    await using community = await openCommunity({ env, files });
    expect(await told(community, 'plancite rollback')).toContain('That did not work');
    rmSync(community.seedsDir, { recursive: true });
    for (const _ of [1, 2]) expect(await told(community, 'reindex')).toContain('That did not work');
    await community.adapter.stop();
    expect(heardIn(community)).toEqual([expect.stringContaining('could not be read')]);
    expect(community.server.complaints).toEqual([]);
  });

  it('are those with a role as well, in direct messages those listed by name', async () => {
    await using community = await openCommunity({ env, files });
    const { server, log } = community;
    const neighbour = { user: DISCORD.neighbour, anyway: true };
    expect(await told(community, 'index-status', {}, neighbour)).toContain('Only maintainers');
    expect(log).toContainEqual(
      expect.objectContaining({ msg: 'maintenance denied', user: DISCORD.neighbour, task: 'status' }),
    );
    server.guilds.roles.set(DISCORD.neighbour, [DISCORD.botRole]);
    expect(await told(community, 'index-status', {}, neighbour)).toContain('1 document');
    const direct = (user: string) => ({ user, channel: server.guilds.directWith(user).id, anyway: true });
    expect(await told(community, 'index-status', {}, direct(DISCORD.owner))).toContain('1 document');
    expect(await told(community, 'index-status', {}, direct(DISCORD.neighbour))).toContain('Only');
    expect(server.complaints).toEqual([]);
  });

  it('are those who may manage the server where none are listed, and by themselves nobody', async () => {
    await using community = await openCommunity({ files });
    const { server } = community;
    expect(await told(community, 'index-status')).toContain('1 document');
    server.guilds.permissions.set(DISCORD.neighbour, 1n << 5n);
    expect(await told(community, 'index-status', {}, { user: DISCORD.neighbour })).toContain('1 document');
    expect(await told(community, 'index-status', {}, STRANGER)).toContain('Only maintainers');
    const direct = { ...OWNER, channel: server.guilds.directWith(DISCORD.owner).id };
    expect(await told(community, 'index-status', {}, direct)).toContain('Only maintainers');
    expect(server.complaints).toEqual([]);
  });

  it.each(ALL)('alone may use %s %j, whoever may manage the server', async (name, values) => {
    await using community = await openCommunity({ env, files });
    const { server, bot } = community;
    const manager = { user: DISCORD.neighbour };
    server.guilds.permissions.set(DISCORD.neighbour, 1n << 5n);
    expect(await told(community, name, values, manager)).toContain('Only maintainers');
    expect(await told(community, name, values, STRANGER)).toContain('/plancite sources');
    expect((await bot.reports()).reports).toHaveLength(1);
    expect(server.complaints).toEqual([]);
  });

  it('hear of the outcome where it comes late, or what stood there was closed', async () => {
    await using community = await openCommunity({ env, files });
    const { server, bot } = community;
    const reindex = bot.reindex.bind(bot);
    const ready = Promise.withResolvers<void>();
    Object.assign(bot, {
      async reindex(options: { force: boolean }) {
        await ready.promise;
        return reindex(options);
      },
    });
    const closed = server.people.slash('reindex', {}, OWNER);
    await closed.answer();
    const late = server.people.slash('reindex', {}, OWNER);
    await late.answer();
    if (closed.original) closed.original.isDeleted = true;
    server.fail(EDITED, { error: 'unknownMessage' });
    ready.resolve();
    expect(shownBy(await closed.followUp())).toContain('Nothing has changed');
    await until(() => server.callsOf(EDITED).length === 2, 'both outcomes');
    server.interactions.tokenMs = 0;
    expect(shownBy(await server.people.slash('reindex', {}, OWNER).answer())).toContain('outcome follows');
    const direct = server.guilds.directWith(DISCORD.owner).id;
    const [outcome] = await until(() => {
      const posts = server.messages.in(direct);
      return posts.length > 0 && posts;
    }, 'a direct message');
    expect(shownBy(outcome?.message ?? {})).toContain('Nothing has changed');
    expect(server.complaints).toEqual([]);
  });
});

describe('everybody', () => {
  it('is not even offered what is for maintainers, by permissions', async () => {
    await using community = await openCommunity({ env, files });
    const { people } = community.server;
    for (const name of ['reindex', 'index-status']) expect(() => people.slash(name)).toThrow('not offered');
  });

  it('sees the documents, in the language of their client', async () => {
    await using community = await openCommunity({ env, files });
    expect(await told(community, 'plancite sources', {}, {})).toContain('Leave rules');
    expect(await told(community, 'plancite sources', {}, { locale: 'zh-CN' })).toContain(
      '我根据 1 份文件回答',
    );
    const refused = await told(community, 'index-status', {}, { ...STRANGER, locale: 'zh-TW' });
    expect(refused).toContain('只有机器人的管理员');
    expect(await told(community, 'reindex', { force: true }, { ...OWNER, locale: 'zh-CN' })).toContain(
      '索引',
    );
    expect(community.server.complaints).toEqual([]);
  });
});

describe('a stranger who manages a server of their own', () => {
  it('is no maintainer of a bot that is in several', async () => {
    const server = await DiscordServer.start([DISCORD.guild, DISCORD.otherGuild]);
    await using community = await openCommunity({ server });
    await until(() => server.commands.writes === 1, 'commands');
    for (const channel of [DISCORD.channel, DISCORD.foreignChannel]) {
      const asked = server.people.slash('index-status', {}, { user: DISCORD.owner, channel });
      expect(shownBy(await asked.answer())).toContain('Only maintainers');
    }
    expect(community.log).toContainEqual(expect.objectContaining({ msg: 'maintenance denied' }));
    await server.stop();
  });

  it('unless it is the one that is set', async () => {
    const server = await DiscordServer.start([DISCORD.guild, DISCORD.otherGuild]);
    await using _ = await openCommunity({ server, env: { DISCORD_GUILD_ID: DISCORD.guild } });
    const asked = server.people.slash('index-status', {}, { user: DISCORD.owner });
    expect(shownBy(await asked.answer())).toContain('index ');
    await server.stop();
  });
});
