import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer.ts';
import type { Scope } from '../../src/question.ts';
import { within } from '../../src/scope.ts';
import { contentOf, indexOf } from '../support/indexes.ts';
import { TODAY } from '../support/questions.ts';

const FILES = {
  'hr/leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave a year.\n',
  'hr/pay.md':
    '---\naudience: internal\n---\n# Pay rules\n\nProject Marigold pays a bonus of nine percent.\n',
  'it/leave.txt': 'Laptop rules\n\nLaptops of staff on paid leave stay in the office.\n',
};
const PUBLIC: Scope = { internal: false };

describe('a scope', () => {
  it('leaves an index as if there were no other documents', async () => {
    const { 'hr/pay.md': _, ...shown } = FILES;
    const { id: _id, seeds: _seeds, ...restricted } = await within(await indexOf(FILES), PUBLIC);
    const alone = await indexOf(shown);
    expect(contentOf({ ...alone, ...restricted })).toEqual(contentOf(alone));
    expect([...restricted.documents.keys()]).toEqual([...alone.documents.keys()]);
  });

  it('betrays nothing of what may not be seen, not even that a word is known', async () => {
    const whole = await indexOf(FILES);
    const ask = async (text: string, scope: Scope) =>
      answerQuestion({ text, history: [] }, await within(whole, scope), TODAY);
    expect(await ask('How large is the Marigold bonus?', { internal: true })).toMatchObject({
      kind: 'cited',
    });
    const refusal = await ask('How large is the Marigold bonus?', PUBLIC);
    expect(refusal).toMatchObject({ kind: 'none', reason: 'unknown-words', documents: 2, indexId: whole.id });
    expect(refusal.unknownWords.map(({ text }) => text)).toContain('Marigold');
    expect((await ask('Who pays for Marigols?', PUBLIC)).unknownWords[0]?.suggestions).toEqual([]);
  });

  it('reaches one document, or some folders', async () => {
    const whole = await indexOf(FILES);
    const quoted = async (scope: Scope): Promise<string[]> => {
      const question = { text: 'What about staff on paid leave?', history: [], top: 9 };
      const answer = answerQuestion(question, await within(whole, scope), TODAY);
      return answer.kind === 'cited' ? answer.citations.map(({ document }) => document.path) : [];
    };
    expect(new Set(await quoted(PUBLIC))).toEqual(new Set(['hr/leave.txt', 'it/leave.txt']));
    expect(new Set(await quoted({ ...PUBLIC, document: 'it/leave.txt' }))).toEqual(new Set(['it/leave.txt']));
    expect(new Set(await quoted({ ...PUBLIC, collections: ['hr'] }))).toEqual(new Set(['hr/leave.txt']));
    expect(await quoted({ ...PUBLIC, collections: ['h'] })).toEqual([]);
  });
});
