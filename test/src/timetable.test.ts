import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isCronExpression, parseCron } from '../../src/cron.ts';
import { Timetable } from '../../src/timetable.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Looks at the timetable every second, as the schedule does, may be a little later. */
const TOLERANCE_MS = 2 * SECOND;

beforeEach(() => {
  // node-cron asks the global clock what time it is.
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A timetable with clocks that a test moves, and the times at which something was due by the monotonic one. */
function timetableOf(expression: string, timeZone: string, start: string) {
  let monotonic = 0;
  vi.setSystemTime(new Date(start));
  const clock = { wall: () => Date.now(), monotonic: () => monotonic };
  const timetable = new Timetable(parseCron(expression, timeZone), clock);
  const runs: number[] = [];
  const walls: string[] = [];
  const look = (): void => {
    if (!timetable.isDue()) return;
    runs.push(monotonic);
    walls.push(new Date().toISOString());
  };
  return {
    timetable,
    runs,
    walls,
    /** Time goes by, and the timetable is looked at. */
    pass(ms: number, step = SECOND): void {
      for (let passed = 0; passed < ms; passed += step) {
        monotonic += step;
        vi.setSystemTime(Date.now() + step);
        look();
      }
    },
    /** Somebody sets the clock, or the machine sleeps. */
    set(byMs: number): void {
      vi.setSystemTime(Date.now() + byMs);
      look();
    },
  };
}

function longestGap(runs: readonly number[], end: number): number {
  return [...runs, end].reduce((longest, run, i) => Math.max(longest, run - (runs[i - 1] ?? 0)), 0);
}

describe('what is due by the clock', () => {
  it('is so at the times of the expression while nobody sets a clock', () => {
    const { walls, pass } = timetableOf('*/5 * * * *', 'UTC', '2026-03-01T10:02:00Z');
    pass(15 * MINUTE);
    expect(walls).toEqual(['05', '10', '15'].map((minute) => `2026-03-01T10:${minute}:00.000Z`));
  });

  it.each([
    ['a year back', -365 * DAY],
    ['a year on', 365 * DAY],
    ['an hour back', -HOUR],
    ['seven minutes on', 7 * MINUTE],
  ])('goes on being so when the clock goes %s, and when it returns', (_how, byMs) => {
    const { runs, pass, set, timetable } = timetableOf('*/5 * * * *', 'UTC', '2026-03-01T10:02:00Z');
    pass(10 * MINUTE);
    set(byMs);
    expect(timetable.msToNext).toBeLessThanOrEqual(5 * MINUTE + SECOND);
    pass(20 * MINUTE);
    set(-byMs);
    expect(timetable.msToNext).toBeLessThanOrEqual(5 * MINUTE + SECOND);
    pass(HOUR);
    expect(longestGap(runs, 90 * MINUTE)).toBeLessThanOrEqual(5 * MINUTE + TOLERANCE_MS);
    expect(runs.length).toBeLessThanOrEqual(90 / 5 + 4);
  });

  it('is so at once when a machine has slept over it', () => {
    const { walls, pass, set } = timetableOf('0 3 * * *', 'UTC', '2026-03-01T22:00:00Z');
    pass(HOUR);
    set(8 * HOUR);
    expect(walls).toEqual(['2026-03-02T07:00:00.000Z']);
  });

  it.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Shanghai', 'UTC'])(
    'is so no less often on days when daylight saving begins or ends in %s',
    (timeZone) => {
      for (const start of [
        '2026-03-07',
        '2026-03-28',
        '2026-04-04',
        '2026-10-03',
        '2026-10-24',
        '2026-10-31',
      ])
        for (const expression of ['*/5 * * * *', '30 2 * * *', '15 1 * * *', '0 * * * *']) {
          const { runs, pass } = timetableOf(expression, timeZone, `${start}T00:00:00Z`);
          pass(3 * DAY, 15 * SECOND);
          const { longestGapMs, shortestGapMs } = parseCron(expression, timeZone);
          expect(longestGap(runs, 3 * DAY)).toBeLessThanOrEqual(longestGapMs + 15 * SECOND + TOLERANCE_MS);
          expect(runs.length).toBeLessThanOrEqual((3 * DAY) / shortestGapMs + 2);
        }
    },
  );

  it('never leaves a longer gap than ordinarily, nor comes in a storm, whatever is done to the clock', () => {
    const changes = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 20 * MINUTE }),
        fc.oneof(
          fc.constant(0),
          fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
          fc.integer({ min: -400 * DAY, max: 400 * DAY }),
        ),
      ),
      { maxLength: 12 },
    );
    const expressions = fc.constantFrom('*/5 * * * *', '7,9 * * * *', '*/20 * * * * *');
    fc.assert(
      fc.property(changes, expressions, (steps, expression) => {
        const { runs, pass, set } = timetableOf(expression, 'Europe/Berlin', '2026-03-28T10:02:00Z');
        let passed = 0;
        for (const [ms, byMs] of steps) {
          const time = Math.ceil(ms / SECOND) * SECOND;
          pass(time);
          passed += time;
          set(byMs);
        }
        const { longestGapMs, shortestGapMs } = parseCron(expression, 'Europe/Berlin');
        expect(longestGap(runs, passed)).toBeLessThanOrEqual(longestGapMs + TOLERANCE_MS);
        const rest = Math.min(shortestGapMs / 2, MINUTE);
        for (const [i, run] of runs.entries())
          expect(run - (runs[i - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(rest);
        expect(runs.length).toBeLessThanOrEqual(passed / shortestGapMs + 2 * steps.length + 2);
      }),
      { numRuns: 60 },
    );
  });

  it('is rarely so where the expression says so', () => {
    expect(parseCron('0 9 * * 1-5', 'UTC')).toMatchObject({ longestGapMs: 3 * DAY, shortestGapMs: DAY });
    expect(parseCron('0 0 1 * *', 'UTC')).toMatchObject({ longestGapMs: 31 * DAY, shortestGapMs: 28 * DAY });
    expect(parseCron('0 8,20 * * *', 'UTC')).toMatchObject({ longestGapMs: 12 * HOUR });
    expect(new Date(parseCron('0 0 29 2 *', 'UTC').nextRun()).getUTCDate()).toBe(29);
  });
});

it('takes no expression for one that is never due', () => {
  expect(isCronExpression('*/5 * * * *')).toBe(true);
  expect(isCronExpression('0 0 29 2 *')).toBe(true);
  expect(isCronExpression('0 0 L-30 2 *')).toBe(false);
  expect(isCronExpression('every day')).toBe(false);
});
