import type { Answer } from './answer.ts';
import type { Refreshed, Refreshes } from './bot.ts';
import type { Languages } from './languages.ts';
import type { Logger } from './logger.ts';
import type { Scope } from './scope.ts';

type NoticeParts = {
  readonly refreshes: Refreshes;
  readonly languages: Languages;
  /** What those may see who are told. */
  readonly scope: Scope;
  /** Puts it where maintainers read it. */
  readonly tell: (refreshed: Refreshed, language: Answer['language']) => Promise<void>;
  readonly log: Logger;
};

/** Tells what refreshes changed and why they failed; the same failure once, however often it is met. */
export function announceRefreshes({ refreshes, languages, scope, tell, log }: NoticeParts): void {
  let lastFailure: string | null = null;
  const announce = async (refreshed: Refreshed): Promise<void> => {
    if (refreshed.outcome === 'unchanged') return;
    const failure = refreshed.outcome === 'rebuilt' ? null : refreshed.reason;
    if (failure !== null && failure === lastFailure) return;
    lastFailure = failure;
    await tell(refreshed, await languages.ofDocuments(scope));
  };
  refreshes.on('refreshed', (refreshed) => {
    announce(refreshed).catch((err: unknown) => log.error({ err }, 'a refresh was not announced'));
  });
}
