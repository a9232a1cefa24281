import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../index/readers/markdown.ts';
import { blocksOf } from '../../support/readings.ts';
import { anyText, between } from '../../support/texts.ts';

function read(markdown: string) {
  return readMarkdown(Buffer.from(markdown));
}

describe('readMarkdown', () => {
  it('gives the words without the marks of their markup', () => {
    const markdown = `# Leave Policy {#top}

Issued by: Human Resources Office
Date: 2024-05-06

Staff have **thirty** days of [paid *leave*](https://example.org) a year, see \`HR-7\`[^1].<br>It is ~~not~~ paid.

## Who is **entitled**

> Quoted [rules][r] &amp; ![a logo](x.png)more.

<!-- A remark. -->

<div><p>In <b>HTML</b>.</p></div>

\`\`\`sh
# no heading
\`\`\`

[r]: https://example.org/rules
[^1]: The code of the form.
`;
    const reading = read(markdown);
    expect(blocksOf(reading)).toEqual([
      ['title', 'Leave Policy'],
      ['metadata', 'Issued by: Human Resources Office'],
      ['metadata', 'Date: 2024-05-06'],
      ['body', 'Staff have thirty days of paid leave a year, see HR-7[1].\nIt is paid.'],
      ['heading', 'Who is entitled'],
      ['body', 'Quoted rules & more.'],
      ['body', 'In HTML.'],
      ['body', '# no heading'],
      ['body', '[1] The code of the form.'],
    ]);
    expect(reading).toMatchObject({
      encoding: null,
      description: {
        title: 'Leave Policy',
        issuer: 'Human Resources Office',
        publishedOn: '2024-05-06',
      },
    });
  });

  it('keeps lists and tables, a line for each item and row, with the words that open them', () => {
    const markdown = `Staff may:

1. ask
2. wait
   - a day,

     at most
   - [x] two days

| Level | Amount |
| --- | ---: |
| **A** | 100<br>yuan |
| B | |
`;
    expect(blocksOf(read(markdown))).toEqual([
      ['body', 'Staff may:\n1. ask\n2. wait\n  - a day,\n    at most\n  - [x] two days'],
      ['body', 'Level | Amount\nA | 100 yuan\nB |'],
    ]);
  });

  it.each([
    ['the only heading of the first level', '## Draft\n\n# Plan\n\n## Aims\n\nText.', 'Plan'],
    ['the first one of several', '# Plan\n\nText.\n\n# Annex\n\nText.', 'Plan'],
    ['the first heading where none is of the first level', '## Plan\n\nText.\n\n### Aims\n\nText.', 'Plan'],
    ['what the front matter says', '---\ntitle: The Plan\n---\n# Plan\n\nText.', 'The Plan'],
    ['none where headings stand below text', 'Text.\n\n## Aims\n\nText.', undefined],
  ])('takes for the title %s', (_what, markdown, title) => {
    const reading = read(markdown);
    expect('description' in reading && reading.description.title).toBe(title);
  });

  it('has sections, not titles, where the front matter gives the title and headings start at the first level', () => {
    expect(blocksOf(read('---\ntitle: Plan\n---\n# Aims\n\nText.\n\n# Means\n\nText.'))).toEqual([
      ['heading', 'Aims'],
      ['body', 'Text.'],
      ['heading', 'Means'],
      ['body', 'Text.'],
    ]);
  });

  it('reads a long text in sections, and none of them ends in a fence or loses a link', () => {
    const section = `## Section\n\nSee [the rules][r].\n\n~~~\n# code\n~~~\n\n${'Text of it. '.repeat(4_000)}\n\n`;
    const blocks = blocksOf(read(`${section.repeat(6)}[r]: https://example.org\n`));
    expect(blocks.filter(([kind]) => kind !== 'body').map(([, text]) => text)).toEqual(
      Array(6).fill('Section'),
    );
    expect(blocks.filter(([, text]) => text === 'See the rules.')).toHaveLength(6);
    expect(blocks.filter(([, text]) => text === '# code')).toHaveLength(6);
  });

  it.each([
    ['nothing', ''],
    ['front matter alone', '---\ntitle: Plan\n---\n'],
    ['a remark alone', '<!-- Text. -->'],
  ])('refuses a file of %s', (_what, markdown) => {
    expect(read(markdown)).toEqual({ refused: 'it holds no text' });
  });

  it('makes of any text blocks that follow each other and are separated by white space alone', () => {
    const marks = fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '| ',
      '**',
      '`',
      '\n',
      '\n\n',
      '> ',
      '[',
      '](x)',
      '<b>',
      '---\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(marks, anyText), { maxLength: 30 }), (pieces) => {
        const reading = read(pieces.join(''));
        if ('refused' in reading) return;
        expect(between(reading.text, reading.blocks).join('').trim()).toBe('');
      }),
    );
  });
});

describe('front matter', () => {
  it('says of the document, in words, what it is asked about beside its name', () => {
    const fields = [
      'title: Leave policy',
      'issuer: Town Hall',
      'date: 2025-03-02',
      'owner: People Team',
      'review_date: 2026-01-31',
      'lastReviewed: 2025-01-30',
      'version: "3.2"',
      'approvers: [Ada Moor, Bo Ring]',
      'draft: false',
      'menu: { weight: 3 }',
      'layout: page',
      'weight: 3',
      'summary:',
    ];
    const reading = read(`---\n${fields.join('\n')}\n---\n# Leave policy\n\nStaff have thirty days.\n`);
    expect(blocksOf(reading)).toEqual([
      ['metadata', 'issuer: Town Hall'],
      ['metadata', 'date: 2025-03-02'],
      ['metadata', 'owner: People Team'],
      ['metadata', 'review date: 2026-01-31'],
      ['metadata', 'last reviewed: 2025-01-30'],
      ['metadata', 'version: 3.2'],
      ['metadata', 'approvers: Ada Moor, Bo Ring'],
      ['title', 'Leave policy'],
      ['body', 'Staff have thirty days.'],
    ]);
  });

  it('describes the document; what plancite has no use for is passed over', () => {
    const markdown = `---
Title: "Leave: rules"
issuer: Human Resources
jurisdiction: Hunan
topic: leave
date: 2024-05
source: https://example.org/leave
language: en
audience: Internal
aliases: [days off, 休假规定]
layout: page
draft: no
---
Staff have thirty days.
`;
    expect(read(markdown)).toMatchObject({
      text: 'issuer: Human Resources\n\ndate: 2024-05\n\nStaff have thirty days.',
      description: {
        title: 'Leave: rules',
        issuer: 'Human Resources',
        jurisdiction: 'Hunan',
        topic: 'leave',
        publishedOn: '2024-05',
        source: 'https://example.org/leave',
        language: 'en',
        audience: 'internal',
        aliases: ['days off', '休假规定'],
      },
    });
  });

  it.each([
    ['a time behind its date', 'date: 2024-05-06 10:30:00 +0800', { publishedOn: '2024-05-06' }],
    ['one alias without a list', 'aliases: days off', { aliases: ['days off'] }],
    ['a field without a value', 'title:\nissuer: HR', { issuer: 'HR' }],
    ['Windows line ends', 'issuer: HR\r', { issuer: 'HR' }],
    ['nothing', '# a remark', {}],
  ])('may have %s', (_what, yaml, description) => {
    const reading = read(`---\n${yaml}\n---\nText of it.\n`);
    expect('description' in reading && reading.description).toEqual(description);
  });

  it.each([
    ['is no YAML', 'title: [', /^its front matter is no valid YAML \(/],
    [
      'has a key twice',
      'audience: internal\naudience: public',
      /^its front matter is no valid YAML \(Map keys must be unique/,
    ],
    ['has a key twice in two spellings', 'audience: internal\nAudience: public', /has "audience" twice/],
    ['has an unknown audience', 'audience: staff', /^its front matter is wrong: audience: /],
    ['has an audience left open', 'audience:', /^its front matter is wrong: audience: /],
    ['misspells the audience', 'audiance: internal', /has "audiance": did you mean "audience"\?/],
    ['has a wrong date', 'date: 6 May', /date: expected yyyy-mm-dd/],
    ['has a list for a title', 'title: [a, b]', /title: /],
    ['is a list', '- a\n- b', /is no list of "key: value" lines/],
    ['has an alias without an anchor', 'title: *a', /is no valid YAML/],
  ])('refuses the file if it %s', (_what, yaml, reason) => {
    expect(read(`---\n${yaml}\n---\n# Plan\n\nText.\n`)).toEqual({
      refused: expect.stringMatching(reason),
      mayRestrict: true,
    });
  });

  it('refuses the file if it is never closed', () => {
    expect(read('---\naudience: internal\n\n# Plan\n\nText.')).toEqual({
      refused: 'its front matter is opened by --- and never closed',
      mayRestrict: true,
    });
    expect(read('+++\ntitle = "a"\n')).toEqual({
      refused: 'its front matter is opened by +++ and never closed',
      mayRestrict: true,
    });
  });

  it.each([
    ['TOML', '+++\ntitle = "Plan"\naudience = "internal"\ndate = 2024-05-06\nweight = 3\n+++\n'],
    ['JSON', '{\n  "title": "Plan",\n  "audience": "internal",\n  "date": "2024-05-06",\n  "weight": 3\n}\n'],
  ])('may be %s', (_what, frontMatter) => {
    expect(read(`${frontMatter}\nText of it.\n`)).toMatchObject({
      text: 'date: 2024-05-06\n\nText of it.',
      description: { title: 'Plan', audience: 'internal', publishedOn: '2024-05-06' },
    });
  });

  it.each([
    ['TOML that is none', '+++\ntitle = \n+++\n', /^its front matter is no valid TOML \(/],
    [
      'an unknown audience in TOML',
      '+++\naudience = "staff"\n+++\n',
      /^its front matter is wrong: audience: /,
    ],
    ['a misspelt audience in JSON', '{\n"audiance": "internal"\n}\n', /did you mean "audience"/],
    ['JSON that is none', '{\n"audience": internal\n}\n', /^its front matter is no valid JSON \(/],
  ])('refuses %s', (_what, frontMatter, reason) => {
    expect(read(`${frontMatter}Text.`)).toEqual({
      refused: expect.stringMatching(reason),
      mayRestrict: true,
    });
  });

  it('is not what a rule above a text is', () => {
    expect(blocksOf(read('---\n\nText of it.'))).toEqual([['body', 'Text of it.']]);
  });
});
