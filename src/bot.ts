import type { LiveIndex } from '../index/live-index.ts';
import type { RefreshReport } from '../index/refresh-reports.ts';
import type { RefusedFile } from '../index/seeds.ts';
import { type Answer, answerQuestion } from './answer.ts';
import type { Logger } from './logger.ts';
import { type MemoryUse, memoryUse } from './memory.ts';
import type { Question } from './question.ts';

export type { RefreshReport };

/** What the bot answers from, for maintainers. */
export type Status = {
  readonly indexId: string;
  readonly documents: number;
  readonly passages: number;
  /** Whether the index was `loaded` from its snapshot or `built` from the seeds, and how long that took. */
  readonly index: 'loaded' | 'built';
  readonly indexTookMs: number;
  readonly snapshotBytes: number | null;
  /** Files that are not in the index, and why. */
  readonly refused: readonly RefusedFile[];
  /** What else a maintainer should know. */
  readonly problems: readonly string[];
  /** Of the process, with the heap of the thread that holds the index. */
  readonly memory: MemoryUse;
};

/** One document, for everybody. */
export type Source = {
  readonly path: string;
  readonly title: string;
  readonly issuer: string | null;
  readonly publishedOn: string | null;
  readonly source: string | null;
  readonly language: string;
  readonly audience: 'public' | 'internal';
  readonly passages: number;
  readonly sha256: string;
};

/** When somebody last looked for changed documents, and what came of it. */
type LastRefresh = {
  /** ISO 8601 time it was done. */
  readonly at: string;
  readonly outcome: RefreshReport['outcome'] | 'failed';
  readonly reason: string | null;
};

/** What every adapter talks to. All of it is plain data: the bot may live in another thread. */
export type Bot = {
  readonly ask: (question: Question) => Promise<Answer>;
  /** @throws {PlanciteError} if the seeds cannot be used; the index in use stays */
  readonly reindex: (options: { readonly force: boolean }) => Promise<RefreshReport>;
  /**
   * Returns to the index before the one in use, until the documents change again.
   * @throws {PlanciteError} `NO_PREVIOUS_INDEX`, `SEEDS_UNREADABLE`; the index in use stays
   */
  readonly rollBack: () => Promise<RefreshReport>;
  /** What opening the index changed; `null` if it was loaded as it was. */
  readonly opening: () => Promise<RefreshReport | null>;
  /** What refreshes changed, or would have, oldest first; the last hundred. */
  readonly reports: () => Promise<readonly RefreshReport[]>;
  /** `null` if nobody has looked since the index was opened as it was. */
  readonly lastRefresh: () => Promise<LastRefresh | null>;
  readonly status: () => Promise<Status>;
  readonly sources: () => Promise<readonly Source[]>;
};

export type BotParts = { readonly index: LiveIndex; readonly now: () => Date; readonly log: Logger };

export function createBot({ index, now, log }: BotParts): Bot {
  const opening = index.origin.report;
  let lastRefresh = opening === null ? null : inShort(opening);
  return {
    opening: async () => opening,
    lastRefresh: async () => lastRefresh,
    async ask(question) {
      const started = performance.now();
      const answer = answerQuestion(question, index.current, now());
      const { indexId, kind, confidence } = answer;
      // The words of the question are a person's own and stay out of the log.
      log.info(
        { indexId, kind, confidence, tookMs: Math.round(performance.now() - started) },
        'question answered',
      );
      return answer;
    },
    async reindex(options) {
      const known = index.problems;
      const report = await index.refresh(options).catch((err: unknown) => {
        const reason = err instanceof Error ? err.message : String(err);
        lastRefresh = { at: new Date().toISOString(), outcome: 'failed', reason };
        throw err;
      });
      lastRefresh = inShort(report);
      if (report.reason !== null && known.includes(report.reason))
        log.debug({ reason: report.reason }, 'index still kept');
      else logRefresh(report, log);
      if (report.outcome === 'rebuilt')
        for (const problem of index.problems) log.warn({ problem }, 'index problem');
      return report;
    },
    async rollBack() {
      const report = await index.rollBack();
      lastRefresh = inShort(report);
      logRefresh(report, log);
      return report;
    },
    reports: () => index.reports(),
    status: async () => statusOf(index),
    sources: async () => sourcesOf(index),
  };
}

function inShort({ at, outcome, reason }: RefreshReport): LastRefresh {
  return { at, outcome, reason };
}

function logRefresh(
  { outcome, reason, tookMs, oldIndexId, newIndexId, changes, golden }: RefreshReport,
  log: Logger,
): void {
  const { added, removed, renamed, changed, refused } = changes;
  const counts = {
    added: added.length,
    removed: removed.length,
    renamed: renamed.length,
    changed: changed.length,
    refused: refused.length,
  };
  if (outcome === 'unchanged') log.debug({ tookMs }, 'documents unchanged');
  else if (outcome === 'kept') log.error({ reason, ...counts }, 'index not taken');
  else log.info({ oldIndexId, newIndexId, tookMs, reason, ...counts }, 'index refreshed');
  logGolden(golden, log);
}

/** The questions themselves stay out of the log, as those of people do. */
function logGolden(golden: RefreshReport['golden'], log: Logger): void {
  if (golden === null) return;
  const { questions, hitsBefore, hitsAfter, changes, problem } = golden;
  if (problem !== null) log.warn({ problem }, 'golden questions not replayed');
  else if (hitsAfter < (hitsBefore ?? 0))
    log.warn({ questions, hitsBefore, hitsAfter, changes }, 'fewer golden questions answered right');
  else log.info({ questions, hitsBefore, hitsAfter, changes }, 'golden questions replayed');
}

function statusOf({ current, origin, problems }: LiveIndex): Status {
  const { refused, strayCatalogEntries } = current.seeds;
  return {
    indexId: current.id,
    documents: current.documents.size,
    passages: current.search.passageCount,
    index: origin.how,
    indexTookMs: Math.round(origin.tookMs),
    snapshotBytes: origin.snapshotBytes,
    refused,
    problems: [
      ...problems,
      ...strayCatalogEntries.map((path) => `catalog.yaml describes ${path}, which is no document`),
    ],
    memory: memoryUse(),
  };
}

function sourcesOf({ current }: LiveIndex): Source[] {
  return [...current.documents.values()].map(
    ({ path, title, issuer, publishedOn, source, language, audience, sha256 }) => ({
      path,
      title,
      issuer,
      publishedOn,
      source,
      language,
      audience,
      passages: current.search.passagesOf(path).length,
      sha256,
    }),
  );
}
