import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linked } from '../../../adapters/discord/link.ts';
import { bold, code, escapeMarkdown } from '../../../adapters/discord/markdown.ts';
import { shownRuns, shownText } from '../../../adapters/discord/markdown-shown.ts';
import { quote, verbatim } from '../../../adapters/discord/quote.ts';
import { drawn } from '../../../src/drawn.ts';
import { shownLines } from '../../../src/shown-excerpt.ts';
import { linesIn } from '../../support/lines.ts';
import { anyText } from '../../support/texts.ts';

/** What Discord makes of markdown, by its support pages and bug reports; ￼ is a picture, a bullet or a name. */
const SHOWN: readonly [markdown: string, shown: string][] = [
  ['plain', 'plain'],
  ['**bold** *slanted* _slanted_ __under__ ~~struck~~ ***both***', 'bold slanted slanted under struck both'],
  ['\\*not slanted\\*', '*not slanted*'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['||hidden||', '\ufffc'],
  ['`code *x*` and ``a`b``', 'code *x* and a`b'],
  ['```\n  code\n\tx\n```', '  code\n\tx'],
  ['```js\ncode\n```', 'code'],
  ['# Heading\n## Next\n-# small', 'Heading\nNext\nsmall'],
  ['#no heading', '#no heading'],
  ['- a\n* b\n12. c', '\ufffca\n\ufffcb\n\ufffcc'],
  ['a - b', 'a - b'],
  ['> quote\n> more\nprose', 'quote\nmore\nprose'],
  ['>>> quote\nmore', 'quote\nmore'],
  ['a > b', 'a > b'],
  ['[text](https://example.org) [text](<https://example.org/a_b>)', 'text text'],
  ['[https://example.com](https://example.org)', '[https://example.com](https://example.org)'],
  ['[party 🎉](https://example.org)', '[party 🎉](https://example.org)'],
  ['[a\\*b](https://example.org)', 'a\\*b'],
  ['<https://example.org> https://example.org/a_b_c.', 'https://example.org https://example.org/a_b_c.'],
  ['<@1> <@!1> <@&1> <#1> </ask:1> <:e:1> <a:e:1> <t:1:R> <id:guide>', Array(9).fill('\ufffc').join(' ')],
  ['a < b > c', 'a < b > c'],
  ['@everyone @here \\@everyone', '\ufffc \ufffc @everyone'],
  [':smile: \\:smile:', '\ufffc :smile:'],
  ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
  ['a\\b \\\\ \\ c', 'a\\b \\ \\ c'],
  ['  lost  \n  spaces  ', 'lost\nspaces'],
];

/** How text is escaped, with nothing more than it takes. */
const ESCAPED: readonly [text: string, markdown: string][] = [
  ['Plain text (of 2024), 50 % - or so; “that” is it.', 'Plain text (of 2024), 50 % - or so; “that” is it.'],
  ['*a* _b_ ~~c~~ ||d|| `e`', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`'],
  ['# a\n-# b\n- c\n+ d\n12. e\n> f\n >>> g', '\\# a\n\\-# b\n\\- c\n\\+ d\n12\\. e\n\\> f\n \\>>> g'],
  ['<@1> </a:1> <t:1>', '\\<\\@1> \\</a\\:1> \\<t\\:1>'],
  ['[a](https://b.c)', '\\[a\\](https\\://b.c)'],
  [':a::b: at 10:30: yes', '\\:a\\:\\:b: at 10\\:30: yes'],
  ['@everyone, a@b.org', '\\@everyone, a\\@b.org'],
  ['Discord.gg/x discordapp.com/invite/x', 'Discord\\.gg/x discordapp\\.com/invite/x'],
  ['C:\\path ¯\\_(ツ)_/¯', 'C\\:\\\\path ¯\\\\\\_(ツ)\\_/¯'],
  ['™ © ❤️ 😀 1️⃣', '\\™ \\© \\❤️ 😀 1️⃣'],
];

describe('what Discord shows', () => {
  it.each(SHOWN)('of %j', (markdown, shown) => {
    expect(shownText(markdown)).toBe(shown);
  });

  it('of a quote and of bold words in it', () => {
    expect(shownRuns('> a **b**\nc').filter(({ in: place }) => place === 'quote')).toEqual([
      { text: 'a', in: 'quote', isBold: false },
      { text: ' ', in: 'quote', isBold: false },
      { text: 'b', in: 'quote', isBold: true },
      { text: '\n', in: 'quote', isBold: false },
    ]);
  });
});

describe('escaped text', () => {
  it.each(ESCAPED)('of %j', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
    expect(shownText(markdown)).toBe(text.trim().replace(/^ +/gm, ''));
  });

  it('is shown as it is, whatever it is, but for spaces around lines', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = drawn(text)
          .replaceAll('\t', ' ')
          .replace(/^[ \t]+|[ \t]+$/gm, '')
          .replace(/\n{3,}/g, '\n\n');
        expect(shownText(escapeMarkdown(drawn(text))).trim()).toBe(lines.trim());
      }),
    );
  });

  it('is in bold or code, whatever it is', () => {
    const name = fc.stringMatching(/^[!-~]{1,30}$/);
    fc.assert(
      fc.property(name, (text) => {
        expect(shownRuns(bold(text)).every(({ isBold }) => isBold)).toBe(true);
        expect(shownText(bold(text))).toBe(text);
        expect(shownText(code(text))).toBe(text);
      }),
    );
  });
});

describe('a quote', () => {
  it.each([
    ['Two words here.', '> Two **words** here.'],
    ['Two\nwords', '> Two\n> **words**'],
    ['a_b words *', '> a\\_b **words** \\*'],
    ['  words', '```\n  words\n```'],
    ['words\tand\tsums', '```\nwords\tand\tsums\n```'],
    ['words\n\nafter a blank line', '```\nwords\n\nafter a blank line\n```'],
    ['trailing words  ', '```\ntrailing words  \n```'],
    ['  words ```js\n', null],
    ['\nwords', null],
    ['half \ud83d words', null],
    ['', null],
  ])('of %j', (excerpt, markdown) => {
    const start = excerpt.indexOf('words');
    const highlights = start < 0 ? [] : [{ start, end: start + 5 }];
    expect(quote(shownLines({ excerpt, lines: linesIn(excerpt), highlights }))).toBe(markdown);
  });

  it('closes its bold words on every line', () => {
    const excerpt = 'ab\r\ncd e';
    const highlights = [{ start: 1, end: 6 }];
    expect(quote(shownLines({ excerpt, lines: linesIn(excerpt), highlights }))).toBe('> a**b**\n> **cd** e');
  });

  it('does without bold words that would not be shown', () => {
    const highlights = [
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ];
    expect(quote([{ text: 'ab', marked: highlights, depth: 0 }])).toBe('> ab');
  });

  it('has a counterpart for text that is none', () => {
    expect(verbatim([{ text: '# 1. <@1>', marked: [], depth: 0 }])).toBe('\\# 1. \\<\\@1>');
    expect(verbatim([{ text: ' a', marked: [], depth: 0 }])).toBe('```\n a\n```');
  });
});

describe('a link', () => {
  it.each([
    ['The Plan', 'https://example.org/a_b', '**[The Plan](<https://example.org/a_b>)**'],
    ['The Plan', 'https://example.org/a(b)*', '**[The Plan](<https://example.org/a%28b%29%2A>)**'],
    ['The Plan', 'https://example.org/<a b>', '**[The Plan](<https://example.org/%3Ca%20b%3E>)**'],
    ['The *Plan* 🎉', 'https://example.org/', '**The \\*Plan\\* 🎉** · [source](<https://example.org/>)'],
    ['1. Plan', 'https://example.org/', '**1\\. Plan** · [source](<https://example.org/>)'],
    ['https://a.bc', 'https://example.org/', '**https\\://a.bc** · [source](<https://example.org/>)'],
    ['The Plan', 'javascript:alert(1)', '**The Plan**'],
    ['The Plan', 'see the archive', '**The Plan**'],
    ['The Plan', `https://example.org/${'x'.repeat(999)}`, '**The Plan**'],
    ['The Plan', null, '**The Plan**'],
  ])('of “%s” to %s', (title, address, markdown) => {
    expect(linked(title, address, 'source')).toBe(markdown);
  });
});
