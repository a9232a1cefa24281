import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
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
      logLevel: 'warn',
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
  ])('refuse as %s %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: expected`);
  });

  it.each(['0', '-1', '1.5', 'NaN', 'Infinity'])('refuse %s as a number of bytes', (value) => {
    expect(() => readConfig({ MAX_DOCUMENT_BYTES: value })).toThrow('MAX_DOCUMENT_BYTES');
  });

  it('are all in .env.example, which works as it is', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=(.*)$/gm)].map(
      ([, name, value]) => [name, value] as const,
    );
    expect(named.map(([name]) => name).sort()).toEqual([
      'DATA_DIR',
      'LOG_LEVEL',
      'MAX_DOCUMENT_BYTES',
      'REFRESH_CRON',
      'REFRESH_GATE',
      'REFRESH_MAX_LOSS',
      'REFRESH_TIME_ZONE',
      'REFRESH_WATCH',
      'SEEDS_DIR',
    ]);
    expect(readConfig(Object.fromEntries(named))).toEqual(readConfig({}));
  });
});
