import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../index/readers/markdown.ts';
import { treeOf } from '../../support/readings.ts';

function tree(markdown: string): string[] {
  return treeOf(readMarkdown(Buffer.from(markdown)));
}

const TITLED = [
  'heading: A',
  '  question: Check knots',
  '    paragraph: Both check knots.',
  '  paragraph: After.',
];
const WARNED = [
  'heading: A',
  '  question: Warning',
  '    paragraph: Both check knots.',
  '  paragraph: After.',
];
const PLAIN = ['heading: A', '  paragraph: Both check knots.', '  paragraph: After.'];

describe('a block that is set off, in the dialects of Markdown', () => {
  it.each([
    ['MkDocs', '!!! warning "Check knots"\n    Both check *knots*.\n', TITLED],
    ['MkDocs, folded', '??? note "Check knots"\n\n    Both check\n    knots.\n', TITLED],
    ['MkDocs, as a tab', '=== "Check knots"\n\n    Both check knots.\n', TITLED],
    ['MkDocs, without a title', '!!! warning\n\tBoth check knots.\n', WARNED],
    ['Docusaurus', ':::note Check knots\n\nBoth check knots.\n\n:::\n', TITLED],
    ['Docusaurus, in brackets', ':::danger[Check knots]\nBoth check knots.\n:::\n', TITLED],
    ['Docusaurus, without a title', ':::warning\nBoth check knots.\n:::\n', WARNED],
    ['Docusaurus, no warning', ':::info\nBoth check knots.\n:::\n', PLAIN],
    ['GitHub', '> [!WARNING]\n> Both check knots.\n', WARNED],
    ['GitHub, no warning', '> [!NOTE] Both check knots.\n', PLAIN],
    [
      'GitHub, as HTML',
      '<details>\n<summary>Check knots</summary>\n\nBoth check *knots*.\n\n</details>\n',
      TITLED,
    ],
    ['a component', '<Accordion title="Check knots">\nBoth check *knots*.\n</Accordion>\n', TITLED],
    ['a component without a title', '<Callout type="info">\n\nBoth check knots.\n\n</Callout>\n', PLAIN],
    ['Hugo', '{{< notice warning >}}\nBoth check knots.\n{{< /notice >}}\n', PLAIN],
    ['Liquid', '{% note %}\nBoth check knots.\n{% endnote %}\n', PLAIN],
  ])('keeps its label with its text: %s', (_what, block, expected) => {
    expect(tree(`# A\n\n${block}\nAfter.\n`)).toEqual(expected);
    expect(tree(`# A\r\n\r\n${block.replaceAll('\n', '\r\n')}\r\nAfter.\r\n`)).toEqual(expected);
  });

  it('may stand in another one, hold lists and code, and be none in code', () => {
    const markdown = `# A

!!! danger "Outer"
    Text.

    - item

    !!! danger "Inner"
        More.

            code

After.

\`\`\`
!!! danger "Code"
    :::
\`\`\`
`;
    expect(tree(markdown).map((line) => line.trimStart())).toEqual([
      'heading: A',
      'question: Outer',
      'paragraph: Text.',
      'item: - item',
      'question: Inner',
      'paragraph: More.',
      'verbatim: code',
      'paragraph: After.',
      'verbatim: !!! danger "Code"\n    :::',
    ]);
    expect(tree(markdown).slice(-2)).toEqual([
      '  paragraph: After.',
      '  verbatim: !!! danger "Code"\n    :::',
    ]);
  });
});

describe('what dialects of Markdown write in a line', () => {
  it.each([
    ['links of a wiki', 'See [[Leads|the lead]], [[Moor]] and [[1]](x).', 'See the lead, Moor and [1].'],
    ['embedded pages', 'Text.![[Map.png]]', 'Text.'],
    [
      'attributes',
      'A [link](x){:target="_blank"} and ![](y.png){width=50% .right} more{.small}.',
      'A link and more.',
    ],
    [
      'what a program fills in',
      'Staff have {{ days }} days and {{< param "hours" >}} hours.',
      'Staff have … days and … hours.',
    ],
    ['tags that fill in', 'Ask in the\n{% channel "help" %} channel.', 'Ask in the … channel.'],
    ['tags that direct', 'Text{% if x %} of it{% endif %}.', 'Text of it.'],
    [
      'targets that are filled in',
      'See [the *leave* page]({% page "leave" %}) and [that]({{< ref "x" >}}).',
      'See the leave page and that.',
    ],
    ['code, as it is', 'Write `{{ days }}` and `[[x]]`.', 'Write {{ days }} and [[x]].'],
    [
      'components',
      'The fee is <Fee group="adult" />{" "}for <Name>Jo</Name>.{/* old */}',
      'The fee is … for Jo.',
    ],
    ['what is struck out', 'At ~~nine~~ ten, ~one~ two, about ~5 of ~6.', 'At ten, two, about ~5 of ~6.'],
    ['raised and lowered text', 'CO~2~ 10^3^ 4<sup>2</sup>', 'CO₂ 10³ 4²'],
    ['changes', 'At {--nine--}{++ten++} {~~a~>b~~}{>>why<<} {==c==} ==d==.', 'At ten b c d.'],
    [
      'formulas',
      'If $a_1 * b_2$ and $c*d^2$ or \\$5 and $6 to $7.',
      'If $a_1 * b_2$ and $c*d^2$ or $5 and $6 to $7.',
    ],
    ['emphasis next to Chinese', '**重要：**请注意**“时间”**安排。', '重要：请注意“时间”安排。'],
    ['emoji', 'Meet :anchor: here.', 'Meet :anchor: here.'],
  ])('is read as a reader sees it: %s', (_what, markdown, text) => {
    expect(tree(`# A\n\n${markdown}\n`)).toEqual(['heading: A', `  paragraph: ${text}`]);
  });

  it('leaves nothing where it stands alone', () => {
    const alone = [
      'import Fee from "./fee"\nimport { a,\n b } from "x"',
      'export const meta = {\n  a: 1,\n}',
      '{{ generator:glossary }}',
      '{% include note.html %}',
      '{% comment %}\nOld.\n\nOlder.\n{% endcomment %}',
      '{/* old:\n\nolder */}',
      '<Fee group="adult" />',
      '[[_TOC_]]',
      '[TOC]',
      '<!-- remark -->',
      '{: .no_toc }',
    ];
    expect(tree(`# A\n\n${alone.join('\n\n')}\n\nText.`)).toEqual(['heading: A', '  paragraph: Text.']);
  });
});

describe('HTML in Markdown', () => {
  it('shows what a program fills in as Markdown does, but for code', () => {
    const markdown = `# A

<div>Waiters get {{ site.pay["x"] }} and {% rate "y" %} a day{% if a %}, and{# ? #} tips{% endif %}.</div>

<pre>{{ code }} {</pre>

<div>{% if a %}Cooks { get } more.</div>`;
    expect(tree(markdown)).toEqual([
      'heading: A',
      '  paragraph: Waiters get … and … a day, and tips.',
      '  verbatim: {{ code }} {',
      '  paragraph: Cooks { get } more.',
    ]);
  });

  it('is one with the Markdown around it', () => {
    expect(
      tree(`# A

<table>
  <tr>
   <td><strong>Request</strong>
   </td>
   <td>

**Team**

   </td>
  </tr>
  <tr>
   <td>Vendor *contract*

   </td>
   <td>Finance
<p>
Security

   </td>
  </tr>
</table>

<div markdown="1">
- [ ] a list
- [x] in it
</div>
`),
    ).toEqual([
      'heading: A',
      '  header: Request | Team',
      '    row: Vendor *contract* | Finance Security',
      '  item: - [ ] a list',
      '  item: - [x] in it',
    ]);
  });
});

it('reads definitions, abbreviations, notes and pictures', () => {
  expect(
    tree(`# A

Pitch fee
: The sum for a day.

*[HR]: Human Resources

Open at nine[^late] and ten[^1], see[^late]^[In words.].

![The entrance is behind the church](x.png)

![logo](y.png)

[^1]: In winter.
[^late]: On Sundays

    at eleven.

[^never]: Called by nobody.
`),
  ).toEqual([
    'heading: A',
    '  question: Pitch fee',
    '    paragraph: The sum for a day.',
    '  paragraph: HR: Human Resources',
    '  paragraph: Open at nine[1] and ten[2], see[1][3].',
    '  paragraph: The entrance is behind the church',
    'note 2: [2] In winter.',
    'note 1: [1] On Sundays',
    'note 1: at eleven.',
    'note 3: [3] In words.',
  ]);
});

it('keeps lines that each say something for themselves, and joins those that do not', () => {
  expect(
    tree('# A\n\nText that\nis wrapped.\n\nQ: Who pays?\nA: The town.\n\nMill Street 4  \nHenley\n'),
  ).toEqual([
    'heading: A',
    '  paragraph: Text that is wrapped.',
    '  question: Q: Who pays?',
    '    paragraph: A: The town.',
    '    paragraph: Mill Street 4\nHenley',
  ]);
});

it('takes no list of a page to its own places for text', () => {
  const reading = readMarkdown(
    Buffer.from('# A\n\n1. [Sick leave](#sick)\n2. [Other](#other)\n\n## Sick\n\nText.\n'),
  );
  expect('blocks' in reading && reading.blocks.map(({ kind }) => kind)).toEqual([
    'title',
    'furniture',
    'furniture',
    'heading',
    'body',
  ]);
});

it('reads blocks as deep as they are', () => {
  expect(tree(`${'> '.repeat(500)}deep`)).toEqual(['paragraph: deep']);
});

it('loses no word of a text without markup, whatever dialect its signs look like', () => {
  const sign = fc.constantFrom(
    ...['{', '}', '[', ']', '$', '~', '^', '=', ':', '!', '%', '*', ' ', '\n', '(', ')'],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(sign, fc.constantFrom('one', 'two')), { maxLength: 12 }), (pieces) => {
      // Inside of what opens and closes, words may be an instruction to a program.
      fc.pre(!/[{~]|\[\[|\]\(|\[[^\]]*\]:|\[\^/.test(pieces.join('')));
      const reading = readMarkdown(Buffer.from(`first ${pieces.join('')} last`));
      expect('text' in reading && reading.text.replace(/[^a-z]/g, '')).toBe(
        `first${pieces.join('').replace(/[^a-z]/g, '')}last`,
      );
    }),
  );
});
