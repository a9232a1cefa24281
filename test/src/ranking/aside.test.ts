import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAside } from '../../../src/ranking/aside.ts';
import { anyText } from '../../support/texts.ts';

function asideOf(message: string): string[] {
  return findAside(message).map(({ start, end }) => message.slice(start, end).trim());
}

describe('findAside', () => {
  it.each([
    ['I am a student. Can I get a grant?', ['I am a student.']],
    ['Can I get a grant? I am a student.', ['I am a student.']],
    ['我是学生。可以申请补助吗？', ['我是学生。']],
    ['Can I get a grant?', []],
    [
      'My professor wants a summary, so could you tell me how many parts it has',
      ['My professor wants a summary,'],
    ],
    ['I am writing a paper… how long is it?', ['I am writing a paper…']],
    ['In the park, how many oaks are there?', []],
    ['I live abroad, in Kent', []],
    ['I don’t care what it costs, where do cars stand?', ['I don’t care what it costs,']],
    ['I wonder how long it takes. Where do cars stand?', ['I wonder how long it takes.']],
    ['If I am ill for a day, do I need a note?', []],
    ['Parking, where can I do that?', []],
    ['my team covers both sites. how long is it open', ['my team covers both sites.']],
    ['What is the max. load?', []],
    ['student grant', []],
    ['We moved in May. It rained.', []],
  ])('of "%s" is what asks nothing', (message, aside) => {
    expect(asideOf(message)).toEqual(aside);
  });

  it('never is the whole of a message', () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const chars = findAside(message).reduce((sum, { start, end }) => sum + end - start, 0);
        expect(chars).toBeLessThan(Math.max(1, message.length));
      }),
    );
  });
});
