import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../adapters/slack/incoming.ts';
import { plainText } from '../../../adapters/slack/slack-text.ts';

const SELF = { userId: 'U0BOT', botId: 'B0BOT', teamId: 'T01', enterpriseId: null };
const message = { type: 'message', channel: 'C01', user: 'U01', ts: '2.0', text: 'What?' };

describe('a message', () => {
  it.each([
    ['direct', { channel: 'D01' }],
    ['direct', { channel_type: 'im', text: '<@U0BOT> What?' }],
    ['mention', { text: '<@U0BOT> What?' }],
    ['mention', { type: 'app_mention', text: 'What?' }],
    ['mention', { text: '<@U0BOT|plancite> and <@U99> What?', thread_ts: '1.0' }],
    ['thread', { thread_ts: '1.0' }],
    ['channel', { thread_ts: '2.0' }],
    ['channel', { subtype: 'file_share' }],
    ['thread', { subtype: 'thread_broadcast', thread_ts: '1.0' }],
  ])('is taken as said to: %s', (said, more) => {
    expect(readMessage({ ...message, ...more }, SELF)).toMatchObject({ said, user: 'U01', ts: '2.0' });
  });

  it.each([
    { bot_id: 'B9' },
    { user: 'U0BOT' },
    { user: undefined },
    { subtype: 'message_deleted' },
    { subtype: 'channel_join' },
    { edited: { user: 'U01', ts: '2.1' } },
    { text: '<@U99> What?', thread_ts: '1.0' },
  ])('is left alone if it is %j', (more) => {
    expect(readMessage({ ...message, ...more }, SELF)).toBeNull();
  });

  it.each([
    ['<@U0BOT> R&amp;D &lt;5 %&gt;?', 'R&D <5 %>?'],
    ['see <https://x.org/a|the plan> in <#C1|general>', 'see the plan in general'],
    ['<https://x.org/a>', 'https://x.org/a'],
    ['<!channel> 数字经济', '数字经济'],
    ['&amp;lt;', '&lt;'],
  ])('reads as people wrote it: %s', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
