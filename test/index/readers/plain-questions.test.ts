import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlocks } from '../../../index/readers/plain-layout.ts';
import { readText } from '../../../index/readers/text.ts';
import { treeOf } from '../../support/readings.ts';
import { between } from '../../support/texts.ts';

/** The tree of a text below the title, which all of these texts have. */
function below(...lines: string[]): string[] {
  const [, ...tree] = treeOf(readText(Buffer.from(['Town rules', '', ...lines].join('\n'))));
  return tree.map((block) => block.replace(/^ {2}/, '').replaceAll('\n', '⏎'));
}

describe('questions that are typed', () => {
  it.each([
    ['Q: How is it lit?', 'A: Turn the knob.'],
    ['Q. How is it lit?', 'A. Turn the knob.'],
    ['Question 3: How is it lit?', 'Answer: Turn the knob.'],
    ['问：怎么点火？', '答：转旋钮。'],
    ['Frage: Wie geht das?', 'Antwort: Am Knopf drehen.'],
    ['Myth: It lights itself.', 'Fact: It never does.'],
    ['How is it lit?', 'Turn the knob.'],
  ])('stand above their answers: %s', (question, answer) => {
    expect(below(question, answer, '', question, '', answer)).toEqual([
      `question: ${question}`,
      `  paragraph: ${answer}`,
      `question: ${question}`,
      `  paragraph: ${answer}`,
    ]);
  });

  it('may be numbered, and wrapped', () => {
    expect(
      below(
        '1. How is the boiler lit where the red knob is not',
        'to be found?',
        '',
        'Ask for it.',
        '',
        '2. How are bins emptied?',
        '',
        'On Mondays.',
      ),
    ).toEqual([
      'question 1.: 1. How is the boiler lit where the red knob is not⏎to be found?',
      '  paragraph: Ask for it.',
      'question 2.: 2. How are bins emptied?',
      '  paragraph: On Mondays.',
    ]);
  });

  it('are no list to go through, and no sentence of a text', () => {
    expect(below('1. Is the door shut?', '2. Is the light off?', '', 'Then go home.')).toEqual([
      'item 1.: 1. Is the door shut?',
      'item 2.: 2. Is the light off?',
      'paragraph: Then go home.',
    ]);
    expect(below('It is shut. Who has the key? The warden has it.')).toHaveLength(1);
  });
});

describe('footnotes that are typed', () => {
  it.each([
    ['paid[1]', '[1] Not for guests.', '1'],
    ['paid¹', '¹ Not for guests.', '1'],
    ['paid*', '* Not for guests.', '*'],
    ['paid1', '1 Not for guests.', '1'],
  ])('are called by %s', (called, note, label) => {
    expect(below(`It is ${called} by all.`, '', note)).toEqual([
      `paragraph: It is ${called} by all.`,
      `note ${label}: ${note}`,
    ]);
  });

  it('are none where nothing calls them', () => {
    expect(
      below('It is paid by all.', '', '1991 it was free.', '', '* Not for guests.', '* Not on Sundays.'),
    ).toEqual([
      'paragraph: It is paid by all.',
      'paragraph: 1991 it was free.',
      '  item: * Not for guests.',
      '  item: * Not on Sundays.',
    ]);
  });
});

it.each([
  ['items', '- a\n'],
  ['rows', 'a  b\n'],
  ['uneven rows', 'a | b\nc | d | e\n'],
  ['questions', 'How?\n'],
  ['numbers', 'text goes on\n1. a\n'],
  ['clauses', 'Section 1\n'],
  ['notes', 'a1\n\n1 b\n\n'],
  ['headings', 'Head\n\n'],
  ['openings', 'It is\n\nsmoke\n\n'],
])('takes time in proportion to %s', (_what, lines) => {
  expect(findBlocks(lines.repeat(20_000)).length).toBeGreaterThan(0);
});

it('leaves out nothing but white space, whatever is typed', () => {
  const line = fc.constantFrom(
    '- a',
    '1. b',
    '2. C',
    '(a) d',
    'A. B',
    'Section 2',
    'Q: e?',
    'A: f',
    'a  b',
    'a\tb',
    'a | b',
    '---',
    '===',
    'HEAD',
    'How?',
    '[1] g',
    'h[1].',
    '',
    '',
    '  i',
    'j;',
    '第一条 k',
    '目录',
    'x:',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const text = lines.join('\n');
      const blocks = findBlocks(text);
      expect(between(text, blocks).join('').trim()).toBe('');
      for (const [at, { parent }] of blocks.entries()) expect(parent).toBeLessThan(at);
    }),
    { numRuns: 500 },
  );
});
