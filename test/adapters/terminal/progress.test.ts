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
  const out = Object.assign(output(true), {
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  const failing = withProgress(out, 'files read', async (onProgress) => {
    await read(100, 100)(onProgress);
    throw new Error('a disk is full');
  });
  await expect(failing).rejects.toThrow('a disk is full');
  expect(out.written()).toMatch(/\d+\/100 files read, \d+ s left/);
  expect(vi.getTimerCount()).toBe(0);
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
