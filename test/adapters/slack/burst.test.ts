import { expect, it } from 'vitest';
import { openWorkspace, QUESTION } from '../../support/slack.ts';
import { until } from '../../support/waiting.ts';

const QUESTIONS = 500;
/** https://docs.slack.dev/apis/events-api/#responding */
const MAX_ACKNOWLEDGEMENT_MS = 3_000;

it('500 questions at once are acknowledged in time, and each is answered once', async () => {
  await using workspace = await openWorkspace();
  const { server } = workspace;
  const sent = new Map<string, number>();
  const askedAt = new Map<string, number>();
  for (let i = 0; i < QUESTIONS; i += 1) {
    const mention = server.mention(QUESTION, { user: `U${i % 100}`, channel: `C${i % 20}` });
    const now = performance.now();
    askedAt.set(String(mention.ts), now);
    sent.set(server.send('events_api', server.event(mention)), now);
  }
  await until(() => server.callsOf('chat.postMessage').length >= QUESTIONS, 'all answers', 50_000);
  await workspace.adapter.stop();
  const posts = server.callsOf('chat.postMessage');
  expect(new Set(posts.map(({ args }) => args.thread_ts)).size).toBe(QUESTIONS);
  expect(posts).toHaveLength(QUESTIONS);
  const acknowledgements = [...sent].map(([id, at]) => (server.acknowledged.get(id) ?? Number.NaN) - at);
  const answers = posts.map(({ args, at }) => at - (askedAt.get(String(args.thread_ts)) ?? Number.NaN));
  expect(percentile(acknowledgements, 1)).toBeLessThan(MAX_ACKNOWLEDGEMENT_MS);
  if (process.env.SHOW_LATENCIES)
    process.stdout.write(
      `${JSON.stringify({ acknowledged: summary(acknowledgements), answered: summary(answers) })}\n`,
    );
});

function summary(times: readonly number[]) {
  return Object.fromEntries(
    [0.5, 0.99, 1].map((share) => [`p${share * 100}`, Math.round(percentile(times, share))]),
  );
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? Number.NaN;
}
