import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readAsked, toCustomIds } from '../../../adapters/discord/custom-id.ts';
import { answerTo } from '../../support/discord.ts';
import { type Community, inCommunity, openCommunity } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';
import { until } from '../../support/waiting.ts';

const files = {
  'bread.txt': 'Bread\n\nThe bread of the office is baked by the baker at seven.\n',
  'oven.md':
    '---\naudience: internal\n---\n# Bread\n\nAt what hour is the bread of the office baked? The bread of the office is baked at the hour of four.\n',
  'pay.md': '---\naudience: internal\n---\n# Pay\n\nProject Marigold pays the clerk forty ducats a month.\n',
};
const BREAD = 'At what hour is the bread of the office baked?';
const PAY = 'How many ducats does Project Marigold pay the clerk?';
const yaml = `
discord:
  people: { roles: { "${DISCORD.botRole}": { internal: true } } }
  channels: { "${DISCORD.channel}": { internal: true } }
`;
const env = { ACCESS_FILE: join(folderWith({ 'access.yaml': yaml }), 'access.yaml') };
/** Of the staff, and not. */
const [MEMBER, GUEST] = [DISCORD.user, DISCORD.neighbour];
const OTHER = 'belongs to another answer';

/** A channel that may have internal documents, where others than the staff read along. */
const inChannel = (test: (community: Community) => Promise<void>): Promise<void> =>
  inCommunity(
    (community) => {
      employ(community.server);
      return test(community);
    },
    { files, env },
  );

function employ({ guilds }: DiscordServer): void {
  guilds.roles.set(MEMBER, [DISCORD.botRole]);
}

function answered({ server }: Pick<Community, 'server'>, question: string, user: string) {
  return answerTo(server, server.people.mention(question, { user }));
}

async function opinions({ dataDir }: Community, count: number): Promise<object[]> {
  return until(() => {
    const lines = readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n');
    return lines.length === count && lines.map((line) => JSON.parse(line) as object);
  }, `${count} opinions`);
}

describe('a button below an answer that others get otherwise', () => {
  it.each([
    ['a guest’s', GUEST, MEMBER, 'at seven', 'of four'],
    ['a member’s', MEMBER, GUEST, 'of four', 'at seven'],
  ])('says so below %s, shows nothing, and leaves no other answer in feedback', (...row) => {
    const [, asker, other, mine, theirs] = row;
    return inChannel(async (community) => {
      const { people } = community.server;
      const answer = await answered(community, BREAD, asker);
      expect(shownBy(answer)).toContain(mine);
      const pressed = async (label: string, user: string) =>
        shownBy(await people.press(answer, label, { user }).answer());
      for (const label of ['Why this?', 'Show in context', 'More passages']) {
        const shown = await pressed(label, other);
        expect(shown, label).toContain(OTHER);
        expect(shown, label).not.toContain(theirs);
      }
      expect(await pressed('Why this?', asker)).toContain('Why this passage');
      expect(await pressed('Show in context', asker)).toContain(mine);

      await pressed('Helpful', other);
      const opened = people.press(answer, 'Not helpful', { user: other });
      await opened.form();
      await opinions(community, 2);
      await (await people.submit(opened, { reason: 'out-of-date' })).answer();
      await pressed('Helpful', asker);
      const [helpful, not, why, own] = await opinions(community, 4);
      const indexId = readAsked(answer.components ?? [])?.indexId;
      const known = { at: expect.any(String), id: expect.any(String), indexId, kind: 'cited', cited: [] };
      expect(helpful).toEqual({ ...known, verdict: 'helpful' });
      expect(not).toEqual({ ...known, verdict: 'not helpful' });
      expect(why).toEqual({ ...known, verdict: 'not helpful', reason: 'out-of-date' });
      const document = asker === GUEST ? /^bread\.txt:/ : /^oven\.md:/;
      expect(own).toMatchObject({
        kind: 'cited',
        cited: expect.arrayContaining([expect.stringMatching(document)]),
      });
    });
  });

  it('keeps a refusal as one, though whoever judges it would be answered', () =>
    inChannel(async (community) => {
      const { people } = community.server;
      const refusal = await answered(community, PAY, GUEST);
      expect(shownBy(refusal)).not.toContain('forty');
      await people.press(refusal, 'Helpful', { user: MEMBER }).answer();
      await people.press(refusal, 'Not helpful', { user: MEMBER }).form();
      for (const opinion of await opinions(community, 2))
        expect(opinion).toMatchObject({ kind: 'none', cited: [] });
      const cited = await answered(community, PAY, MEMBER);
      expect(shownBy(cited)).toContain('forty');
      await people.press(cited, 'Helpful', { user: GUEST }).answer();
      expect((await opinions(community, 3)).at(-1)).toMatchObject({ kind: 'cited', cited: [] });
    }));

  it('does the same after a restart', async () => {
    const server = await DiscordServer.start();
    employ(server);
    let answer: APIMessage;
    {
      await using _before = await openCommunity({ server, files, env });
      answer = await answered({ server }, BREAD, GUEST);
    }
    await using after = await openCommunity({ server, files, env });
    const context = async (user: string) =>
      shownBy(await server.people.press(answer, 'Show in context', { user }).answer());
    const shown = await context(MEMBER);
    expect(shown).toContain(OTHER);
    expect(shown).not.toContain('of four');
    expect(await context(GUEST)).toContain('at seven');
    await after.adapter.stop();
    expect(server.complaints).toEqual([]);
    await server.stop();
  });

  it('takes nothing into feedback or the log that is no index', () =>
    inChannel(async (community) => {
      const { server, dataDir, log } = community;
      const asked = readAsked((await answered(community, BREAD, GUEST)).components ?? []);
      if (asked === null) throw new Error('nothing was asked');
      const slots = (['helpful', 'not_helpful'] as const).map((action) => ({
        action,
        excerpt: 0,
        seen: '00000000',
      }));
      const press = async (indexId: string, label: string) => {
        const ids = toCustomIds({ ...asked, indexId }, slots);
        const components = ids.map((custom_id, i) => ({
          type: 2,
          style: 2,
          label: slots[i]?.action,
          custom_id,
        }));
        const body = { components: [{ type: 1, components }] };
        const channel = server.guilds.channel(DISCORD.channel);
        const { message } = server.messages.create({ channel, author: DISCORD.bot, body });
        return shownBy(await server.people.press(message, label).answer());
      };
      for (const label of ['helpful', 'not_helpful'])
        expect(await press('forged: @everyone', label)).toContain('does not work any more');
      expect(await press('0123456789ab', 'helpful')).toContain('Thank you');
      expect(await opinions(community, 1)).toMatchObject([{ indexId: '0123456789ab', cited: [] }]);
      expect(readFileSync(join(dataDir, 'feedback.jsonl'), 'utf8')).not.toContain('forged');
      expect(JSON.stringify(log)).not.toContain('forged');
    }));
});
