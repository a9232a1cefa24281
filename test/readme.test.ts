import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from './support/plancite.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const PACKAGE = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The fenced block below a marker. */
function block(marker: string): string {
  return new RegExp(`<!-- ${marker} -->\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(README)?.[1] ?? '';
}

/** Arguments of a shell line, with double quotes taken off. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Runs the command behind an npm line such as `npm run --silent ask -- "…"`. */
async function runNpmLine(line: string): Promise<string> {
  const [npm, verb, ...rest] = words(line).filter((word) => word !== '--silent' && word !== '--');
  expect([npm, verb]).toEqual(['npm', 'run']);
  const [node, bin, ...args] = (PACKAGE.scripts[rest[0] ?? ''] ?? '').split(' ');
  expect([node, bin]).toEqual(['node', 'src/bin.js']);
  return (await run([...args, ...rest.slice(1)])).stdout;
}

describe('the README', () => {
  it('shows what really happens', async () => {
    const steps = block('transcript')
      .split(/^\$ /m)
      .filter((step) => step !== '');
    expect(steps.length).toBeGreaterThan(2);
    await Promise.all(
      steps.map(async (step) => {
        const [command = '', ...output] = step.split('\n');
        expect(await runNpmLine(command), command).toBe(`${output.join('\n').trim()}\n`);
      }),
    );
  });

  it('opens with a command that answers and one that tests', async () => {
    const [install, ask = ''] = block('ask command').trim().split(' && ');
    expect(install).toBe('npm install');
    expect(await runNpmLine(ask)).toMatch(/^By 2025, rural areas can be covered by 100 Mbps .* 10 Gbps\.\n/);
    expect(block('test command')).toBe('npm install && npm test\n');
    expect(PACKAGE.scripts.test).toBe('vitest run');
  });

  it('names every command and every setting', async () => {
    const { stdout } = await run(['--help']);
    const commands = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(6);
    for (const command of commands) expect(README).toMatch(new RegExp(`^\\| \`${command}[ \`]`, 'm'));
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    for (const [, name, value] of example.matchAll(/^([A-Z_]+)=(.*)$/gm)) {
      expect(README).toContain(`| \`${name}\` | \`${value}\` |`);
    }
  });
});
