import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { styleFor, writerTo } from '../../../adapters/terminal/style.ts';
import { createLogger } from '../../../src/logger.ts';
import { folderWith } from '../../support/folders.ts';
import { run } from '../../support/plancite.ts';

/** Moves the cursor, sets the title, rings, turns text round; of one and of two bytes. */
const HOSTILE = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eturned\u2066\u007f';
const ESCAPE = '\u001b';
const ACTING = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u;

const TEXT = `Leave rules\n\nStaff have thirty ${HOSTILE} days of paid leave a year.\n`;

/** What a command prints when it is given documents, or settings, or arguments that somebody made for the purpose. */
async function printed(args: readonly string[], files: Record<string, string>, env = {}): Promise<string> {
  const seeds = folderWith(files);
  const { stdout, stderr } = await run([...args, '--seeds', seeds], '', env);
  return stdout + stderr;
}

describe.concurrent('a terminal is shown no character that it would act on', () => {
  it.each([
    ['status', ['status']],
    ['reindex', ['reindex']],
    ['check', ['check']],
    ['changes', ['changes']],
    ['sources', ['sources']],
    ['an answer', ['ask', 'How many days of paid leave?']],
    ['an answer in full', ['ask', '--explain', '--nearest', `${HOSTILE} days of paid leave?`]],
    ['a log', ['serve'], { LOG_LEVEL: 'trace' }],
  ] as readonly [string, string[], Record<string, string>?][])('by %s', async (_what, args, env = {}) => {
    const files = {
      [`leave ${HOSTILE.replaceAll('/', '')}\n.txt`]: TEXT,
      [`table ${HOSTILE}.xlsx`]: 'x',
      [`empty\r${HOSTILE}.txt`]: '',
      'catalog.yaml': `documents: { "gone\\u001b[2J\\u202e.txt": { title: "x" } }`,
    };
    const text = await printed(args, files, env);
    expect(text).toContain('\ufffd');
    expect(text).not.toMatch(ACTING);
  });

  it.each([
    ['catalog.yaml', `documents: { ${HOSTILE}: [`],
    ['catalog.yaml', `documents: { "a${HOSTILE.replaceAll('\u007f', '')}.txt": { titel: x } }`],
    ['glossary.yaml', `- [one, ${HOSTILE}`],
    ['golden.jsonl', `{"id": "${HOSTILE}"\n{"id": "\\u001b[2J", "question": 1}`],
  ])('by what is wrong with %s', async (file, content) => {
    for (const command of ['check', 'status'])
      expect(await printed([command], { 'leave.txt': TEXT, [file]: content })).not.toMatch(ACTING);
  });

  it('by what is wrong with settings', async () => {
    const folder = folderWith({ 'channels.yaml': `slack: { ${HOSTILE}: [` });
    for (const env of [
      { CHANNELS_FILE: join(folder, 'channels.yaml') },
      { CHANNELS_FILE: `/nowhere/${HOSTILE}` },
      { REFRESH_CRON: HOSTILE },
      { LOG_LEVEL: HOSTILE },
      { SEEDS_DIR: `/nowhere/${HOSTILE}` },
    ]) {
      const { stderr, status } = await run(['status'], '', env);
      expect(status).toBe(2);
      expect(stderr).not.toMatch(ACTING);
    }
  });

  it.each([
    [[HOSTILE]],
    [['ask', `--${HOSTILE}`]],
    [['ask', '--top', HOSTILE, 'x']],
    [['changes', '--since', HOSTILE]],
    [['eval', `/nowhere/${HOSTILE}`]],
  ])('by what is wrong with arguments %#', async (args) => {
    const { stdout, stderr, status } = await run(args);
    expect(status).toBe(2);
    expect(stdout + stderr).not.toMatch(ACTING);
  });

  it('by a folder that cannot be written to', async () => {
    const data = folderWith({ [`${HOSTILE}/x`]: 'x' });
    const folder = join(data, HOSTILE, 'x');
    const { stdout, stderr } = await run([
      'status',
      '--data',
      folder,
      '--seeds',
      folderWith({ 'leave.txt': TEXT }),
    ]);
    expect(stdout).toContain('could not be stored');
    expect(stdout + stderr).not.toMatch(ACTING);
  });
});

it('gives machines the very text, in JSON that a terminal only shows', async () => {
  const { stdout } = await run([
    'ask',
    '--json',
    '--seeds',
    folderWith({ 'leave.txt': TEXT }),
    'How many days of paid leave?',
  ]);
  expect(stdout).not.toMatch(ACTING);
  expect(JSON.parse(stdout).citations[0].excerpt).toContain(HOSTILE);
});

it('keeps emphasis of its own, whatever the text holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const output = Object.assign(new PassThrough(), { isTTY: true });
      const style = styleFor(output);
      writerTo(output)(style.strong(text));
      const shown = String(output.read() ?? '')
        .replaceAll(`${ESCAPE}[1m`, '')
        .replaceAll(`${ESCAPE}[22m`, '');
      expect(shown).not.toMatch(ACTING);
    }),
  );
});

it.each([true, false])('logs no such character, on a terminal: %s', (isTerminal) => {
  const stream = new PassThrough();
  const log = createLogger('trace', stream, isTerminal);
  log.warn({ path: HOSTILE, list: [{ reason: HOSTILE }], err: new Error(HOSTILE) }, `about ${HOSTILE}`);
  const text = String(stream.read()).replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '');
  expect(text).toContain('about');
  expect(text).not.toMatch(ACTING);
});
