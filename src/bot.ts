import type { EventEmitter } from 'node:events';
import type { LiveIndex } from '../index/live-index.ts';
import type { MeaningStatus } from '../index/meaning/meaning-maker.ts';
import type { RefreshReport, Reports } from '../index/refresh-reports.ts';
import type { VisibleIndex } from '../index/restricted-index.ts';
import type { RefusedFile } from '../index/seeds.ts';
import { type Answer, answerQuestion } from './answer.ts';
import type { Citation } from './citation.ts';
import { type ExcerptLine, linesOf } from './excerpt-lines.ts';
import type { Logger } from './logger.ts';
import { type MemoryUse, memoryUse } from './memory.ts';
import type { Question } from './question.ts';
import { type Scope, within } from './scope.ts';
import { suggest } from './suggestions.ts';
import { strayEntries } from './troubles.ts';
import { createUnanswered } from './unanswered.ts';

export type { RefreshReport, Reports };

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
  /** How far answers by meaning are; `null` where they are switched off. */
  readonly meaning: MeaningStatus | null;
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

/** A paragraph of a document, and where it stands; `start` is a UTF-16 offset into the document's text. */
export type Paragraph = {
  readonly start: number;
  readonly text: string;
  /** Offsets into `text`. */
  readonly lines: readonly ExcerptLine[];
};

/** What a refresh or a rollback did, or why a refresh failed; `at` is an ISO 8601 time. */
export type Refreshed =
  | RefreshReport
  | { readonly at: string; readonly outcome: 'failed'; readonly reason: string };

export type OnRefreshed = (refreshed: Refreshed) => void;

/** Where refreshes are heard of, by whoever wants to. */
export type Refreshes = EventEmitter<{ refreshed: [Refreshed] }>;

/** When somebody last looked for changed documents, and what came of it. */
type LastRefresh = Pick<Refreshed, 'at' | 'outcome' | 'reason'>;

/** What every adapter talks to. All of it is plain data: the bot may live in another thread. */
export type Bot = {
  readonly ask: (question: Question) => Promise<Answer>;
  /** Questions that go on from what has been typed and that the documents answer. */
  readonly suggest: (typed: string, scope: Scope, max: number) => Promise<readonly string[]>;
  /** @throws {PlanciteError} if the seeds cannot be used; the index in use stays */
  readonly reindex: (options: { readonly force: boolean }) => Promise<RefreshReport>;
  /**
   * Returns to the index before the one in use, until the documents change again.
   * @throws {PlanciteError} `NO_PREVIOUS_INDEX`, `SEEDS_UNREADABLE`; the index in use stays
   */
  readonly rollBack: () => Promise<RefreshReport>;
  /** What opening the index changed; `null` if it was loaded as it was. */
  readonly opening: () => Promise<RefreshReport | null>;
  /** What refreshes changed, or would have; the last hundred. */
  readonly reports: () => Promise<Reports>;
  /** `null` if nobody has looked since the index was opened as it was. */
  readonly lastRefresh: () => Promise<LastRefresh | null>;
  readonly status: () => Promise<Status>;
  /** The documents that may be quoted. */
  readonly sources: (scope: Scope) => Promise<readonly Source[]>;
  /** The paragraphs around an excerpt, in reading order; none if its document has changed since, or may not be quoted. */
  readonly context: (citation: Citation, scope: Scope) => Promise<readonly Paragraph[]>;
  /** Tells that somebody was not answered, of all who ask of this bot anywhere. */
  readonly noteUnanswered: (question: string) => Promise<void>;
  /** The last questions that were not answered, latest first. */
  readonly unanswered: () => Promise<readonly string[]>;
  /** When the documents were last read, and what answers say was in them. */
  readonly readOn: () => Promise<Date>;
};

/** Paragraphs shown on either side of an excerpt's own. */
const CONTEXT_PARAGRAPHS = 2;

export type BotParts = {
  readonly index: LiveIndex;
  readonly now: () => Date;
  readonly log: Logger;
  /** Told of every refresh, and of every rollback that was done. */
  readonly onRefreshed?: OnRefreshed | undefined;
};

export function createBot({ index, now, log, onRefreshed }: BotParts): Bot {
  const opening = index.origin.report;
  const unanswered = createUnanswered();
  let readOn = now();
  let lastRefresh = opening === null ? null : inShort(opening);
  const announce = (refreshed: Refreshed): void => {
    lastRefresh = inShort(refreshed);
    onRefreshed?.(refreshed);
  };
  return {
    opening: async () => opening,
    lastRefresh: async () => lastRefresh,
    async ask(question) {
      const started = performance.now();
      const answer = await index.answering(async () =>
        answerQuestion(question, await within(index.current, question.scope), now()),
      );
      const { indexId, kind, confidence } = answer;
      // The words of the question are a person's own and stay out of the log.
      log.info(
        { indexId, kind, confidence, tookMs: Math.round(performance.now() - started) },
        'question answered',
      );
      return answer;
    },
    suggest: async (typed, scope, max) => suggest(typed, await within(index.current, scope), now(), max),
    async reindex(options) {
      const known = index.problems;
      const report = await index.refresh(options).catch((err: unknown) => {
        const reason = err instanceof Error ? err.message : String(err);
        announce({ at: now().toISOString(), outcome: 'failed', reason });
        throw err;
      });
      if (report.outcome !== 'kept') readOn = now();
      announce(report);
      if (report.reason !== null && known.includes(report.reason))
        log.debug({ reason: report.reason }, 'index still kept');
      else logRefresh(report, log);
      if (report.outcome === 'rebuilt')
        for (const problem of index.problems) log.warn({ problem }, 'index problem');
      return report;
    },
    async rollBack() {
      const report = await index.rollBack();
      announce(report);
      logRefresh(report, log);
      return report;
    },
    reports: () => index.reports(),
    status: async () => statusOf(index),
    sources: async (scope) => sourcesOf(await within(index.current, scope)),
    context: async (citation, scope) => contextOf(citation, await within(index.current, scope)),
    noteUnanswered: async (question) => unanswered.note(question),
    unanswered: async () => unanswered.list(),
    readOn: async () => readOn,
  };
}

function contextOf({ document, start, end }: Citation, { documents, search }: VisibleIndex): Paragraph[] {
  const known = documents.get(document.path);
  if (known?.sha256 !== document.sha256) return [];
  const passages = search.passagesOf(document.path);
  const first = passages.findIndex((passage) => passage.end > start);
  const last = passages.findLastIndex((passage) => passage.start < end);
  return passages
    .slice(Math.max(first - CONTEXT_PARAGRAPHS, 0), last + CONTEXT_PARAGRAPHS + 1)
    .map((passage) => ({
      start: passage.start,
      text: known.text.slice(passage.start, passage.end),
      lines: linesOf(known, [passage], ''),
    }));
}

function inShort({ at, outcome, reason }: Refreshed): LastRefresh {
  return { at, outcome, reason };
}

function logRefresh(
  { outcome, reason, tookMs, oldIndexId, newIndexId, changes, golden }: RefreshReport,
  log: Logger,
): void {
  const { added, removed, renamed, changed, published, restricted, refused } = changes;
  const counts = {
    added: added.length,
    removed: removed.length,
    renamed: renamed.length,
    changed: changed.length,
    published: published.length,
    restricted: restricted.length,
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

function statusOf({ current, origin, problems, meaning }: LiveIndex): Status {
  const { refused, strayCatalogEntries } = current.seeds;
  return {
    indexId: current.id,
    documents: current.documents.size,
    passages: current.search.passageCount,
    index: origin.how,
    indexTookMs: Math.round(origin.tookMs),
    snapshotBytes: origin.snapshotBytes,
    refused,
    problems: [...problems, ...strayEntries(strayCatalogEntries)],
    meaning,
    memory: memoryUse(),
  };
}

function sourcesOf({ documents, search }: VisibleIndex): Source[] {
  return [...documents.values()].map(
    ({ path, title, issuer, publishedOn, source, language, audience, sha256 }) => ({
      path,
      title,
      issuer,
      publishedOn,
      source,
      language,
      audience,
      passages: search.passagesOf(path).length,
      sha256,
    }),
  );
}
