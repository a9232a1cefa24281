import { spawn } from 'node:child_process';
import { TEST_ENV } from './plancite.ts';

/** What is typed once the screen shows something new that matches. */
export type Step = readonly [shown: RegExp, typed: string];

/**
 * Runs the command line on a terminal of its own, which `script` lends it, until it ends.
 * @returns all that was written to the screen
 */
export async function onTerminal(
  command: string,
  steps: readonly Step[],
  { columns, env }: { readonly columns: number; readonly env: Record<string, string> },
): Promise<string> {
  const line = `stty cols ${columns}; exec ${process.execPath} src/bin.js ${command}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...TEST_ENV, PATH: process.env.PATH, TERM: 'xterm-256color', ...env },
  });
  let screen = '';
  let seen = 0;
  const left = [...steps];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    for (let found = true; found && left[0] !== undefined; ) {
      const [shown, typed] = left[0];
      const match = shown.exec(screen.slice(seen));
      found = match !== null;
      if (match === null) continue;
      seen += match.index + match[0].length;
      left.shift();
      child.stdin.write(typed);
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  return screen;
}
