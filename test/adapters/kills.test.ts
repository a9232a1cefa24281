import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Doing, FATES, fateOf } from '../support/doings.ts';
import { openStage } from '../support/stage.ts';
import { AT_ONCE, type Slowness, until } from '../support/waiting.ts';

/** As many by each way in which platforms reach the bot. `KILLS_TABLE` is where to write what became of it all. */
const KILLS = Number(process.env.KILLS ?? 2);
const MAX_DELAY_MS = 1_200;
const SECONDS_EACH = 120;
/** After all is answered, for what might come once more. */
const AFTERWARDS_MS = 6_000;

/** Each way to be slow in its turn, so that processes die before, while and after platforms take what they say. */
function slownessOf(kill: number): Slowness {
  const ms = Math.random() * MAX_DELAY_MS;
  switch (kill % 4) {
    case 0:
      return { acceptsAfterMs: ms, tellsAfterMs: 0 };
    case 1:
      return { acceptsAfterMs: 0, tellsAfterMs: ms };
    case 2:
      return { acceptsAfterMs: ms / 2, tellsAfterMs: ms / 2 };
    default:
      return AT_ONCE;
  }
}

it.each(['socket', 'http'] as const)(
  'whatever was acknowledged is answered once after a kill, or said to have been lost: by %s',
  { timeout: KILLS * SECONDS_EACH * 1_000 },
  async (by) => {
    const { stage, first } = await openStage(by);
    await using _ = stage;
    let child = first;
    const doings: Done[] = [];
    const write = (kills: number): void => {
      const { KILLS_TABLE } = process.env;
      if (KILLS_TABLE) writeFileSync(`${KILLS_TABLE}.${by}`, tableOf(`by ${by}, ${kills} kills`, doings));
    };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const slowness = slownessOf(kill);
      stage.slowDown(slowness);
      const round = stage.act();
      await Promise.all(round.map(({ acknowledged }) => acknowledged));
      await delay(Math.random() * (slowness.acceptsAfterMs + slowness.tellsAfterMs + 50));
      child.kill('SIGKILL');
      await once(child, 'exit');
      doings.push(...round.map((doing) => ({ ...doing, wasOpen: doing.seen().length === 0 })));
      stage.slowDown(AT_ONCE);
      child = await stage.serve();
      // What has not come by then is lost, which the table says.
      await until(() => round.every(({ seen }) => seen().length > 0), 'answers', 30_000).catch(() => {});
      write(kill + 1);
    }
    await delay(AFTERWARDS_MS);
    child.kill('SIGTERM');
    await once(child, 'exit');
    write(KILLS);
    const wrong = doings.filter((doing) => ['lost', 'doubled'].includes(fateOf(doing)));
    expect(wrong.map(({ kind, seen }) => ({ kind, seen: seen() }))).toEqual([]);
    expect(stage.discord.complaints).toEqual([]);
  },
);

type Done = Doing & { readonly wasOpen: boolean };

function tableOf(title: string, doings: readonly Done[]): string {
  const kinds = [...new Set(doings.map(({ kind }) => kind))];
  const rows = ['all', ...kinds].map((kind) => {
    const own = doings.filter((doing) => kind === 'all' || doing.kind === kind);
    const counts = FATES.map((fate) => own.filter((doing) => fateOf(doing) === fate).length);
    return [kind, own.length, own.filter(({ wasOpen }) => wasOpen).length, ...counts];
  });
  const head = [title, 'acknowledged', 'unseen at the kill', ...FATES];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
