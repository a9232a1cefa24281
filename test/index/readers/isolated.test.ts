import { readdirSync, readFileSync } from 'node:fs';
import { kill, pid } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { isolate } from '../../../index/readers/isolated.ts';
import { fixture } from '../../support/readings.ts';

const PAGE = Buffer.from('<h1>Plan</h1><p>Text of it.');
const TEXT = Buffer.from('Text of it.');
/** Takes the parser minutes. */
const HARD = Buffer.from('*a _b '.repeat(300_000));

/** The process of this one that reads within these limits. */
function readerWith(cpuSeconds: number): number {
  const found = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && isReader(id, cpuSeconds));
  expect(found).toHaveLength(1);
  return Number(found[0]);
}

function isReader(id: string, cpuSeconds: number): boolean {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return command.includes(`"cpuSeconds":${cpuSeconds}}`) && Number(parent) === pid;
  } catch {
    return false; // It has ended.
  }
}

describe('a reader in a worker of its own', () => {
  it('reads', async () => {
    expect(await isolate('html')(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
  });

  it.each([4_980, 5_000, 5_050])(
    'reads again after %i ms, while its process ends or when it has ended',
    async (ms) => {
      await isolate('html')(PAGE);
      await setTimeout(ms);
      expect(await isolate('html')(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
    },
  );

  it('gives a file up that takes too long, and reads the next', async () => {
    const read = isolate('markdown', { cpuSeconds: 0.5 });
    expect(await read(HARD)).toEqual({
      refused: 'it took more than 0.5 s of computing to read',
      isTransient: true,
    });
    expect(await isolate('markdown')(Buffer.from('# Plan\n\nText.'))).toMatchObject({
      text: 'Plan\n\nText.',
    });
  });

  it('gives a file up that takes no time of its own and never ends, and reads the next', async () => {
    expect(await isolate('markdown', { cpuSeconds: 60, wallSeconds: 0.5 })(HARD)).toEqual({
      refused: 'it was not read within 0.5 s',
      isTransient: true,
    });
    expect(await isolate('html')(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
  });

  it('waits for a process that does not get to compute, however long that is beside what it needs', async () => {
    const read = isolate('text', { cpuSeconds: 1.5 });
    expect(await read(TEXT)).toMatchObject({ text: 'Text of it.' });
    const process = readerWith(1.5);
    kill(process, 'SIGSTOP');
    const reading = read(TEXT);
    await setTimeout(2_500);
    kill(process, 'SIGCONT');
    expect(await reading).toMatchObject({ text: 'Text of it.' });
  });

  it('takes the end of its process, whoever ended it, for no fault of the file', async () => {
    const reading = isolate('markdown', { cpuSeconds: 61 })(HARD);
    const process = await vi.waitFor(() => readerWith(61), { timeout: 10_000 });
    kill(process, 'SIGINT');
    expect(await reading).toMatchObject({
      refused: expect.stringMatching(/^it was not read to its end/),
      isTransient: true,
    });
  });

  it.each([
    ['text', 'Les congés payés sont de trente jours par an pour tout le personnel.', 'fr'],
    ['html', '<html lang="de"><p>Staff have thirty days of leave.', 'de'],
  ] as const)('tells the language of %s that does not say it', async (format, content, language) => {
    expect(await isolate(format)(Buffer.from(content))).toMatchObject({ description: { language } });
  });

  it('refuses what falls into more pieces than an index can bear', async () => {
    expect(await isolate('text')(Buffer.from('a\n\n'.repeat(100_001)))).toEqual({
      refused: 'it has more than 100,000 paragraphs: split it',
    });
  });

  it('gives a file up that needs too much memory, and reads the next', async () => {
    // The words that tell languages apart take half of it.
    const read = isolate('html', { megabytes: 80 });
    expect(await read(Buffer.from('<b>a</b><i>'.repeat(500_000)))).toEqual({
      refused: 'it needs more than 80 MB to read',
    });
    expect(await read(PAGE)).toMatchObject({ text: 'Plan\n\nText of it.' });
  });

  it('gives a file up that unpacks to more memory than it may have', async () => {
    expect(await isolate('pdf', { megabytes: 40 })(fixture('bomb.pdf'))).toEqual({
      refused: 'it needs more than 40 MB to read',
    });
  });

  it('refuses a file that the library breaks on', async () => {
    expect(await isolate('markdown')(Buffer.from(`${'> '.repeat(3_000)}text`))).toEqual({
      refused: expect.stringMatching(/^it cannot be read, it may be damaged \(/),
    });
  });
});
