import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Access, answersIn, type Person, type Place, scopeAt, scopeFor } from '../../src/access.ts';
import { readConfig } from '../../src/config.ts';
import { admits } from '../../src/scope.ts';
import { folderWith } from '../support/folders.ts';

const TOKENS = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  DISCORD_TOKEN: 'abc',
  DISCORD_APPLICATION_ID: '42',
};
const PUBLIC = [{ internal: false }];
const INTERNAL = [{ internal: true }];

function read(yaml: string, env: Record<string, string> = {}) {
  const file = join(folderWith({ 'access.yaml': yaml }), 'access.yaml');
  const { slack, discord } = readConfig({ ...TOKENS, ...env, ACCESS_FILE: file });
  if (slack === null || discord === null) throw new Error('not configured');
  return { slack: slack.access, discord: discord.access };
}

const at = (channel: string, isPrivate = false, isShared = false): Place => ({
  channel,
  isPrivate,
  isShared,
});
const DIRECT: Place = { channel: 'D1', isPrivate: true, isShared: true };
const member = (...groups: string[]): Person => ({ kind: 'member', groups });
const [guest, outsider, unknown] = (['guest', 'outsider', 'unknown'] as const).map((kind) => ({ kind }));

async function grantsOf(access: Access, person: Person | undefined, place: Place) {
  return (await scopeFor(access, place, async () => person ?? member())).grants;
}

describe('rules for channels', () => {
  it('keep what is internal out of sight of others, and of a community altogether', async () => {
    const { slack, discord } = read('{}');
    expect(await grantsOf(slack, member(), at('C1'))).toEqual(PUBLIC);
    expect(await grantsOf(slack, member(), at('C1', true))).toEqual(INTERNAL);
    expect(await grantsOf(slack, member(), DIRECT)).toEqual(INTERNAL);
    expect(await grantsOf(discord, member(), at('1', true))).toEqual(PUBLIC);
    expect(await grantsOf(discord, member(), DIRECT)).toEqual(PUBLIC);
    expect(answersIn(slack, 'C1')).toBe('threads');
  });

  it('say for a channel, or by default, what is answered and what may be seen', async () => {
    const { slack, discord } = read(`
slack:
  channels:
    C1: { internal: true, collections: [hr, it/handbook] }
discord:
  default: { answers: never }
  channels:
    1234567890123456789: { answers: unasked, internal: true }
`);
    expect(scopeAt(slack, at('C1')).grants).toEqual([{ internal: true, collections: ['hr', 'it/handbook'] }]);
    expect(await grantsOf(discord, member(), at('1234567890123456789'))).toEqual(INTERNAL);
    expect(answersIn(discord, '1234567890123456789')).toBe('unasked');
    expect(answersIn(discord, '12')).toBe('never');
  });

  it('of all channels let nobody read what is internal where other organisations read', () => {
    const { slack } = read('slack: { default: { internal: true }, channels: { C1: { internal: true } } }');
    const shared = (channel: string, isPrivate = false) =>
      scopeAt(slack, { channel, isPrivate, isShared: true }).grants;
    expect(scopeAt(slack, at('C2')).grants).toEqual(INTERNAL);
    expect(shared('C2')).toEqual(PUBLIC);
    expect(shared('C2', true)).toEqual(INTERNAL);
    expect(shared('C1')).toEqual(INTERNAL);
  });

  it('of all channels open no direct conversation, and no place that the bot was brought along to', async () => {
    const open = '{ default: { internal: true }, channels: { "7": { internal: true } }';
    const alike = read(`discord: ${open} }`).discord;
    expect(await grantsOf(alike, member(), at('1'))).toEqual(INTERNAL);
    for (const isPrivate of [true, false]) {
      expect(await grantsOf(alike, member(), at('1', isPrivate, true))).toEqual(PUBLIC);
      expect(await grantsOf(alike, member(), at('7', isPrivate, true))).toEqual(INTERNAL);
    }
    const told = read(`discord: ${open}, people: { roles: { "5": { internal: true } } } }`).discord;
    expect(await grantsOf(told, member('5'), at('1', true, true))).toEqual(INTERNAL);
    expect(await grantsOf(told, member('5'), at('1', false, true))).toEqual(PUBLIC);
    for (const person of [member(), unknown, outsider])
      expect(await grantsOf(told, person, at('1', true, true))).toEqual(PUBLIC);
    const closed = read('discord: { default: { internal: false }, people: { default: { internal: true } } }');
    expect(await grantsOf(closed.discord, member(), at('1', true, true))).toEqual(PUBLIC);
  });

  it('hold for direct conversations that they name', async () => {
    const { slack } = read(
      'slack: { channels: { D1: { internal: false, collections: [hr], answers: never } } }',
    );
    expect(await grantsOf(slack, member(), DIRECT)).toEqual([{ collections: ['hr'], internal: false }]);
    expect(answersIn(slack, 'D1', true)).toBe('never');
    const { slack: silent } = read('slack: { default: { answers: never } }');
    expect(answersIn(silent, 'D1', true)).toBe('unasked');
  });

  it('and settings are as strict as the stricter of them', () => {
    const channels = `C1: { answers: never }, C2: { answers: mentions }, C3: { answers: unasked }, C4: { answers: never }`;
    const settings = {
      SLACK_ANSWER_CHANNELS: 'C1,C2,C3,C5,C6',
      SLACK_QUIET_CHANNELS: 'C3,C4,C6',
    };
    const expected = {
      C1: 'never',
      C2: 'mentions',
      C3: 'mentions',
      C4: 'never',
      C5: 'unasked',
      C6: 'mentions',
    };
    const { slack } = read(`slack: { channels: { ${channels} } }`, settings);
    for (const [channel, answers] of Object.entries(expected))
      expect([channel, answersIn(slack, channel)]).toEqual([channel, answers]);
    const { slack: silent } = read('slack: { default: { answers: never } }', settings);
    for (const channel of Object.keys(expected)) expect(answersIn(silent, channel)).toBe('never');
  });

  it('of the file and of the settings go together', () => {
    const { slack } = read('slack: { channels: { C1: { internal: true } } }', {
      SLACK_ANSWER_CHANNELS: 'C1',
      SLACK_QUIET_CHANNELS: 'C2',
    });
    expect(answersIn(slack, 'C1')).toBe('unasked');
    expect(scopeAt(slack, at('C1')).grants).toEqual(INTERNAL);
    expect(answersIn(slack, 'C2')).toBe('mentions');
  });
});

describe('what people may see', () => {
  const yaml = `
slack:
  people:
    guests: { collections: [welcome] }
    groups:
      S1: { collections: [hr], internal: true }
      S2: { collections: [welcome, it] }
  channels:
    C1: { internal: true, collections: [hr/leave, it] }
    C2: { internal: false }
discord:
  people:
    roles:
      "7": { internal: true, collections: [staff] }
  channels:
    "1": { internal: true }
`;
  it('is that of all groups they are in, and by default that of the workspace', async () => {
    const { slack } = read(yaml);
    expect(await grantsOf(slack, member(), DIRECT)).toEqual(INTERNAL);
    expect(await grantsOf(slack, member('S1', 'S9'), DIRECT)).toEqual([
      { collections: ['hr'], internal: true },
    ]);
    const both = await scopeFor(slack, DIRECT, async () => member('S1', 'S2'));
    expect(admits(both, { path: 'hr/a.txt', audience: 'internal' })).toBe(true);
    expect(admits(both, { path: 'it/a.txt', audience: 'public' })).toBe(true);
    expect(admits(both, { path: 'it/a.txt', audience: 'internal' })).toBe(false);
    expect(admits(both, { path: 'a.txt', audience: 'public' })).toBe(false);
  });

  it('is never more than a guest or somebody of another organisation may, whatever groups they are in', async () => {
    const { slack } = read(yaml);
    expect(await grantsOf(slack, guest, DIRECT)).toEqual([{ collections: ['welcome'], internal: false }]);
    expect(await grantsOf(slack, outsider, at('C1', true))).toEqual([
      { collections: ['hr/leave', 'it'], internal: false },
    ]);
    const generous = read('slack: { people: { outsiders: { internal: true } } }').slack;
    expect(await grantsOf(generous, outsider, DIRECT)).toEqual(INTERNAL);
    expect(await grantsOf(generous, unknown, DIRECT)).toEqual(PUBLIC);
    // What members may not see guests may not either.
    const narrow = read('slack: { people: { default: { collections: [hr], internal: true } } }').slack;
    expect(await grantsOf(narrow, guest, DIRECT)).toEqual([{ collections: ['hr'], internal: false }]);
  });

  it('is no more than the place allows, and nothing where they have nothing in common', async () => {
    const { slack } = read(yaml);
    expect(await grantsOf(slack, member('S1'), at('C1'))).toEqual([
      { collections: ['hr/leave'], internal: true },
    ]);
    expect(await grantsOf(slack, member('S1'), at('C2', true))).toEqual([
      { collections: ['hr'], internal: false },
    ]);
    expect(await grantsOf(slack, guest, at('C1'))).toEqual([]);
  });

  it('is by role in a community, where nobody else is trusted as soon as somebody is', async () => {
    const { discord } = read(yaml);
    const staff = [{ collections: ['staff'], internal: true }];
    expect(await grantsOf(discord, member('7'), DIRECT)).toEqual(staff);
    expect(await grantsOf(discord, member('7'), at('1'))).toEqual(staff);
    expect(await grantsOf(discord, member('7'), at('2'))).toEqual([
      { collections: ['staff'], internal: false },
    ]);
    for (const person of [member(), unknown, outsider])
      expect(await grantsOf(discord, person, at('1'))).toEqual(PUBLIC);
  });

  it('is asked for only where it makes a difference', async () => {
    const { slack, discord } = read('{}');
    const nobody = async (): Promise<Person> => Promise.reject(new Error('asked'));
    expect((await scopeFor(slack, at('C1'), nobody)).grants).toEqual(PUBLIC);
    expect((await scopeFor(discord, at('1', true), nobody)).grants).toEqual(PUBLIC);
    await expect(scopeFor(slack, at('C1', true), nobody)).rejects.toThrow('asked');
  });
});

describe('the access file', () => {
  it.each([
    ['slack: { channels: { general: {} } }', 'slack.channels.general: expected the id of a channel'],
    ['slack: { people: { groups: { hr: {} } } }', 'slack.people.groups.hr: expected the id of a user group'],
    ['slack: { people: { guests: { answers: never } } }', 'slack.people.guests'],
    ['slack: { people: { roles: { "1": {} } } }', 'slack.people'],
    [
      'discord: { people: { roles: { staff: {} } } }',
      'discord.people.roles.staff: expected the id of a role',
    ],
    ['discord: { people: { default: { collections: [] } } }', 'expected a folder at least'],
    ['discord: { default: { answers: always } }', 'discord.default.answers: expected one of never'],
    ['discord: { default: { collections: [../secret] } }', 'expected a folder below the seeds'],
    ['teams: {}', 'teams'],
    ['slack: [', 'ACCESS_FILE'],
    ['', 'ACCESS_FILE: says nothing; write {} if that is meant'],
    ['# slack: { default: { answers: never } }\n', 'says nothing'],
    ['---\n', 'says nothing'],
    ['null', 'says nothing'],
    ['slack:\n', 'slack'],
  ])('is refused where it is wrong: %s', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });

  it('is refused where it is missing', () => {
    expect(() => readConfig({ ACCESS_FILE: '/nowhere/access.yaml' })).toThrow('ACCESS_FILE: ENOENT');
  });

  it('may be named by the setting of before, which must be the only one', () => {
    const file = join(folderWith({ 'access.yaml': 'slack: { default: { answers: never } }' }), 'access.yaml');
    const { slack } = readConfig({ ...TOKENS, CHANNELS_FILE: file });
    expect(slack && answersIn(slack.access, 'C1')).toBe('never');
    expect(() => readConfig({ CHANNELS_FILE: '/nowhere/access.yaml' })).toThrow('CHANNELS_FILE: ENOENT');
    expect(() => readConfig({ ...TOKENS, CHANNELS_FILE: file, ACCESS_FILE: file })).toThrow('only one');
  });
});
