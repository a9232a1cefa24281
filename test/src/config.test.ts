import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_MODELS } from '../../index/meaning/model-settings.ts';
import { readConfig } from '../../src/config.ts';

describe('settings', () => {
  it('have defaults that need no environment', () => {
    expect(readConfig({})).toEqual({
      seedsDir: resolve('seeds'),
      dataDir: resolve('.plancite'),
      maxDocumentBytes: 20_000_000,
      refreshCron: {
        expression: '*/5 * * * *',
        timeZone: 'UTC',
      },
      refreshWatch: false,
      refreshMaxLoss: 0.5,
      refreshGate: 'report',
      meaning: BUILT_IN_MODELS,
      port: 3000,
      logLevel: 'warn',
      slack: null,
      discord: null,
    });
  });

  it('count as not set when empty', () => {
    expect(readConfig({ SEEDS_DIR: '', MAX_DOCUMENT_BYTES: '', LOG_LEVEL: '' })).toEqual(readConfig({}));
  });

  it('are all named when wrong, with what was expected and never with their value', () => {
    const wrong = () => readConfig({ MAX_DOCUMENT_BYTES: 'xoxb-secret', LOG_LEVEL: 'xoxb-secret' });
    expect(wrong).toThrow(
      'MAX_DOCUMENT_BYTES: expected a number of bytes; LOG_LEVEL: expected one of fatal, error',
    );
    expect(wrong).not.toThrow('xoxb-secret');
  });

  it('say when a running bot looks for changed documents', () => {
    const read = (env: Record<string, string>) => readConfig(env).refreshCron;
    expect(read({ REFRESH_CRON: '0 3 * * 1', REFRESH_TIME_ZONE: 'Asia/Shanghai' })).toEqual({
      expression: '0 3 * * 1',
      timeZone: 'Asia/Shanghai',
    });
    expect(read({ REFRESH_CRON: 'off' })).toBeNull();
    expect(readConfig({ REFRESH_WATCH: 'true', REFRESH_MAX_LOSS: '0.1' })).toMatchObject({
      refreshWatch: true,
      refreshMaxLoss: 0.1,
    });
  });

  it.each([
    ['REFRESH_CRON', 'every day'],
    ['REFRESH_CRON', '61 * * * *'],
    ['REFRESH_TIME_ZONE', 'Mars/Olympus'],
    ['REFRESH_WATCH', 'perhaps'],
    ['REFRESH_MAX_LOSS', '1.1'],
    ['REFRESH_MAX_LOSS', 'half'],
    ['SEMANTICS', 'sometimes'],
    ['ENCODER_SHA256', 'f47e02c'],
    ['READER_SHA256', 'g'.repeat(64)],
    ['MODEL_RUNTIME', 'gpu'],
  ])('refuse as %s %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: expected`);
  });

  it('name other models by folder and digest, or none', () => {
    const digest = 'ab'.repeat(32);
    const read = (env: Record<string, string>) => readConfig(env).meaning;
    expect(read({ SEMANTICS: 'off' })).toBeNull();
    expect(read({ SEMANTICS: 'on', MODEL_RUNTIME: 'wasm' })).toEqual({ ...BUILT_IN_MODELS, runtime: 'wasm' });
    expect(read({ ENCODER_DIR: 'models/e5', ENCODER_SHA256: ` ${digest.toUpperCase()}` })).toEqual({
      ...BUILT_IN_MODELS,
      encoder: { dir: resolve('models/e5'), sha256: digest },
    });
    expect(read({ READER_DIR: '/models/reader', READER_SHA256: digest })).toMatchObject({
      reader: { dir: '/models/reader', sha256: digest },
    });
    expect(() => read({ READER_SHA256: digest })).toThrow('READER_DIR: missing');
    // As it is printed.
    for (const end of ['  -', '  model', ' *my model.onnx', '\n'])
      expect(read({ READER_DIR: '/models/reader', READER_SHA256: digest + end })?.reader.sha256).toBe(digest);
    expect(() => read({ READER_DIR: '/models/reader', READER_SHA256: `${digest}-` })).toThrow('expected');
    expect([read({ SEMANTICS: ' OFF ' }), read({ SEMANTICS: 'Off\t' })]).toEqual([null, null]);
    expect(read({ SEMANTICS: ' On', MODEL_RUNTIME: ' WASM ' })).toMatchObject({ runtime: 'wasm' });
    expect(read({ SEMANTICS: ' ', MODEL_RUNTIME: ' ' })).toEqual(BUILT_IN_MODELS);
    expect(() => read({ ENCODER_DIR: '/models/e5' })).toThrow(/^ENCODER_SHA256: missing.* sha256sum/s);
  });

  it('choose Socket Mode where there is an app token, and HTTP where there is none', () => {
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
    expect(readConfig({ ...tokens, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      botToken: 'xoxb-1',
      receive: { by: 'socket', appToken: 'xapp-1' },
      apiUrl: null,
      maintainers: [],
      noticeChannel: null,
      access: {
        people: {
          default: { internal: true },
          guests: { internal: false },
          outsiders: { internal: false },
          groups: {},
        },
        default: {},
        channels: {},
      },
    });
    expect(readConfig({ ...tokens, PORT: '8080', SLACK_MAINTAINERS: 'U1, S2,' }).slack).toMatchObject({
      receive: { by: 'http', signingSecret: 'secret' },
      maintainers: ['U1', 'S2'],
    });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN: missing'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: missing'],
    [{ SLACK_SIGNING_SECRET: 'secret' }, 'SLACK_BOT_TOKEN: missing'],
    [{ SLACK_MAINTAINERS: 'U1' }, 'SLACK_BOT_TOKEN: missing'],
    [{ SLACK_BOT_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: expected a token that starts with xoxb-'],
    [{ SLACK_MAINTAINERS: '@ann' }, 'SLACK_MAINTAINERS: expected ids'],
    [{ SLACK_NOTICE_CHANNEL: '#general' }, 'SLACK_NOTICE_CHANNEL: expected the id'],
    [{ SLACK_API_URL: 'slack' }, 'SLACK_API_URL: expected a URL'],
    [{ PORT: '70000' }, 'PORT: expected a port'],
  ])('are refused where half of Slack is configured, or wrongly: %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });

  it('choose the gateway of Discord, and HTTP where there is a public key', () => {
    const app = { DISCORD_TOKEN: 'Bot abc', DISCORD_APPLICATION_ID: '42' };
    expect(readConfig({ ...app, DISCORD_MESSAGE_CONTENT: 'true', DISCORD_SHARDS: 'auto' }).discord).toEqual({
      token: 'abc',
      applicationId: '42',
      guildId: null,
      receive: { by: 'gateway', messageContent: true, shards: 'auto' },
      apiUrl: null,
      maintainers: [],
      noticeChannel: null,
      access: { people: null, default: {}, channels: {} },
    });
    const publicKey = 'AB'.repeat(32);
    expect(readConfig({ ...app, DISCORD_PUBLIC_KEY: publicKey, PORT: '80' }).discord).toMatchObject({
      receive: { by: 'http', publicKey: publicKey.toLowerCase() },
    });
  });

  it.each([
    [{ DISCORD_APPLICATION_ID: '42' }, 'DISCORD_TOKEN: missing'],
    [{ DISCORD_TOKEN: 'secret-1' }, 'DISCORD_APPLICATION_ID: missing'],
    [
      { DISCORD_TOKEN: 'secret-1', DISCORD_APPLICATION_ID: 'plancite' },
      'DISCORD_APPLICATION_ID: expected the id',
    ],
    [{ DISCORD_MAINTAINERS: '@ann' }, 'DISCORD_MAINTAINERS: expected ids'],
    [{ DISCORD_SHARDS: '0' }, 'DISCORD_SHARDS: expected a number'],
    [{ DISCORD_PUBLIC_KEY: 'secret-1' }, 'DISCORD_PUBLIC_KEY: expected the public key'],
    [
      {
        DISCORD_TOKEN: 'secret-1',
        DISCORD_APPLICATION_ID: '1',
        DISCORD_PUBLIC_KEY: 'a'.repeat(64),
        DISCORD_SHARDS: '2',
      },
      'DISCORD_PUBLIC_KEY: with it',
    ],
  ])('are refused where half of Discord is configured, or wrongly: %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).not.toThrow('secret-1');
  });

  it.each(['0', '-1', '1.5', 'NaN', 'Infinity'])('refuse %s as a number of bytes', (value) => {
    expect(() => readConfig({ MAX_DOCUMENT_BYTES: value })).toThrow('MAX_DOCUMENT_BYTES');
  });

  it('are all in .env.example, which works as it is', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#? ?([A-Z\d_]+)=(.*)$/gm)].map(
      ([, name, value]) => [name, value] as const,
    );
    expect(named.map(([name]) => name).sort()).toEqual([
      'ACCESS_FILE',
      'DATA_DIR',
      'DISCORD_API_URL',
      'DISCORD_APPLICATION_ID',
      'DISCORD_GUILD_ID',
      'DISCORD_MAINTAINERS',
      'DISCORD_MESSAGE_CONTENT',
      'DISCORD_NOTICE_CHANNEL',
      'DISCORD_PUBLIC_KEY',
      'DISCORD_SHARDS',
      'DISCORD_TOKEN',
      'ENCODER_DIR',
      'ENCODER_SHA256',
      'LOG_LEVEL',
      'MAX_DOCUMENT_BYTES',
      'MODEL_RUNTIME',
      'PORT',
      'READER_DIR',
      'READER_SHA256',
      'REFRESH_CRON',
      'REFRESH_GATE',
      'REFRESH_MAX_LOSS',
      'REFRESH_TIME_ZONE',
      'REFRESH_WATCH',
      'SEEDS_DIR',
      'SEMANTICS',
      'SLACK_ANSWER_CHANNELS',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'SLACK_MAINTAINERS',
      'SLACK_NOTICE_CHANNEL',
      'SLACK_QUIET_CHANNELS',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(readConfig(Object.fromEntries(named))).toEqual(readConfig({}));
  });
});
