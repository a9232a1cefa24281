import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { describe, expect, it } from 'vitest';
import { folderWith, temporaryFolder } from '../../support/folders.ts';
import { finished, run, start, TEST_ENV } from '../../support/plancite.ts';

describe.concurrent('plancite serve', () => {
  it('answers what is piped in, line by line, and exits', async () => {
    const { status, stdout, stderr } = await run(
      ['serve'],
      'Who is the translator?\n\nkangaroos\n/nonsense\n',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [translator, kangaroos, nonsense] = stdout.split('\n\n');
    expect(translator).toMatch(/^Translator: Xiao Juan\n/);
    expect(kangaroos).toBe('The documents do not say.\n“kangaroos”: in 0 of 5 documents');
    expect(nonsense).toBe('There is no command /nonsense. /help lists them.');
  });

  it('is healthy while it runs, and stops in order when told to', async () => {
    // The next refresh is far away, so that it does not become the last one meanwhile.
    const env = { DATA_DIR: temporaryFolder(), LOG_LEVEL: 'info', REFRESH_CRON: yearly() };
    expect(await run(['health'], '', env)).toMatchObject({ status: 1, stdout: 'not serving\n' });
    const server = start(['serve'], env);
    const ended = finished(server);
    server.stdin.write('Who is the translator?\n');
    await once(server.stdout, 'data');
    expect(await run(['health'], '', env)).toMatchObject({ status: 0, stdout: 'serving\n' });
    const { serving } = JSON.parse((await run(['status', '--json'], '', env)).stdout) as {
      serving: { pid: number; details: { nextRefreshAt: string } };
    };
    expect(serving).toMatchObject({
      pid: server.pid,
      details: { adapters: ['terminal'], lastRefresh: { outcome: 'rebuilt' } },
    });
    expect(Date.parse(serving.details.nextRefreshAt)).toBeGreaterThan(Date.now() - 60_000);
    expect((await run(['status'], '', env)).stdout).toMatch(
      /\nprocess \d+ serves on terminal since \S+ \(\d+ seconds? ago\), in memory [\d.]+ MB \(heap [\d.]+ MB\)\n {2}next refresh \S+ \(in \d+ \w+\), last one \S+ \(\d+ seconds? ago\): rebuilt\n/,
    );
    server.kill('SIGTERM');
    const { status, stderr } = await ended;
    expect(status).toBe(0);
    const messages = stderr
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(['index opened', 'serving', 'question answered', 'stopped']);
    expect(await run(['health'], '', env)).toMatchObject({ status: 1 });
  });

  it('stops, and says why, where the index outgrows the memory there is', async () => {
    const words = Array.from({ length: 100_000 }, (_, i) => `word${i}`).join(' ');
    const seeds = folderWith({ 'large.txt': words });
    const { status, stderr } = await run(['serve'], 'any question', {
      SEEDS_DIR: seeds,
      NODE_OPTIONS: '--max-old-space-size=48',
    });
    expect(stderr).toMatch(/^plancite: the thread of the index has ended \(.*memory.*\)\n$/m);
    expect(status).toBe(2);
  });

  it('refuses to serve where nobody could ask anything', async () => {
    const child = spawn(process.execPath, ['src/bin.js', 'serve'], {
      env: { ...TEST_ENV, PATH: process.env.PATH, DATA_DIR: temporaryFolder() },
      stdio: [openSync('/dev/null', 'r'), 'pipe', 'pipe'],
    });
    const [[status], messages] = await Promise.all([
      once(child, 'close'),
      child.stderr?.setEncoding('utf8').toArray(),
    ]);
    expect(status).toBe(2);
    expect(messages?.join('')).toBe(
      'plancite: nothing to serve: no chat platform is configured, and there is no terminal to talk on\n',
    );
  });
});

describe.concurrent('the conversation', () => {
  it('knows its commands', async () => {
    const { stdout } = await run(
      ['chat'],
      '/help\n/sources\n/status\n/nearest\nkangaroos and wombats at sea in Guangdong tourism\n/nearest\n/new\n/quit\nnever read\n',
    );
    for (const part of [
      '/sources  the documents',
      'Digital Hunan construction plan unveiled\n',
      '5 documents, 71 passages',
      'The last question was answered.',
      'Nearest passages, which do not answer the question:',
      'A new conversation.',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).not.toContain('never read');
  });

  it('follows up on the question before, until a new conversation', async () => {
    const rules = (city: string, days: number) =>
      `Leave rules for ${city}\n\nStaff have ${days} days of paid leave.\n\nUnused days end after ${days} weeks.\n`;
    const env = { SEEDS_DIR: folderWith({ 'a.txt': rules('Paris', 20), 'b.txt': rules('Rome', 30) }) };
    const first = 'How many days of paid leave do staff in Rome have?\n';
    expect((await run(['chat'], `${first}and when do unused days end?\n`, env)).stdout).toMatch(
      /Unused days end after 30 weeks\.\n +— Leave rules for Rome/,
    );
    expect((await run(['chat'], `${first}/new\nand when do unused days end?\n`, env)).stdout).toContain(
      'Unused days end after 20 weeks.\n',
    );
  });

  it('has a prompt, history and colour on a terminal, and no colour where NO_COLOR is set', async () => {
    const session = async (env: Record<string, string>): Promise<string> => {
      // `script` lends the process a terminal.
      const child = spawn('script', ['-qec', `${process.execPath} src/bin.js chat`, '/dev/null'], {
        env: {
          ...TEST_ENV,
          PATH: process.env.PATH,
          TERM: 'xterm-256color',
          DATA_DIR: temporaryFolder(),
          ...env,
        },
      });
      const lines = createInterface({ input: child.stdout });
      let screen = '';
      for await (const line of lines) {
        screen += `${line}\n`;
        if (line.includes('/help lists commands')) child.stdin.write('Who is the translator?\r');
        // The arrow key brings the question back: it is answered twice.
        if (line.includes('paragraph 9, line 17'))
          child.stdin.write(screen.split('line 17').length === 2 ? '\u001b[A\r' : '/quit\r');
      }
      return screen;
    };
    const coloured = await session({});
    expect(coloured).toContain('› ');
    expect(coloured).toContain('\u001b[1mTranslator\u001b[22m: Xiao Juan');
    expect(coloured.split('\u001b[1mTranslator').length).toBe(3);
    const plain = await session({ NO_COLOR: '1' });
    expect(plain).toContain('Translator: Xiao Juan');
    expect(plain).not.toContain('\u001b[1m');
  });
});

/** A cron expression for the day half a year from now. */
function yearly(): string {
  const date = new Date(Date.now() + 182 * 86_400_000);
  return `0 0 ${date.getUTCDate()} ${date.getUTCMonth() + 1} *`;
}
