import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Community, openCommunity, QUESTION } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';

const NAMES = ['ask', 'Find this in the documents', 'reindex', 'index-status', 'plancite'];
const LOCALES = ['zh-CN', 'zh-TW'];
const LIST = 'GET /applications/:application/commands';
const WRITE = 'PUT /applications/:application/commands';

let server: DiscordServer;
beforeEach(async () => {
  server = await DiscordServer.start();
});
afterEach(async () => {
  expect(server.complaints).toEqual([]);
  await server.stop();
});

/** Starts a bot of the same application, and stops it. */
async function startOnce(env: Record<string, string> = {}): Promise<Community> {
  const community = await openCommunity({ server, env });
  await community.adapter.stop();
  return community;
}

describe('commands', () => {
  it('are registered at the first start and left alone after', async () => {
    await startOnce();
    const registered = server.commands.of();
    expect(registered.map(({ name }) => name)).toEqual(NAMES);
    await startOnce();
    expect(server.commands.writes).toBe(1);
    expect(server.commands.of()).toEqual(registered);
  });

  it.each([
    ['one is gone', (all: APIApplicationCommand[]) => void all.pop()],
    ['one is too many', (all) => void all.push({ ...(all[0] as APIApplicationCommand), name: 'old' })],
    ['a description is another', ([first]) => void Object.assign(first ?? {}, { description: 'Old.' })],
    ['a translation is missing', ([first]) => void Object.assign(first ?? {}, { name_localizations: null })],
    ['an option is another', ([first]) => void first?.options?.pop()],
    ['an option of a subcommand is another', (all) => void all.at(-1)?.options?.reverse()],
    ['it is for others', (all) => void Object.assign(all[2] ?? {}, { default_member_permissions: null })],
    ['it is offered elsewhere', ([first]) => void Object.assign(first ?? {}, { contexts: [0] })],
  ] satisfies [string, (all: APIApplicationCommand[]) => void][])(
    'are registered again where %s',
    async (_, change) => {
      await startOnce();
      const ids = server.commands.of().map(({ id }) => id);
      change(server.commands.of());
      await startOnce();
      expect(server.commands.writes).toBe(2);
      expect(server.commands.of().map(({ name }) => name)).toEqual(NAMES);
      expect(server.commands.of().some(({ id }) => ids.includes(id))).toBe(true);
      await startOnce();
      expect(server.commands.writes).toBe(2);
    },
  );

  it('are registered for one server only if that is wanted, and work there', async () => {
    await startOnce({ DISCORD_GUILD_ID: DISCORD.guild });
    expect(server.commands.of()).toEqual([]);
    await using _ = await openCommunity({ server, env: { DISCORD_GUILD_ID: DISCORD.guild } });
    expect(server.commands.of(DISCORD.guild).map(({ name }) => name)).toEqual(NAMES);
    expect(server.commands.writes).toBe(1);
    expect(shownBy(await server.people.slash('ask', { question: QUESTION }).answer())).toContain('17 key');
  });

  it('for a server the bot is not in are missed, which the log says, and mentions are answered', async () => {
    await using community = await openCommunity({
      server,
      env: { DISCORD_GUILD_ID: DISCORD.otherGuild },
    });
    expect(community.log.filter(({ level }) => level === 50)).toMatchObject([
      { guildId: DISCORD.otherGuild, msg: expect.stringContaining('commands not registered') },
    ]);
    await server.people.direct(QUESTION);
    await server.called('POST /channels/:channel/messages');
  });

  it('are registered in spite of faults that pass', async () => {
    server.fail(LIST, { status: 502 }, { retryAfter: 0.1 });
    server.fail(WRITE, 'taken and cut');
    await startOnce();
    expect(server.commands.of().map(({ name }) => name)).toEqual(NAMES);
  });

  it('are named and described in simplified and traditional Chinese throughout', async () => {
    await startOnce();
    type Named = Partial<Omit<APIApplicationCommand, 'options' | 'type'>> & {
      readonly type?: number;
      readonly options?: readonly Named[];
    };
    const visit = (named: Named): void => {
      expect(Object.keys(named.name_localizations ?? {})).toEqual(LOCALES);
      const isMenu = named.type === ApplicationCommandType.Message && named.description === '';
      if (!isMenu) {
        expect(Object.keys(named.description_localizations ?? {})).toEqual(LOCALES);
        for (const said of Object.values(named.description_localizations ?? {}))
          expect(said).toMatch(/\p{Script=Han}/u);
      }
      for (const option of named.options ?? []) visit(option);
    };
    for (const command of server.commands.of()) visit(command);
  });
});
