import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import { type Community, inCommunity } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import type { Where } from '../../support/discord-people.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';

const STAFF = DISCORD.botRole;
const files = {
  'pay.md': '---\naudience: internal\n---\n# Pay\n\nProject Marigold pays the clerk forty ducats a month.\n',
  'staff/bonus.md':
    '---\naudience: internal\n---\n# Bonus\n\nThe bonus of the clerk is nine ducats a year.\n',
  'door.txt': 'Welcome\n\nThe door of the office opens at eight in the morning.\n',
};
const PAY = 'How many ducats does Project Marigold pay the clerk?';
const BONUS = 'How many ducats is the bonus of the clerk?';
const DOOR = 'When does the door of the office open?';
const ROLES = `
discord:
  people:
    roles: { "${STAFF}": { internal: true } }
  channels:
    "${DISCORD.otherChannel}": { internal: true }
`;
const BEN = { user: DISCORD.neighbour };

function access(yaml: string, env: Record<string, string> = {}) {
  return { files, env: { ...env, ACCESS_FILE: join(folderWith({ 'access.yaml': yaml }), 'access.yaml') } };
}

async function asked({ server }: Community, question: string, where: Where = {}, isPrivate = true) {
  const values = { question, ...(isPrivate && { private: true }) };
  return (await server.people.slash('ask', values, where).answer()) ?? {};
}

const shown = async (...asking: Parameters<typeof asked>): Promise<string> => shownBy(await asked(...asking));

/** Ada is of the staff, Ben is not. */
function employ({ server }: Community): void {
  server.guilds.roles.set(DISCORD.user, [STAFF]);
}

describe('people in Discord', () => {
  it('see what their roles may see where they alone see it, and in channels what these may as well', () =>
    inCommunity(async (community) => {
      employ(community);
      const { server } = community;
      expect(await shown(community, PAY)).toContain('forty ducats');
      expect(await shown(community, PAY, BEN)).not.toContain('forty');
      expect(await shown(community, PAY, {}, false)).not.toContain('forty');
      const inside = { channel: DISCORD.otherChannel };
      expect(await shown(community, PAY, inside, false)).toContain('forty');
      expect(await shown(community, PAY, { ...inside, ...BEN }, false)).not.toContain('forty');
      const answers = async (where: Where) =>
        shownBy(await answerTo(server, server.people.mention(PAY, where)));
      expect(await answers(inside)).toContain('forty');
      expect(await answers({ ...inside, ...BEN })).not.toContain('forty');
      expect(await answers({})).not.toContain('forty');
    }, access(ROLES)));

  it('see what any of their roles may, else what is said of all', () => {
    const yaml = `
discord:
  people:
    default: { collections: [welcome] }
    roles: { "${STAFF}": { internal: true, collections: [staff] } }
`;
    return inCommunity(async (community) => {
      employ(community);
      expect(await shown(community, BONUS)).toContain('nine ducats');
      expect(await shown(community, PAY)).not.toContain('forty');
      expect(await shown(community, DOOR)).not.toContain('at eight');
      expect(await shown(community, DOOR, BEN)).not.toContain('at eight');
    }, access(yaml));
  });

  it('are offered, and get from buttons, what they may see themselves', () =>
    inCommunity(async (community) => {
      employ(community);
      const { server, dataDir } = community;
      const inside = { channel: DISCORD.otherChannel };
      const choices = async (where: Where) => {
        const alone = { private: true };
        const documents = server.people.type(
          'ask',
          { ...alone, question: 'x', document: '' },
          'document',
          where,
        );
        const questions = server.people.type('ask', { ...alone, question: 'Pay' }, 'question', where);
        return JSON.stringify([await documents.choices(), await questions.choices()]);
      };
      expect(await choices({})).toMatch(/Pay/);
      expect(await choices(BEN)).not.toMatch(/Pay|Bonus/);
      const named = { question: PAY, document: 'pay.md', private: true };
      expect(shownBy(await server.people.slash('ask', named, BEN).answer())).toContain('No document');
      const listed = async (where: Where) =>
        shownBy(await server.people.slash('plancite sources', {}, where).answer());
      expect(await listed({})).toContain('Pay');
      expect(await listed(BEN)).not.toMatch(/Pay|Bonus/);

      const answer = await server.people.slash('ask', { question: PAY }, inside).answer();
      expect(shownBy(answer)).toContain('forty');
      for (const label of ['Why this?', 'Show in context', 'More passages']) {
        const own = await server.people.press(answer, label, BEN).answer();
        expect(shownBy(own), label).not.toMatch(/forty|pay\.md/);
      }
      const helpful = async (where: Where) => server.people.press(answer, 'Helpful', where).answer();
      await helpful(BEN);
      await helpful({});
      const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
      const [his, hers] = lines.map((line) => JSON.parse(line) as object);
      expect(his).toMatchObject({ kind: 'cited', cited: [] });
      expect(his).not.toHaveProperty('confidence');
      expect(hers).toMatchObject({ kind: 'cited', cited: [expect.stringContaining('pay.md')] });

      const found = server.people.menu('Find this in the documents', server.people.write(PAY), BEN);
      expect(shownBy(await found.answer())).not.toContain('forty');
    }, access(ROLES)));

  it('share with all what all may see, and hear where there is nothing', () =>
    inCommunity(async (community) => {
      employ(community);
      const { server } = community;
      const posts = (channel: string) => server.messages.in(channel).map(({ message }) => shownBy(message));
      const share = async (where: Where) =>
        shownBy(
          await server.people
            .press((await asked(community, PAY, where)) as never, 'Share in channel', where)
            .answer(),
        );
      const before = posts(DISCORD.channel).length;
      expect(await share({})).toContain('Nothing was shared');
      expect(posts(DISCORD.channel)).toHaveLength(before);
      expect(await share({ channel: DISCORD.otherChannel })).toContain('Shared');
      expect(posts(DISCORD.otherChannel).join()).toContain('forty');
    }, access(ROLES)));

  it('bring along nothing to a server that has not invited the bot', () =>
    inCommunity(async (community) => {
      expect(await shown(community, PAY)).toContain('forty');
      expect(await shown(community, PAY, { channel: DISCORD.foreignChannel })).not.toContain('forty');
    }, access('discord: { people: { default: { internal: true } } }')));

  it('see what the public sees where rules for all channels do not reach, unless its own rules say so', async () => {
    const yaml = (channels: string) => access(`discord: { default: { internal: true }, ${channels} }`);
    const more = async (community: Community, channel: string): Promise<string> => {
      const answer = await asked(
        community,
        'Does the door of the office open for the clerk?',
        { channel },
        false,
      );
      return shownBy(
        await community.server.people.press(answer as never, 'More passages', { channel }).answer(),
      );
    };
    const outside = [DISCORD.foreignChannel, DISCORD.closed, DISCORD.direct];
    await inCommunity(async (community) => {
      const { server } = community;
      expect(await shown(community, PAY, {}, false)).toContain('forty');
      for (const channel of outside)
        for (const isPrivate of [true, false])
          expect([channel, await shown(community, PAY, { channel }, isPrivate)]).not.toEqual([
            channel,
            expect.stringContaining('forty'),
          ]);
      expect(shownBy(await answerTo(server, server.people.direct(PAY)))).not.toContain('forty');
      const typed = server.people.type('ask', { question: 'Pay' }, 'question', { channel: DISCORD.closed });
      expect(JSON.stringify(await typed.choices())).not.toMatch(/Pay|Marigold/);
      for (const channel of outside) expect(await more(community, channel)).not.toMatch(/forty|pay\.md/);
    }, yaml(''));
    const own = outside.map((channel) => `"${channel}": { internal: true }`).join(', ');
    await inCommunity(
      async (community) => {
        for (const channel of outside)
          expect(await shown(community, PAY, { channel }, false)).toContain('forty');
        const { server } = community;
        expect(shownBy(await answerTo(server, server.people.direct(PAY)))).toContain('forty');
      },
      yaml(`channels: { ${own} }`),
    );
  });

  it('are told nothing in direct conversations that are to be left alone', () =>
    inCommunity(
      async (community) => {
        const { server } = community;
        server.people.direct(DOOR);
        const other = await answerTo(server, server.people.direct(DOOR, { user: DISCORD.neighbour }));
        expect(shownBy(other)).toContain('at eight');
        expect(server.messages.in(DISCORD.direct).map(({ message }) => message.author.id)).not.toContain(
          DISCORD.bot,
        );
      },
      access(`discord: { channels: { "${DISCORD.direct}": { answers: never } } }`),
    ));

  it('are looked up at home in direct messages, and elsewhere', async () => {
    const server = await DiscordServer.start([DISCORD.guild, DISCORD.otherGuild]);
    const told = async (question: string, user: string = DISCORD.user) =>
      shownBy(await answerTo(server, server.people.direct(question, { user })));
    await inCommunity(
      async (community) => {
        employ(community);
        expect(await told(PAY)).toContain('forty');
        expect(await told(PAY, DISCORD.neighbour)).not.toContain('forty');
        expect(await told(DOOR, DISCORD.neighbour)).toContain('at eight');
      },
      { server, ...access(ROLES, { DISCORD_GUILD_ID: DISCORD.guild }) },
    );
    await server.stop();
  });

  it('see what the public sees in direct messages where there is no home, or it cannot be asked', async () => {
    const server = await DiscordServer.start();
    const told = async (question: string) => shownBy(await answerTo(server, server.people.direct(question)));
    await inCommunity(
      async (community) => {
        employ(community);
        expect(await told(PAY)).not.toContain('forty');
        expect(await told(DOOR)).toContain('at eight');
      },
      { server, ...access(ROLES) },
    );
    await inCommunity(
      async (community) => {
        employ(community);
        server.fail('GET /guilds/:guild/members/:user', { error: 'missingAccess' });
        expect(await told(PAY)).not.toContain('forty');
        expect(JSON.stringify(community.log)).toContain('Discord does not say who somebody is');
        expect(JSON.stringify(community.log)).not.toContain('Marigold');
      },
      { server, ...access(ROLES, { DISCORD_GUILD_ID: DISCORD.guild }) },
    );
    await server.stop();
  });
});
