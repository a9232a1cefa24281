import type { Answer } from './answer.ts';
import type { Bot, Refreshed, Refreshes, RefreshReport } from './bot.ts';
import type { Told } from './index-lists.ts';
import { indexMessagesFor } from './index-messages.ts';
import type { Languages } from './languages.ts';
import type { Logger } from './logger.ts';
import { EVERYTHING, isEverything, type Scope } from './scope.ts';

/** What is told of a refresh. */
export type Notice = Exclude<Refreshed, RefreshReport> | Told;

type NoticeParts = {
  readonly bot: Bot;
  readonly refreshes: Refreshes;
  readonly languages: Languages;
  /** What those may see who are told. */
  readonly scope: () => Scope;
  /** Puts it where maintainers read it. */
  readonly tell: (notice: Notice, language: Answer['language']) => Promise<void>;
  readonly log: Logger;
};

/** Paths of the documents in the index, and of those among them that readers of the notices may see. */
type Known = { readonly all: ReadonlySet<string>; readonly shown: ReadonlySet<string> };

/**
 * Tells what refreshes changed and why they failed; the same failure once, however often it is met. Documents that are not
 * for those who are told are counted, and not named.
 */
export function announceRefreshes({ bot, refreshes, languages, scope, tell, log }: NoticeParts): void {
  const look = async (): Promise<Known> => {
    const pathsIn = async (some: Scope) => new Set((await bot.sources(some)).map(({ path }) => path));
    const [all, shown] = await Promise.all([pathsIn(EVERYTHING), pathsIn(scope())]);
    return { all, shown };
  };
  let lastFailure: string | null = null;
  let last = look();
  const announce = async (refreshed: Refreshed): Promise<void> => {
    if (refreshed.outcome === 'unchanged') return;
    const [before, now] = [await last, await look()];
    last = Promise.resolve(now);
    const failure = refreshed.outcome === 'rebuilt' ? null : refreshed.reason;
    if (failure !== null && failure === lastFailure) return;
    lastFailure = failure;
    const language = await languages.ofDocuments(scope());
    const { reasonHidden } = indexMessagesFor(language);
    const notice = isEverything(scope()) ? refreshed : withoutHidden(refreshed, before, now, reasonHidden);
    await tell(notice, language);
  };
  // One after the other: each is told by what was known before it.
  let telling = Promise.resolve();
  refreshes.on('refreshed', (refreshed) => {
    telling = telling
      .then(() => announce(refreshed))
      .catch((err: unknown) => log.error({ err }, 'a refresh was not announced'));
  });
}

/**
 * What may be told of a refresh to those who may not see everything. Reasons may name any file, and quote the glossary and
 * the catalog, which say words of documents that are in no index yet.
 */
function withoutHidden(refreshed: Refreshed, before: Known, now: Known, reasonHidden: string): Notice {
  if (refreshed.outcome === 'failed') return { ...refreshed, reason: reasonHidden };
  // What is gone is as it was; what is there is as it is now.
  const isShown = (path: string): boolean =>
    now.shown.has(path) || (before.shown.has(path) && !now.all.has(path));
  const { added, changed, renamed, removed, published, restricted } = refreshed.changes;
  const changes: RefreshReport['changes'] = {
    added: added.filter(isShown),
    changed: changed.filter(({ path }) => isShown(path)),
    renamed: renamed.filter(({ from, to }) => isShown(from) && isShown(to)),
    removed: removed.filter(isShown),
    published: published.filter(isShown),
    restricted: restricted.filter(isShown),
    // Nobody knows for whom they are.
    refused: [],
  };
  const isAllShown = [before, now].every(({ all, shown }) => all.size === shown.size);
  const { golden } = refreshed;
  return {
    ...refreshed,
    changes,
    unnamed: filesIn(refreshed.changes).difference(filesIn(changes)).size,
    reason: refreshed.reason === null ? null : reasonHidden,
    // A problem with the questions may quote them.
    golden: isAllShown && golden?.problem === null ? golden : null,
  };
}

/** By their paths now. */
function filesIn(changes: RefreshReport['changes']): Set<string> {
  const { added, changed, renamed, removed, published, restricted, refused } = changes;
  const named = [...changed, ...refused].map(({ path }) => path);
  return new Set([
    ...added,
    ...removed,
    ...published,
    ...restricted,
    ...named,
    ...renamed.map(({ to }) => to),
  ]);
}
