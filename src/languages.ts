import { LRUCache } from 'lru-cache';
import type { Answer } from './answer.ts';
import type { Bot } from './bot.ts';
import type { Scope } from './scope.ts';

type Language = Answer['language'];

const MAX_PEOPLE = 10_000;

/**
 * What the bot speaks where neither a question nor the platform tells: the language a person last asked in, since the
 * start, else that of most documents they may see.
 */
export type Languages = {
  readonly noted: (user: string, language: Language) => void;
  readonly of: (user: string, scope: Scope) => Promise<Language>;
  /** For all who may see these documents. */
  readonly ofDocuments: (scope: Scope) => Promise<Language>;
};

export function createLanguages(bot: Bot): Languages {
  const spoken = new LRUCache<string, Language>({ max: MAX_PEOPLE });
  const ofDocuments = async (scope: Scope): Promise<Language> => {
    const sources = await bot.sources(scope);
    const chinese = sources.filter(({ language }) => language.startsWith('zh'));
    return 2 * chinese.length > sources.length ? 'zh' : 'en';
  };
  return {
    noted: (user, language) => void spoken.set(user, language),
    of: async (user, scope) => spoken.get(user) ?? ofDocuments(scope),
    ofDocuments,
  };
}
