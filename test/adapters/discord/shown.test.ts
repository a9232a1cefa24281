import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boldIn,
  linksIn,
  quotesIn,
  shownBy,
  shownOf,
  surprisesIn,
  textsOf,
} from '../../support/discord-shown.ts';

describe('markdown is shown', () => {
  test.each([
    ['**a** *b* _c_ __d__ ~~e~~ `f`', 'a b c d e f'],
    ['***a*** __*b*__ **a *b* c**', 'a b a b c'],
    ['||ab||', '██'],
    ['snake_case_name', 'snake_case_name'],
    ['a_b_ c', 'ab c'],
    ['_中_文', '中文'],
    ['2*3*4', '234'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['* a', '• a'],
    ['**', '**'],
    ['a ** b ** c', 'a  b  c'],
    ['`*a*` ``b`c``', '*a* b`c'],
    ['```js\na *b*\n```\nc', 'a *b*\nc'],
    ['```a```', 'a'],
    ['```\n\na\n\n```', 'a'],
    ['x ```a``` y', 'x \na\n y'],
    ['# a\nb\n## c #\n#### d', 'a\nb\nc\n#### d'],
    ['#a', '#a'],
    ['-# a\nb', 'a\nb'],
    ['> a\n> b\nc', 'a\nb\nc'],
    ['>a', '>a'],
    ['>>> a\n\nb', 'a\n\nb'],
    ['x > a', 'x > a'],
    ['- a\n  - b', '• a\n  • b'],
    ['1. a\n3. b\n\n7. c', '1. a\n2. b\n\n7. c'],
    ['5. a\n1. b', '5. a\n6. b'],
    ['1) a', '1) a'],
    ['1.5 a', '1.5 a'],
    ['a - b', 'a - b'],
    ['[a](https://b.c) [d](e) [f] (g)', 'a [d](e) [f] (g)'],
    ['[a](<https://b.c> "t")', 'a'],
    ['<https://a.b/c_d_e> https://a.b/c_d_e.', 'https://a.b/c_d_e https://a.b/c_d_e.'],
    ['https://a.b/\\_c', 'https://a.b/\\_c'],
    ['<a@b.cd> a@b.cd', 'a@b.cd a@b.cd'],
    ['\\*a\\* \\\\ \\a \\# \\<@1>', '*a* \\ \\a # <@1>'],
    ['\\# a', '# a'],
    ['1\\. a', '1. a'],
    ['\\- a', '- a'],
    ['\\> a', '> a'],
    ['**a\\*\\*b**', 'a**b'],
    ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
    ['<@11> <@!11> <#11> <@&11> </ask:11>', '⟦@11⟧ ⟦@!11⟧ ⟦#11⟧ ⟦@&11⟧ ⟦/ask:11⟧'],
    ['@everyone @here', '@everyone @here'],
    ['<t:0:R> <t:0>', '⟦time 0:R⟧ ⟦time 0⟧'],
    ['<:a:1> <a:a:1> :a: 10:30:45', '🖼 🖼 🖼 1045'.replace('1045', '10🖼45')],
    ['< a > & &amp;', '< a > & &amp;'],
    ['a\r\nb\u0000c', 'a\nbc'],
    ['  a\n\n\nb  ', 'a\n\n\nb'],
  ])('%j', (markdown, expected) => {
    expect(shownOf(markdown)).toBe(expected);
  });

  test('as it is if there is nothing in it to mark', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N} ,;?!%]*$/u), (text) => {
        expect(shownOf(text)).toBe(text.trim());
      }),
    );
  });

  test('as it is if every sign is escaped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c*_~`|>#<@:[\]()\\ \n.+-]*$/), (text) => {
        expect(shownOf(text.trim().replace(/[^0-9A-Za-z\s]/g, '\\$&'))).toBe(text.trim());
      }),
    );
  });

  test('without an end to it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\*\*|[*_~`|>#<@:[\]()\\ \na-])*$/), (text) => {
        expect(typeof shownOf(text)).toBe('string');
      }),
    );
  });
});

describe('a message', () => {
  const message = {
    content: '',
    components: [
      {
        type: ComponentType.Container,
        components: [
          { type: ComponentType.TextDisplay, content: '> the **budget** is\n> 5 %\n[Plan](https://a.b/c)' },
          { type: ComponentType.Separator },
          {
            type: ComponentType.Section,
            components: [{ type: ComponentType.TextDisplay, content: '```\ncode\n``` <t:1>' }],
            accessory: { type: ComponentType.Button, label: '*More*' },
          },
        ],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.Button, label: 'Good' },
          { type: ComponentType.Button, label: 'Bad' },
        ],
      },
    ],
  };

  test('is shown whole', () => {
    expect(shownBy(message)).toBe('the budget is\n5 %\nPlan\ncode\n ⟦time 1⟧\n*More*\nGood | Bad');
    expect(textsOf(message)).toHaveLength(2);
  });

  test('is asked for what is in it', () => {
    expect(quotesIn(message)).toEqual(['the budget is\n5 %', 'code']);
    expect(boldIn(message)).toEqual(['budget']);
    expect(linksIn(message)).toEqual([{ text: 'Plan', url: 'https://a.b/c' }]);
    expect(surprisesIn(message)).toEqual([{ type: 'time', text: '1' }]);
  });

  test('of the first kind is shown with its embeds', () => {
    const embeds = [
      { title: 'T', description: '**d**', fields: [{ name: 'n', value: '_v_' }], footer: { text: 'f' } },
    ];
    expect(shownBy({ content: 'c', embeds })).toBe('c\nT\nd\nn\nv\nf');
  });
});
