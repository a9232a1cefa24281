import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type OnProgress, withProgress } from '../../../adapters/terminal/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Reads `total` files, one each `ms`. */
const read = (total: number, ms: number) => async (onProgress: OnProgress) => {
  for (let done = 1; done <= total; done += 1) {
    vi.advanceTimersByTime(ms);
    onProgress(done, total);
  }
  return 'done';
};

/** A terminal on which a bar can be drawn. */
const drawable = () =>
  Object.assign(output(true), { cursorTo: () => true, clearLine: () => true, moveCursor: () => true });

function output(isTTY: boolean) {
  const stream = new PassThrough();
  return Object.assign(stream, { isTTY, written: () => String(stream.read() ?? '') });
}

it.each([true, false])(
  'shows nothing of work that takes less than a second (terminal: %s)',
  async (isTTY) => {
    const out = output(isTTY);
    expect(await withProgress(out, 'files read', read(99, 10))).toBe('done');
    expect(out.written()).toBe('');
  },
);

it('writes a line every few seconds where there is no terminal', async () => {
  const out = output(false);
  await withProgress(out, 'files read', read(100, 100));
  expect(out.written()).toBe('10 of 100 files read\n60 of 100 files read\n');
});

it('draws a bar on a terminal, and takes it away, also where the work fails', async () => {
  const out = drawable();
  const failing = withProgress(out, 'files read', async (onProgress) => {
    await read(100, 100)(onProgress);
    throw new Error('a disk is full');
  });
  await expect(failing).rejects.toThrow('a disk is full');
  expect(out.written()).toMatch(/\d+\/100 files read, \d+ s left/);
  expect(vi.getTimerCount()).toBe(0);
});

it('says nothing of the time left before it can be told', async () => {
  const out = drawable();
  await withProgress(out, 'files read', async (onProgress) => {
    vi.advanceTimersByTime(2_000);
    for (let i = 0; i < 5; i += 1) {
      onProgress(1, 100);
      vi.advanceTimersByTime(500);
    }
  });
  const written = out.written();
  expect(written).toMatch(/1\/100 files read(?!, )/);
  expect(written).not.toMatch(/INF|NULL|NaN|0 s left/);
});

it('shows nothing once the work is over', async () => {
  const out = output(false);
  let report: OnProgress = () => {};
  await withProgress(out, 'files read', async (onProgress) => {
    report = onProgress;
  });
  vi.advanceTimersByTime(10_000);
  report(1, 2);
  expect(out.written()).toBe('');
});
