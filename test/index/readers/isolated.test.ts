import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isolate } from '../../../index/readers/isolated.ts';
import { fixture } from '../../support/readings.ts';

const PAGE = Buffer.from('<h1>Plan</h1><p>Text of it.');

describe('a reader in a worker of its own', () => {
  it('reads', async () => {
    expect(await isolate('html')(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
  });

  it.each([180, 200, 220, 300])(
    'reads again after %i ms, while its process ends or when it has ended',
    async (ms) => {
      await isolate('html')(PAGE);
      await setTimeout(ms);
      expect(await isolate('html')(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
    },
  );

  it('gives a file up that takes too long, and reads the next', async () => {
    const read = isolate('markdown', { seconds: 0.5, megabytes: 512 });
    expect(await read(Buffer.from('*a _b '.repeat(300_000)))).toEqual({
      refused: 'it took longer than 0.5 s to read',
    });
    expect(await isolate('markdown')(Buffer.from('# Plan\n\nText.'))).toMatchObject({
      text: 'Plan\n\nText.',
    });
  });

  it('gives a file up that needs too much memory, and reads the next', async () => {
    const read = isolate('html', { seconds: 20, megabytes: 40 });
    expect(await read(Buffer.from('<b>a</b><i>'.repeat(500_000)))).toEqual({
      refused: 'it needs more than 40 MB to read',
    });
    expect(await read(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
  });

  it('gives a file up that unpacks to more memory than it may have', async () => {
    expect(await isolate('pdf', { seconds: 20, megabytes: 40 })(fixture('bomb.pdf'))).toEqual({
      refused: 'it needs more than 40 MB to read',
    });
  });

  it('refuses a file that the library breaks on', async () => {
    expect(await isolate('markdown')(Buffer.from(`${'> '.repeat(3_000)}text`))).toEqual({
      refused: expect.stringMatching(/^it cannot be read, it may be damaged \(/),
    });
  });
});
