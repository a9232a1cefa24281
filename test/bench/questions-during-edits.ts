import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { openRemoteBot } from '../../src/remote-bot.ts';
import { EVERYTHING } from '../../src/scope.ts';

const LANES = 8;
const NUMBERS = ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const QUESTION = 'How many days of paid leave do staff have?';

/** What was asked while a document was edited again and again, and what was answered. */
export type Transcript = {
  /** An answer whenever it was another than the one before, in order: how many had been asked, index id and excerpt. */
  readonly lines: readonly string[];
  readonly questions: number;
  readonly edits: number;
  /** Questions that were not answered, or not by what the index they name says. */
  readonly errors: readonly string[];
};

/** Asks one question over and over, several at a time, while the document that answers it is edited and taken up. */
export async function askDuringEdits(questions: number): Promise<Transcript> {
  const folder = mkdtempSync(join(tmpdir(), 'plancite-bench-'));
  const edition = (days: string | undefined): string =>
    `Leave rules\n\nStaff have ${days} days of paid leave a year.\n\nUnused days end in March.\n`;
  const write = (days: string | undefined): void => writeFileSync(join(folder, 'leave.txt'), edition(days));
  write(NUMBERS[0]);
  const config = readConfig({ SEEDS_DIR: folder, DATA_DIR: join(folder, '.data'), LOG_LEVEL: 'error' });
  const { bot, stop } = await openRemoteBot(config);
  const excerptOf = new Map<string, string>();
  const lines: string[] = [];
  const errors: string[] = [];
  let asked = 0;
  let edits = 0;
  let last = '';
  const ask = async (): Promise<void> => {
    while (asked < questions) {
      asked += 1;
      try {
        const answer = await bot.ask({ text: QUESTION, history: [], scope: EVERYTHING });
        const excerpt = answer.kind === 'cited' ? answer.citations[0].excerpt : `none: ${answer.reason}`;
        const known = excerptOf.get(answer.indexId);
        if (answer.kind === 'none' || (known !== undefined && known !== excerpt))
          errors.push(`index ${answer.indexId} said “${excerpt}” and “${known}”`);
        excerptOf.set(answer.indexId, excerpt);
        if (excerpt !== last) lines.push(`${asked} asked, index ${answer.indexId}: ${excerpt}`);
        last = excerpt;
      } catch (err) {
        errors.push(String(err));
      }
    }
  };
  const edit = async (): Promise<void> => {
    while (asked < questions) {
      edits += 1;
      write(NUMBERS[edits % NUMBERS.length]);
      await bot.reindex({ force: false });
    }
  };
  try {
    await Promise.all([edit(), ...Array.from({ length: LANES }, ask)]);
    return { lines, questions: asked, edits, errors };
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
