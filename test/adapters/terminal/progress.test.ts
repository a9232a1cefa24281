import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type OnProgress, withProgress } from '../../../adapters/terminal/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Reads `total` files, one each `ms`. */
const read = (total: number, ms: number) => async (onProgress: OnProgress) => {
  for (let done = 1; done <= total; done += 1) {
    vi.advanceTimersByTime(ms);
    onProgress(done, total, 'files');
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
    expect(await withProgress(out, read(99, 10))).toBe('done');
    expect(out.written()).toBe('');
  },
);

it('writes a line every few seconds where there is no terminal', async () => {
  const out = output(false);
  await withProgress(out, read(100, 100));
  expect(out.written()).toBe('10 of 100 files read\n60 of 100 files read\n');
});

it('says what it is that takes time', async () => {
  const out = output(false);
  await withProgress(out, async (onProgress) => {
    vi.advanceTimersByTime(6_000);
    onProgress(2, 2, 'files');
    vi.advanceTimersByTime(6_000);
    onProgress(3, 9, 'meaning');
  });
  expect(out.written()).toBe('2 of 2 files read\n3 of 9 pieces of text read for what they mean\n');
});

it('draws a bar on a terminal, and takes it away, also where the work fails', async () => {
  const out = drawable();
  const failing = withProgress(out, async (onProgress) => {
    await read(100, 100)(onProgress);
    throw new Error('a disk is full');
  });
  await expect(failing).rejects.toThrow('a disk is full');
  expect(out.written()).toMatch(/\d+\/100 files read, \d+ s left/);
  expect(vi.getTimerCount()).toBe(0);
});

it('says nothing of the time left before it can be told', async () => {
  const out = drawable();
  await withProgress(out, async (onProgress) => {
    vi.advanceTimersByTime(2_000);
    for (let i = 0; i < 5; i += 1) {
      onProgress(1, 100, 'files');
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
  await withProgress(out, async (onProgress) => {
    report = onProgress;
  });
  vi.advanceTimersByTime(10_000);
  report(1, 2, 'files');
  expect(out.written()).toBe('');
});
