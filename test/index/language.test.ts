import { expect, it } from 'vitest';
import { detectLanguage } from '../../index/language.ts';

it.each([
  ['en', 'The province issued a plan for the digital economy, and it has five parts.'],
  ['zh', '湖南省近日印发数字湖南建设规划，提出五项任务。'],
  ['fr', 'Le gouvernement a décidé de créer une stratégie numérique pour les régions.'],
  ['und', '12 345 — 6.7'],
])('tells %s by the words', (language, text) => expect(detectLanguage(text)).toBe(language));

it('looks at the beginning of a long text only', () => {
  const english = 'The province issued a plan for the digital economy. '.repeat(100);
  expect(detectLanguage(english + '湖南省近日印发数字湖南建设规划。'.repeat(10_000))).toBe('en');
});
