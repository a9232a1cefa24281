import { SingleBar } from 'cli-progress';
import type { Stage } from '../../src/open-bot.ts';
import type { Output } from './style.ts';

/** Told how much of what is done. */
export type OnProgress = (done: number, total: number, stage: Stage) => void;

const WORDS: Readonly<Record<Stage, string>> = {
  files: 'files read',
  meaning: 'pieces of text read for what they mean',
};

/** Work that is done sooner shows nothing. */
const QUIET_MS = 1_000;
/** Between two lines where no bar can be drawn. */
const LINE_INTERVAL_MS = 5_000;

/** Does work that may take long, and shows how far it is: a bar on a terminal, a line now and then elsewhere. */
export async function withProgress<T>(
  output: Output,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const open = output.isTTY === true ? drawBar : writeLines;
  const displays = new Map<Stage, Display>();
  const stop = (): void => {
    for (const display of displays.values()) display.stop();
  };
  let nextAt = performance.now() + QUIET_MS;
  let isOver = false;
  try {
    return await work((done, total, stage) => {
      const now = performance.now();
      // What works on after this, as a refresh by the clock does, shows nothing any more.
      if (isOver || now < nextAt) return;
      if (!displays.has(stage)) stop();
      const display = displays.get(stage) ?? open(output, WORDS[stage]);
      displays.set(stage, display);
      nextAt = now + display.intervalMs;
      display.update(done, total);
    });
  } finally {
    isOver = true;
    stop();
  }
}

/** Goes through items, with a bar where `output` is a terminal. */
export async function collectWithBar<T>(
  items: AsyncIterable<T>,
  { output, what, total }: { readonly output: Output; readonly what: string; readonly total: number },
): Promise<T[]> {
  const bar = output.isTTY === true ? drawBar(output, what) : null;
  const done: T[] = [];
  for await (const item of items) {
    done.push(item);
    bar?.update(done.length, total);
  }
  bar?.stop();
  return done;
}

type Display = {
  /** Least time between two updates. */
  readonly intervalMs: number;
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
};

function drawBar(output: Output, what: string): Display {
  const bar = new SingleBar({
    stream: output,
    format: `{bar} {value}/{total} ${what}{eta}`,
    // What cannot be told yet is a word.
    formatValue: (value, _options, type) =>
      type !== 'eta' ? String(value) : typeof value === 'number' ? `, ${value} s left` : '',
    clearOnComplete: true,
  });
  let isDrawn = false;
  return {
    intervalMs: 0, // The bar itself is drawn ten times a second at most.
    update(done, total) {
      if (!isDrawn) bar.start(total, done);
      isDrawn = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop() {
      if (isDrawn) bar.stop();
      isDrawn = false;
    },
  };
}

function writeLines(output: Output, what: string): Display {
  return {
    intervalMs: LINE_INTERVAL_MS,
    update: (done, total) => void output.write(`${done} of ${total} ${what}\n`),
    stop() {},
  };
}
