import { expect, it } from 'vitest';
import { folderWith, temporaryFolder } from '../../support/folders.ts';
import { onTerminal, type Step } from '../../support/terminal.ts';

const RULES = `# Rules

Employees must not accept gifts that are worth more than fifty dollars.

Managers may sing in the kitchen.
`;

/** A conversation on a terminal, without the colours. */
async function converse(steps: readonly Step[], columns = 60): Promise<string> {
  const env = { SEEDS_DIR: folderWith({ 'rules.md': RULES }), DATA_DIR: temporaryFolder(), NO_COLOR: '1' };
  const screen = await onTerminal('chat', steps, { columns, env });
  return screen.replaceAll('\r', '');
}

const READY = /commands\.[\s\S]*› /;
/** The source of an answer, and the prompt below it. */
const ANSWERED = /rules\.md[\s\S]*› /;
const CTRL_C = '\u0003';

it('breaks lines between words, as wide as the terminal is', async () => {
  const screen = await converse(
    [
      [READY, 'Which gifts must employees not accept?\r'],
      [ANSWERED, '/quit\r'],
    ],
    40,
  );
  expect(screen).toContain(
    '\nEmployees must not accept gifts that are\nworth more than fifty dollars.\n  — Rules\n',
  );
});

it('takes a question of several pasted lines for one', async () => {
  const screen = await converse([
    [READY, '\u001b[200~Who may\r\nsing in the\rkitchen?\u001b[201~'],
    [/kitchen\?/, '\r'],
    [ANSWERED, '/quit\r'],
  ]);
  expect(screen).toContain('Who may⏎sing in the⏎kitchen?');
  expect(screen.match(/Managers may sing in the kitchen\.\n/g)).toHaveLength(1);
  expect(screen).not.toContain('The documents do not say');
});

it('clears a line that is half typed at Ctrl-C, and ends at the next', async () => {
  const screen = await converse([
    [READY, 'Which gifts'],
    [/Which gifts/, CTRL_C],
    [/› /, 'Who may sing?\r'],
    [ANSWERED, 'half'],
    [/half/, CTRL_C],
    [/› /, CTRL_C],
  ]);
  expect(screen).toContain('Managers may sing in the kitchen.\n');
  expect(screen).not.toContain('Employees must not');
  // What its terminal is told, it is told again to forget.
  expect(screen.split('\u001b[?2004h')).toHaveLength(2);
  expect(screen.endsWith('\u001b[?2004l')).toBe(true);
});
