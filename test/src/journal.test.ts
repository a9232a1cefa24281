import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '../../src/journal.ts';
import { createLogger } from '../../src/logger.ts';
import { leaveBehind } from '../support/dead-process.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { until } from '../support/waiting.ts';

const BOT = 'slack:T01:U0BOT';
const SECRET = 'how many days of leave do I have';

function openJournal(dataDir: string | null): { readonly journal: Journal; readonly lines: string[] } {
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk) => lines.push(...String(chunk).trim().split('\n')));
  return { journal: createJournal(dataDir, createLogger('debug', stream)), lines };
}

const brought = (key: string, payload: unknown = { text: SECRET }) => ({ bot: BOT, key, payload });

/** Bytes of everything in a folder. */
function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

/** A command that runs a script with a journal's folder at hand. */
function run(dataDir: string, script: string): string {
  const source = `
    import { createJournal } from '${new URL('../../src/journal.ts', import.meta.url).href}';
    import { execFileSync } from 'node:child_process';
    import { rmSync, writeFileSync } from 'node:fs';
    const dataDir = '${dataDir}';
    const fill = () => { try { writeFileSync(dataDir + '/filler', 'x'.repeat(2_000_000)); } catch {} };
    const remount = (how) => execFileSync('mount', ['-o', 'remount,' + how, dataDir]);
    ${script}`;
  return `${process.execPath} --input-type=module -e "${source.replaceAll(/["$]/g, '\\$&')}"`;
}

/** @returns what it says */
async function runShell(commands: string): Promise<string> {
  const mine = process.getuid?.() === 0 ? ['unshare', '-m'] : [];
  const [command = '', ...args] = [...mine, 'sh', '-c', commands];
  const child = spawn(command, args);
  const [output, errors] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    once(child, 'close'),
  ]);
  expect(errors.join('').replaceAll('Killed\n', '')).toBe('');
  return output.join('');
}

function mount(dataDir: string): string {
  return `mount -t tmpfs -o size=1m tmpfs ${dataDir}`;
}

describe('what a process that was killed has left', () => {
  it('is taken over by the next one, oldest first, as it was brought', () => {
    const dataDir = temporaryFolder();
    leaveBehind(dataDir, [
      { ...brought('1', { text: '一' }) },
      { ...brought('2', [2]), isBegun: true },
      { ...brought('3', null) },
    ]);
    const { journal, lines } = openJournal(dataDir);
    const adopted = journal.adopt(BOT);
    expect(adopted.map(({ payload }) => payload)).toEqual([{ text: '一' }, [2], null]);
    expect(adopted.map(({ delivery }) => delivery.isRedelivered)).toEqual([true, true, true]);
    expect(adopted.map(({ delivery }) => delivery.begunAt !== null)).toEqual([false, true, false]);
    expect(adopted.map(({ delivery }) => delivery.isStale)).toEqual([false, false, false]);
    expect(journal.adopt(BOT)).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('is taken over by one of several that start', () => {
    const dataDir = temporaryFolder();
    leaveBehind(dataDir, [brought('1'), brought('2')]);
    const [first, second] = [openJournal(dataDir).journal, openJournal(dataDir).journal];
    expect([first.adopt(BOT).length, second.adopt(BOT).length]).toEqual([2, 0]);
  });

  it('is divided among those who can answer it, and no other bot’s', () => {
    const dataDir = temporaryFolder();
    leaveBehind(dataDir, [
      { bot: 'discord:1', key: '1', payload: 1 },
      { bot: 'discord:1', key: '2', payload: 2 },
      { bot: 'discord:2', key: '1', payload: 3 },
    ]);
    const adopt = (bot: string, isOurs?: (payload: unknown) => boolean) =>
      openJournal(dataDir)
        .journal.adopt(bot, isOurs)
        .map(({ payload }) => payload);
    expect(adopt('discord:1', (payload) => payload === 2)).toEqual([2]);
    expect(adopt('discord:1')).toEqual([1]);
    expect(adopt('discord:2')).toEqual([3]);
  });

  it('is not taken again when it is delivered again, nor once it has ended, by anybody', () => {
    const dataDir = temporaryFolder();
    leaveBehind(dataDir, [brought('1')]);
    const { journal } = openJournal(dataDir);
    expect(journal.take(brought('1'))).toBeNull();
    for (const { delivery } of journal.adopt(BOT)) delivery.end();
    expect(journal.take(brought('1'))).toBeNull();
    expect(openJournal(dataDir).journal.take(brought('1'))).toBeNull();
    expect(openJournal(dataDir).journal.take(brought('2'))).not.toBeNull();
  });

  it('is stale after an hour; a clock that steps loses nothing', () => {
    const hour = 3_600_000;
    for (const [ahead, isStale] of [
      [-2 * hour, true],
      [-365 * 24 * hour, true],
      [365 * 24 * hour, false],
      [-hour / 2, false],
    ] as const) {
      const dataDir = temporaryFolder();
      leaveBehind(dataDir, [brought('1')], { ahead });
      const adopted = openJournal(dataDir).journal.adopt(BOT);
      expect(adopted.map(({ delivery }) => delivery.isStale)).toEqual([isStale]);
    }
  });
});

describe('what is under way', () => {
  it('is left alone by others as long as its process lives', () => {
    const dataDir = temporaryFolder();
    const { journal } = openJournal(dataDir);
    journal.take(brought('1'));
    const other = openJournal(dataDir).journal;
    expect(other.adopt(BOT)).toEqual([]);
    expect(other.take(brought('1'))).toBeNull();
    journal.close(); // As long as it has not ended, it is not given up.
    expect(other.adopt(BOT)).toEqual([]);
  });

  it('is in the folder for its owner alone, and gone from it once it has ended', async () => {
    const dataDir = temporaryFolder();
    const { journal } = openJournal(dataDir);
    const deliveries = Array.from({ length: 50 }, (_, i) => journal.take(brought(`${i}`)));
    expect(bytesIn(dataDir)).toContain(SECRET);
    for (const name of readdirSync(dataDir))
      if (name.startsWith('journal.db')) expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    for (const delivery of deliveries) delivery?.end();
    journal.close();
    expect(bytesIn(dataDir)).not.toContain(SECRET);
    expect(readdirSync(dataDir)).toEqual(['journal.db']);
  });

  it('stays the same, whoever takes, ends and dies in whatever order', () => {
    const step = fc.record({ who: fc.nat(2), key: fc.nat(5), does: fc.constantFrom('take', 'end', 'adopt') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const dataDir = temporaryFolder();
        leaveBehind(dataDir, [brought('0', '0'), brought('1', '1')]);
        const journals = [0, 1, 2].map(() => openJournal(dataDir).journal);
        /** How often each was somebody's to answer. */
        const taken = new Map<string, number>();
        const note = (key: string) => taken.set(key, (taken.get(key) ?? 0) + 1);
        const held = new Map<string, { end: () => void }>();
        for (const { who, key, does } of steps) {
          const journal = journals[who];
          if (does === 'end') held.get(`${key}`)?.end();
          const delivery = does === 'take' ? journal?.take(brought(`${key}`, `${key}`)) : null;
          if (delivery) held.set(`${key}`, delivery);
          if (delivery) note(`${key}`);
          if (does === 'adopt') for (const { payload } of journal?.adopt(BOT) ?? []) note(`${payload}`);
        }
        for (const count of taken.values()) expect(count).toBe(1);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a journal', () => {
  it('that is damaged makes room for a new one, and says so', () => {
    for (const damage of ['garbage', 'garbage'.repeat(3_000)]) {
      const dataDir = temporaryFolder();
      leaveBehind(dataDir, [brought('1')]);
      for (const name of readdirSync(dataDir))
        if (name.startsWith('journal.db')) writeFileSync(join(dataDir, name), damage);
      const { journal, lines } = openJournal(dataDir);
      expect(journal.adopt(BOT)).toEqual([]);
      expect(journal.take(brought('2'))).not.toBeNull();
      expect(lines.join('\n')).toContain('the journal was damaged');
      expect(lines).toHaveLength(1);
      expect(bytesIn(dataDir)).toContain(SECRET);
    }
  });

  it('that is damaged while it is in use costs no answer', () => {
    const dataDir = temporaryFolder();
    const { journal, lines } = openJournal(dataDir);
    for (let i = 0; i < 100; i += 1) journal.take(brought(`${i}`))?.end();
    const file = join(dataDir, 'journal.db');
    writeFileSync(`${file}-wal`, '');
    writeFileSync(file, 'garbage'.repeat(5_000));
    for (let i = 100; i < 200; i += 1) expect(journal.take(brought(`${i}`))).not.toBeNull();
    expect(lines.length).toBeLessThan(2);
    const next = openJournal(dataDir).journal;
    expect(next.adopt(BOT)).toEqual([]);
    expect(next.take(brought('200'))).not.toBeNull();
  });

  it('of another version is emptied', () => {
    const dataDir = temporaryFolder();
    leaveBehind(dataDir, [brought('1')]);
    using database = new DatabaseSync(join(dataDir, 'journal.db'));
    database.exec('ALTER TABLE delivery RENAME COLUMN payload TO said; PRAGMA user_version = 99');
    const { journal, lines } = openJournal(dataDir);
    expect(journal.adopt(BOT)).toEqual([]);
    expect(journal.take(brought('1'))).not.toBeNull();
    expect(lines).toEqual([]);
  });

  it('that cannot be written costs no answer, and is complained of once', () => {
    const blocked = temporaryFolder();
    mkdirSync(join(blocked, 'journal.db'));
    const noFolder = join(folderWith({ file: '' }), 'file', 'data');
    for (const dataDir of [blocked, noFolder]) {
      const { journal, lines } = openJournal(dataDir);
      const deliveries = ['1', '2'].map((key) => journal.take(brought(key)));
      for (const delivery of deliveries) delivery?.begin();
      for (const delivery of deliveries) delivery?.end();
      expect(deliveries).not.toContain(null);
      expect(journal.take(brought('1'))).toBeNull();
      expect(journal.adopt(BOT)).toEqual([]);
      journal.close();
      expect(lines).toHaveLength(1);
      expect(lines.join('')).not.toContain(SECRET);
    }
  });

  it.each([
    ['journal.db'],
    ['journal.db', 'journal.db-wal'],
    ['journal.db', 'journal.db-wal', 'journal.db-shm'],
  ])(
    'that somebody removes while it is in use makes room for a new one, with what is under way: %s',
    async (...names) => {
      const dataDir = temporaryFolder();
      const script = `
        const journal = createJournal(dataDir, { error: (...line) => console.log(line.at(-1)) });
        const take = (key) => journal.take({ bot: 'b', key, payload: key });
        take('done').end();
        take('begun').begin();
        take('under way');
        for (const name of ${JSON.stringify(names)}) rmSync(dataDir + '/' + name);
        take('after').begin();
        take('done too').end();
        process.kill(process.pid, 'SIGKILL');`;
      const said = await runShell(run(dataDir, script));
      expect(said).toBe('the journal was removed: there is a new one, with what this process is at\n');
      const adopted = openJournal(dataDir).journal.adopt('b');
      expect(adopted.map(({ payload, delivery }) => [payload, delivery.begunAt !== null]).toSorted()).toEqual(
        [
          ['after', true],
          ['begun', true],
          ['under way', false],
        ],
      );
    },
  );

  it('that somebody removes is missed though nothing more is asked, by each who uses it', async () => {
    const dataDir = temporaryFolder();
    const [first, second] = [openJournal(dataDir), openJournal(dataDir)];
    const deliveries = [first.journal.take(brought('1')), second.journal.take(brought('2'))];
    for (const name of readdirSync(dataDir)) if (name.startsWith('journal.db')) rmSync(join(dataDir, name));
    await until(() => first.lines.length > 0 && second.lines.length > 0, 'complaints');
    expect(bytesIn(dataDir)).toContain(SECRET);
    const third = openJournal(dataDir).journal;
    expect([third.take(brought('1')), third.take(brought('2')), third.adopt(BOT)]).toEqual([null, null, []]);
    for (const delivery of deliveries) delivery?.end();
    for (const { journal, lines } of [first, second]) {
      journal.close();
      expect(lines).toHaveLength(1);
    }
    third.close();
    expect(bytesIn(dataDir)).not.toContain(SECRET);
  });

  // A small file system of its own needs the right to mount one.
  const ofItsOwn = it.skipIf(process.getuid?.() !== 0);

  ofItsOwn('on a full disk costs no answer, and works again when there is room', async () => {
    const dataDir = temporaryFolder();
    const script = `
      const journal = createJournal(dataDir, { error: (_, said) => console.log(said) });
      const take = (key) => journal.take({ bot: 'b', key, payload: 'x'.repeat(4_000) });
      take('first').end();
      fill();
      for (let i = 0; i < 20; i += 1) take('full' + i).end();
      take('meanwhile');
      rmSync(dataDir + '/filler');
      take('last');
      process.kill(process.pid, 'SIGKILL');`;
    const again = `
      const journal = createJournal(dataDir, { error: (_, said) => console.log(said) });
      console.log('left', journal.adopt('b').length);`;
    const said = await runShell(`${mount(dataDir)}; ${run(dataDir, script)}; ${run(dataDir, again)}`);
    expect(said).toBe(
      'the journal cannot be written: what is under way is lost if the process dies\nleft 2\n',
    );
  });

  const LEAVE = `
    const journal = createJournal(dataDir, { error: console.log });
    for (let i = 0; i < 9; i += 1) journal.take({ bot: 'b', key: 'left' + i, payload: 'x'.repeat(900) });
    process.kill(process.pid, 'SIGKILL');`;
  /** Twice, as happens from time to time. */
  const ADOPT = `
    const journal = createJournal(dataDir, { error: (_, said) => console.log(said) });
    const adopted = journal.adopt('b');
    console.log('adopted', adopted.length, journal.adopt('b').length);
    console.log('taken', adopted.filter((_, i) => journal.take({ bot: 'b', key: 'left' + i, payload: '' })).length);
    for (const { delivery } of adopted.slice(1)) delivery.end();
    console.log('adopted', journal.adopt('b').length);`;
  const COUNT = `
    const journal = createJournal(dataDir, { error: (_, said) => console.log(said) });
    console.log('left', journal.adopt('b').length);`;

  ofItsOwn.each([
    ['full', 'fill()', "rmSync(dataDir + '/filler')"],
    ['read-only', "remount('ro')", "remount('rw')"],
  ])(
    'on a %s disk tells what was left, once, and that it was answered as soon as it can',
    async (_, spoil, mend) => {
      const dataDir = temporaryFolder();
      const said = await runShell(
        [
          mount(dataDir),
          run(dataDir, LEAVE),
          run(
            dataDir,
            `${spoil}; ${ADOPT} ${mend}; console.log('adopted', journal.adopt('b').length); process.kill(process.pid, 'SIGKILL');`,
          ),
          run(dataDir, COUNT),
        ].join('; '),
      );
      expect(said.trim().split('\n')).toEqual([
        'the journal cannot be written: what is under way is lost if the process dies',
        'what was left is answered, which the journal cannot be told: it may be answered again after the next start',
        'adopted 9 0',
        'taken 0',
        'adopted 0',
        'adopted 0',
        'left 1',
      ]);
    },
  );

  it('that is none remembers all the same what was taken', () => {
    const { journal } = openJournal(null);
    expect(journal.take(brought('1'))).not.toBeNull();
    expect(journal.take(brought('1'))).toBeNull();
    expect(journal.adopt(BOT)).toEqual([]);
    journal.close();
  });
});
