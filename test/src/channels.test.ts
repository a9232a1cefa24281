import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersIn, scopeIn } from '../../src/channels.ts';
import { readConfig } from '../../src/config.ts';
import { folderWith } from '../support/folders.ts';

const TOKENS = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  DISCORD_TOKEN: 'abc',
  DISCORD_APPLICATION_ID: '42',
};

function read(yaml: string, env: Record<string, string> = {}) {
  const file = join(folderWith({ 'channels.yaml': yaml }), 'channels.yaml');
  const { slack, discord } = readConfig({ ...TOKENS, ...env, CHANNELS_FILE: file });
  if (slack === null || discord === null) throw new Error('not configured');
  return { slack: slack.channels, discord: discord.channels };
}

describe('rules for channels', () => {
  it('keep what is internal out of sight of others, and of a community altogether', () => {
    const { slack, discord } = read('');
    expect(scopeIn(slack, 'C1', false).grants).toEqual([{ internal: false }]);
    expect(scopeIn(slack, 'C1', true).grants).toEqual([{ internal: true }]);
    expect(scopeIn(slack, null, true).grants).toEqual([{ internal: true }]);
    expect(scopeIn(discord, '1', true).grants).toEqual([{ internal: false }]);
    expect(scopeIn(discord, null, true).grants).toEqual([{ internal: false }]);
    expect(answersIn(slack, 'C1')).toBe('threads');
  });

  it('say for a channel, or by default, what is answered and what may be seen', () => {
    const { slack, discord } = read(`
slack:
  channels:
    C1: { internal: true, collections: [hr, it/handbook] }
discord:
  default: { answers: never }
  channels:
    1234567890123456789: { answers: unasked }
`);
    expect(scopeIn(slack, 'C1', false).grants).toEqual([
      { internal: true, collections: ['hr', 'it/handbook'] },
    ]);
    expect(answersIn(discord, '1234567890123456789')).toBe('unasked');
    expect(answersIn(discord, '12')).toBe('never');
  });

  it('of the file and of the settings go together', () => {
    const { slack } = read('slack: { channels: { C1: { internal: true } } }', {
      SLACK_ANSWER_CHANNELS: 'C1',
      SLACK_QUIET_CHANNELS: 'C2',
    });
    expect(answersIn(slack, 'C1')).toBe('unasked');
    expect(scopeIn(slack, 'C1', false).grants).toEqual([{ internal: true }]);
    expect(answersIn(slack, 'C2')).toBe('mentions');
  });

  it.each([
    ['slack: { channels: { general: {} } }', 'slack.channels.general: expected the id of a channel'],
    ['discord: { default: { answers: always } }', 'discord.default.answers: expected one of never'],
    ['discord: { default: { collections: [../secret] } }', 'expected a folder below the seeds'],
    ['teams: {}', 'teams'],
    ['slack: [', 'CHANNELS_FILE'],
  ])('are refused where they are wrong: %s', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });

  it('are refused where the file is missing', () => {
    expect(() => readConfig({ CHANNELS_FILE: '/nowhere/channels.yaml' })).toThrow('CHANNELS_FILE: ENOENT');
  });
});
