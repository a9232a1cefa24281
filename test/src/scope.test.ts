import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerQuestion } from '../../src/answer.ts';
import type { Question } from '../../src/question.ts';
import { admits, EVERYTHING, PUBLIC, type Scope, strictest, within } from '../../src/scope.ts';
import { findableIn, indexOf } from '../support/indexes.ts';
import { TODAY } from '../support/questions.ts';

const FILES = {
  'hr/leave.txt': 'Leave rules\n\nStaff have thirty days of paid leave a year.\n',
  'hr/pay.md':
    '---\naudience: internal\n---\n# Pay rules\n\nProject Marigold pays a bonus of nine percent.\n',
  'it/leave.txt': 'Laptop rules\n\nLaptops of staff on paid leave stay in the office.\n',
};

describe('a scope', () => {
  it('leaves an index as if there were no other documents', async () => {
    const { 'hr/pay.md': _, ...shown } = FILES;
    const restricted = await within(await indexOf(FILES), PUBLIC);
    const alone = await indexOf(shown);
    expect(findableIn(restricted)).toEqual(findableIn(alone));
    expect([...restricted.documents.keys()]).toEqual([...alone.documents.keys()]);
  });

  it('cannot be forgotten', async () => {
    const whole = await indexOf(FILES);
    // @ts-expect-error an index of which nobody has said who may see it answers nobody
    const answer = (): Promise<Answer> => answerQuestion({ text: 'leave', history: [] }, whole, TODAY);
    // @ts-expect-error a question without a scope is none
    const question: Question = { text: 'leave', history: [] };
    expect([answer, question]).toHaveLength(2);
  });

  it('betrays nothing of what may not be seen, not even that a word is known', async () => {
    const whole = await indexOf(FILES);
    const ask = async (text: string, scope: Scope) =>
      answerQuestion({ text, history: [] }, await within(whole, scope), TODAY);
    expect(await ask('How large is the Marigold bonus?', EVERYTHING)).toMatchObject({
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
      const answer = await answerQuestion(question, await within(whole, scope), TODAY);
      return answer.kind === 'cited' ? answer.citations.map(({ document }) => document.path) : [];
    };
    expect(new Set(await quoted(PUBLIC))).toEqual(new Set(['hr/leave.txt', 'it/leave.txt']));
    expect(new Set(await quoted({ ...PUBLIC, document: 'it/leave.txt' }))).toEqual(new Set(['it/leave.txt']));
    expect(new Set(await quoted({ grants: [{ internal: false, collections: ['hr'] }] }))).toEqual(
      new Set(['hr/leave.txt']),
    );
    expect(await quoted({ grants: [{ internal: false, collections: ['h'] }] })).toEqual([]);
  });

  it('knows of the glossary what the documents it reaches say', async () => {
    const glossary = '- [Project Marigold, falcon bonus]\n- [paid leave, vacation]\n';
    const whole = await indexOf({ ...FILES, 'glossary.yaml': glossary });
    const ask = async (text: string, scope: Scope) =>
      answerQuestion({ text, history: [] }, await within(whole, scope), TODAY);
    expect(await ask('How large is the falcon bonus?', EVERYTHING)).toMatchObject({ kind: 'cited' });
    const unknown = (await ask('How large is the falcon bonus?', PUBLIC)).unknownWords;
    expect(unknown.map(({ text }) => text)).toEqual(['falcon', 'bonus']);
    expect(await ask('How much vacation a year?', PUBLIC)).toMatchObject({ kind: 'cited' });
  });
});

const folder = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
  .map((names) => names.join('/'));
const collections = fc.option(fc.array(folder, { minLength: 1, maxLength: 3 }), { nil: undefined });
const scope: fc.Arbitrary<Scope> = fc.record({
  grants: fc.array(fc.record({ collections, internal: fc.boolean() }), { maxLength: 3 }),
  document: fc.option(
    folder.map((path) => `${path}/d.txt`),
    { nil: undefined },
  ),
});

describe('the strictest of two scopes', () => {
  it('admits what both admit, and nothing else', () => {
    const document = fc.record({
      path: folder.map((path) => `${path}/d.txt`),
      audience: fc.constantFrom('public', 'internal'),
    });
    fc.assert(
      fc.property(scope, scope, document, (one, other, each) => {
        expect(admits(strictest(one, other), each)).toBe(admits(one, each) && admits(other, each));
      }),
      { numRuns: 1_000 },
    );
  });
});
