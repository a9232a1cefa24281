import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../adapters/terminal/command-line.ts';
import type { Answer } from '../../../src/answer.ts';
import { folderWith, temporaryFolder } from '../../support/folders.ts';
import { type Finished, run, start } from '../../support/plancite.ts';

/** Runs in this process what is done before anything is opened: a process for each would only cost time. */
async function runHere(args: readonly string[]): Promise<Finished> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const never = () => Promise.reject(new Error('opened'));
  const opening = { open: never, serve: never, chat: never, check: never, serving: never };
  const status = await runCommandLine(args, {
    stdin: process.stdin,
    stdout,
    stderr,
    version: '0',
    ...opening,
  });
  const written = (stream: PassThrough) => stream.end().setEncoding('utf8').read() ?? '';
  return { status, stdout: written(stdout), stderr: written(stderr) };
}

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n\nUnused days end in March.\n';

describe.concurrent('plancite ask', () => {
  it('prints the answer and its citation, and nothing else', async () => {
    const seeds = folderWith({ 'leave.txt': LEAVE });
    expect(await run(['ask', '--seeds', seeds, 'How many days of paid leave?'])).toEqual({
      status: 0,
      stdout:
        'Staff have thirty days of paid leave a year.\n  — Leave rules\n    leave.txt · paragraph 2, line 3\n',
      stderr: '',
    });
  });

  it('exits with 1 where the documents do not say, and names the words they lack', async () => {
    const { status, stdout, stderr } = await run(['ask', 'kangaroos in Guangdong']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(
      'The documents do not say.\n“kangaroos”: in 0 of 5 documents\n“Guangdong”: in 0 of 5 documents\n',
    );
  });

  it('answers a pasted word of 10,000 letters in three short lines', async () => {
    const { status, stdout } = await run(['ask', 'x'.repeat(10_000)]);
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringContaining('2,000 characters'),
      'The documents do not say.',
      `“${'x'.repeat(40)}…”: in 0 of 5 documents`,
    ]);
  });

  it('prints the whole answer as JSON', async () => {
    const { status, stdout } = await run([
      'ask',
      '--json',
      '--top',
      '1',
      'Who is the translator of the white paper article?',
    ]);
    const answer = JSON.parse(stdout) as Answer;
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      kind: 'cited',
      language: 'en',
      documents: 5,
      citations: [
        { excerpt: 'Translator: Xiao Juan', line: 17, paragraph: 9, byteStart: 2815, byteEnd: 2836 },
      ],
    });
    const bytes = readFileSync(
      join('seeds', answer.kind === 'cited' ? answer.citations[0].document.path : ''),
    );
    expect(bytes.subarray(2815, 2836).toString()).toBe('Translator: Xiao Juan');
  });

  it('gives the same bytes from a built index and from a stored one', async () => {
    const env = { DATA_DIR: temporaryFolder() };
    const built = await run(['ask', '--json', 'smart tourism'], '', env);
    const stored = await run(['ask', '--json', 'smart tourism'], '', env);
    expect(stored).toEqual(built);
  });

  it('reads the question from standard input', async () => {
    const { status, stdout } = await run(['ask'], 'Who is the translator of the white paper article?\n');
    expect(status).toBe(0);
    expect(stdout).toContain('Translator: Xiao Juan\n');
  });

  it('takes the history of a conversation', async () => {
    const { stdout } = await run([
      'ask',
      '--history',
      'What is the bilingual series Wonderful Henan about?',
      'who supported it?',
    ]);
    expect(stdout).toMatch(/A special thanks goes to/);
  });

  it('shows the nearest passages on request, labelled as no answer', async () => {
    const { status, stdout } = await run([
      'ask',
      '--nearest',
      'kangaroos and wombats at sea in Guangdong tourism',
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/Nearest passages, which do not answer the question:\n(?:#1 )?.*smart tourism/);
  });

  it('says when only the beginning of a long question was read', async () => {
    const { stdout } = await run(['ask'], `smart tourism ${'please '.repeat(2_000)}`);
    expect(stdout).toMatch(/^Only the first 2,000 characters of the question were read\.\n/);
  });

  it('answers in the words of the language of the question', async () => {
    const { stdout } = await run(['ask', '袋鼠']);
    expect(stdout).toBe('文件中没有说明。\n“袋鼠”：5 份文件中均未出现\n');
  });

  it('stops quietly when its reader has seen enough', async () => {
    const child = start(['ask', '--top', '50', 'digital']);
    child.stdout.destroy();
    child.stdin.end();
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(status).toBe(0);
  });
});

describe.concurrent('wrong usage and configuration', () => {
  it.each([
    [
      ['ask', '--top', '0', 'x'],
      "option '--top <n>' argument '0' is invalid. expected a whole number from 1 to 100",
    ],
    [['ask', '--colour', 'x'], "unknown option '--colour'"],
    [['answer'], "unknown command 'answer'"],
    [['eval'], "missing required argument 'file'"],
    [['eval', '/no/such.jsonl'], '/no/such.jsonl cannot be read'],
    [['ask', '--seeds', '/no/such/folder', 'x'], 'the seeds folder /no/such/folder cannot be read (ENOENT)'],
  ])('%j exits with 2 and says why on standard error', async (args, reason) => {
    const { status, stdout, stderr } = await run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names every wrong setting without its value', async () => {
    const { status, stderr } = await run(['status'], '', {
      MAX_DOCUMENT_BYTES: 'hunter2',
      LOG_LEVEL: 'hunter2',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^plancite: MAX_DOCUMENT_BYTES: expected a number of bytes; LOG_LEVEL: expected one of/,
    );
    expect(stderr).not.toContain('hunter2');
  });

  it('names a broken catalog instead of ignoring it', async () => {
    const seeds = folderWith({
      'leave.txt': LEAVE,
      'catalog.yaml': 'documents: { leave.txt: { audience: secret } }',
    });
    const { status, stderr } = await run(['ask', '--seeds', seeds, 'leave']);
    expect(status).toBe(2);
    expect(stderr).toContain('catalog.yaml: documents → leave.txt → audience');
  });
});

describe.concurrent('help', () => {
  it.each(['ask', 'chat', 'serve', 'reindex', 'status', 'sources', 'eval', 'health'])(
    'of %s says how it is used',
    async (command) => {
      const { status, stdout } = await runHere([command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain(`Usage: plancite ${command}`);
      expect(stdout).toContain('--data <dir>');
    },
  );
});

describe.concurrent('plancite status, sources and reindex', () => {
  it('say what is in the index, and what is not', async () => {
    const seeds = folderWith({
      'leave.txt': LEAVE,
      'broken.txt': 'a\0b',
      'logo.png': 'x',
      'letter.doc': 'x',
    });
    const env = { SEEDS_DIR: seeds, DATA_DIR: temporaryFolder() };
    const first = await run(['status', '--json'], '', env);
    expect(JSON.parse(first.stdout)).toMatchObject({ documents: 1, passages: 3, index: 'built' });
    expect(JSON.parse(first.stdout)).toMatchObject({
      builtAt: expect.stringMatching(/^20.*Z$/),
      ageSeconds: expect.any(Number),
      memory: { rssBytes: expect.any(Number) },
      lastRefresh: { outcome: 'rebuilt', added: 1, refused: 2 },
      serving: null,
    });
    const again = await run(['status'], '', env);
    expect(again.stdout).toMatch(/\nbuilt 20\S+ \(\d+ seconds? ago\)\nin memory: [\d.]+ MB/);
    expect(again.stdout).toContain('\nno process serves');
    expect(again.stdout).toMatch(
      /^index [0-9a-f]{12}: 1 documents, 3 passages\nloaded from its snapshot in \d+ ms, snapshot of \d+ bytes\n/,
    );
    expect(again.stdout).toContain('not in the index: broken.txt: it holds NUL bytes');
    expect(again.stdout).toContain('not in the index: letter.doc: files of this kind are not read');
    const sources = await run(['sources'], '', env);
    expect(sources.stdout).toMatch(
      /^Leave rules\n {2}en\n {2}leave\.txt · 3 passages · sha256 [0-9a-f]{12}\n$/,
    );
  });

  it('bring a changed document into the answers', async () => {
    const seeds = folderWith({ 'leave.txt': LEAVE });
    const env = { SEEDS_DIR: seeds, DATA_DIR: temporaryFolder() };
    await run(['reindex'], '', env);
    writeFileSync(join(seeds, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    const { stdout } = await run(['ask', 'paid leave'], '', env);
    expect(stdout).toContain('forty days');
    const report = await run(['reindex', '--json'], '', env);
    expect(JSON.parse(report.stdout)).toMatchObject({ outcome: 'unchanged', status: { index: 'loaded' } });
    const forced = await run(['reindex', '--force', '--json'], '', env);
    expect(JSON.parse(forced.stdout)).toMatchObject({ outcome: 'rebuilt', status: { index: 'built' } });
  });
});

describe.concurrent('golden questions', () => {
  const gold = [
    {
      id: 'leave',
      question: 'How many days of paid leave?',
      quote: 'thirty days of paid leave',
      answer: 'thirty',
    },
    { id: 'unused', question: 'When do unused days end?', quote: 'Unused days end in March.' },
  ].map(({ quote, ...rest }) =>
    JSON.stringify({ ...rest, answerable: true, gold: [{ doc: 'leave.txt', quote }] }),
  );
  const place = (golden = gold.join('\n')) => {
    const seeds = folderWith({ 'leave.txt': LEAVE, 'golden.jsonl': golden });
    return { seeds, env: { SEEDS_DIR: seeds, DATA_DIR: temporaryFolder() } };
  };

  it('are asked at each refresh, and what changes is shown', async () => {
    const { seeds, env } = place();
    const first = await run(['reindex'], '', env);
    expect(first.stdout).toContain('\ngolden questions: 2 of 2 answered right\n');
    writeFileSync(join(seeds, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    const second = await run(['reindex'], '', env);
    expect(second.status).toBe(0);
    const shown = [
      'golden questions: 2 → 1 of 2 answered right, answers that differ: 1',
      '  leave: How many days of paid leave? (right → wrong)',
      '    - leave.txt: Staff have thirty days of paid leave a year.',
      '    + leave.txt: Staff have forty days of paid leave a year.',
    ].join('\n');
    expect(second.stdout).toContain(shown);
    expect((await run(['changes'], '', env)).stdout).toContain(shown);
    expect((await run(['status'], '', env)).stdout).toContain(
      '\ngolden questions: 2 → 1 of 2 answered right',
    );
  });

  it('keep an index out with REFRESH_GATE=block, and say so each time, until it is forced', async () => {
    const { seeds, env: open } = place();
    const env = { ...open, REFRESH_GATE: 'block' };
    await run(['reindex'], '', env);
    writeFileSync(join(seeds, 'leave.txt'), LEAVE.replace('thirty', 'forty'));
    for (let time = 0; time < 2; time += 1) {
      const { status, stdout } = await run(['reindex'], '', env);
      expect(status).toBe(2);
      expect(stdout).toContain('1 of 2 golden questions would be answered right instead of 2');
      expect(stdout).toContain('leave: How many days of paid leave? (right → wrong)');
    }
    expect((await run(['ask', 'How many days of paid leave?'], '', env)).stdout).toContain('thirty days');
    const status = JSON.parse((await run(['status', '--json'], '', env)).stdout) as object;
    expect(status).toMatchObject({ lastRefresh: { outcome: 'kept', golden: { changed: ['leave'] } } });
    expect((await run(['reindex', '--force'], '', env)).status).toBe(0);
    expect((await run(['ask', 'How many days of paid leave?'], '', env)).stdout).toContain('forty days');
  });

  it('are checked line by line, and stop nothing where they are broken', async () => {
    const { env } = place(`${gold.join('\n').replace('thirty days', 'sixty days')}\noops\n`);
    const { status, stdout } = await run(['check'], '', env);
    expect(status).toBe(1);
    expect(stdout).toContain('golden.jsonl, line 1: leave.txt does not say “sixty days of paid leave”\n');
    expect(stdout).toContain('golden.jsonl, line 3: this is not JSON\n');
    const reindexed = await run(['reindex'], '', env);
    expect(reindexed.status).toBe(0);
    expect(reindexed.stdout).toContain('golden questions not asked: golden.jsonl, line 3: this is not JSON');
  });
});

describe.concurrent('plancite eval', () => {
  it('prints a table, and writes what was shown', async () => {
    const results = join(temporaryFolder(), 'results.jsonl');
    const { status, stdout, stderr } = await run(['eval', 'test/golden/golden.jsonl', '--results', results]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^test\/golden\/golden\.jsonl +n +hit@1 +hit@3/);
    expect(stdout).toMatch(/\nall +\d+ +\.\d{3}/);
    const lines = readFileSync(results, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(readFileSync('test/golden/golden.jsonl', 'utf8').trim().split('\n').length);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'id',
      'abstained',
      'reason',
      'confidence',
      'tookMs',
      'excerpts',
    ]);
  });

  it('tells answers that are whole from those that mislead', async () => {
    const gold = {
      id: 'end',
      question: 'When do unused days of leave end?',
      answerable: true,
      gold: [{ doc: 'leave.txt', quote: 'Unused days of leave end in March.' }],
      with: ['except'],
    };
    const folder = folderWith({
      'docs/leave.txt': 'Leave\n\nUnused days of leave end in March.\n',
      'gold.jsonl': JSON.stringify(gold),
    });
    const args = [join(folder, 'gold.jsonl'), '--seeds', join(folder, 'docs')];
    const { stdout } = await run(['eval', '--json', ...args]);
    expect(JSON.parse(stdout)).toMatchObject([
      { all: { hitAt1: 1, wholeAt1: 0, wholeAt3: 0, misled: 1 }, categories: { all: { misled: 1 } } },
    ]);
    expect((await run(['eval', ...args])).stdout).toMatch(
      / whole@1 +whole@3 +misled .*\n.* \.000 +\.000 +1 /,
    );
  });

  it('names a malformed line by its number', async () => {
    const folder = folderWith({ 'gold.jsonl': '{"id":"a","question":"?","answerable":false}\nnot json\n' });
    const { status, stderr } = await run(['eval', join(folder, 'gold.jsonl')]);
    expect(status).toBe(2);
    expect(stderr).toContain('gold.jsonl, line 2: this is not JSON');
  });
});
