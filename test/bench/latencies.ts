/** Makes ready to ask a question; the function it returns is what gets timed. */
export type Prepare = (question: string) => () => unknown;

export type Latencies = { readonly p50Ms: number; readonly p99Ms: number };

/** Rounds over the questions, so that a small set still gives stable figures. */
const MIN_RUNS = 300;
/** Share of the runs that are tried before any is timed. */
const WARM_UP = 1 / 6;

/**
 * Times every engine with every question. They take turns question by question, so that whatever else the machine
 * does hits all alike. So does collecting garbage: measure apart what leaves much more of it than the others.
 */
export async function measureLatencies<Name extends string>(
  engines: Readonly<Record<Name, Prepare>>,
  questions: readonly string[],
  minRuns = MIN_RUNS,
): Promise<Record<Name, Latencies>> {
  const runs = Object.entries<Prepare>(engines).map(([name, prepare]) => ({
    name,
    works: questions.map(prepare),
    times: [] as number[],
  }));
  for (const { works } of runs) for (const work of works.slice(0, WARM_UP * minRuns)) await work();
  const rounds = Math.ceil(minRuns / questions.length);
  for (let turn = 0; turn < rounds * questions.length; turn += 1) {
    for (const { works, times } of runs) {
      const started = performance.now();
      await works[turn % works.length]?.();
      times.push(performance.now() - started);
    }
  }
  const measured = runs.map(({ name, times }) => [name, summarize(times)]);
  return Object.fromEntries(measured) as Record<Name, Latencies>; // Its keys are those of `engines`.
}

function summarize(times: readonly number[]): Latencies {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
