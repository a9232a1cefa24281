import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const WORD = 'zqkangaroo';
/** What a library may do, in a process of its own. */
const SCRIPT = `
  const { createLogger } = await import('./src/logger.ts');
  const { logWhatLibrariesPrint } = await import('./src/library-output.ts');
  logWhatLibrariesPrint(createLogger('trace', process.stderr, false));
  const request = { url: 'https://hooks.test/${WORD}', body: '${WORD}' };
  console.log('asked: ${WORD}', request);
  console.error(Object.assign(new Error('no "${WORD}"'), { request }));
  console.table([request]);
  console.dir(request);
  process.emitWarning('"${WORD}" is deprecated', 'DeprecationWarning', 'DEP0999');
  for (let i = 0; i < 12; i += 1) process.on('line', () => {});
`;

it('what a library prints and what Node warns of goes to the log, without what it is about', async () => {
  const run = promisify(execFile);
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', SCRIPT]);
  expect(stdout).toBe('');
  expect(stderr).not.toContain(WORD);
  const lines = stderr.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    ...Array(4).fill('a library has something to say'),
    ...Array(2).fill('Node warns'),
  ]);
  expect(stderr).toContain('"type":"DeprecationWarning"');
  expect(stderr).toContain('"code":"DEP0999"');
});
