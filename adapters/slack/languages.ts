import { LRUCache } from 'lru-cache';
import type { Answer } from '../../src/answer.ts';
import type { Bot } from '../../src/bot.ts';

type Language = Answer['language'];

const MAX_PEOPLE = 10_000;

/**
 * What the bot speaks where no question tells. Slack gives away a person's own language only with a scope that opens
 * everybody's profile, so it is the one they last asked in, since the start, else that of most documents.
 */
export type Languages = {
  readonly noted: (user: string, language: Language) => void;
  readonly of: (user: string) => Promise<Language>;
  /** For everybody. */
  readonly ofDocuments: () => Promise<Language>;
};

export function createLanguages(bot: Bot): Languages {
  const spoken = new LRUCache<string, Language>({ max: MAX_PEOPLE });
  const ofDocuments = async (): Promise<Language> => {
    const sources = await bot.sources();
    const chinese = sources.filter(({ language }) => language.startsWith('zh'));
    return 2 * chinese.length > sources.length ? 'zh' : 'en';
  };
  return {
    noted: (user, language) => void spoken.set(user, language),
    of: async (user) => spoken.get(user) ?? ofDocuments(),
    ofDocuments,
  };
}
