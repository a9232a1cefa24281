import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startsListItem } from '../../../index/readers/layout.ts';
import { linesOf, trim } from '../../../index/readers/lines.ts';
import { findBlocks } from '../../../index/readers/plain-layout.ts';
import { readText } from '../../../index/readers/text.ts';
import { readSeeds } from '../../../index/seeds.ts';
import { SEEDS_DIR } from '../../support/folders.ts';
import { treeOf } from '../../support/readings.ts';
import { anyText, between, textsOf } from '../../support/texts.ts';

const BODY = 'The province issued a plan for the digital economy. It has five parts.';

function layoutOf(text: string): string[] {
  return findBlocks(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('linesOf', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['NEL', '\u0085'],
    ['line separators', '\u2028'],
    ['form feeds', '\f'],
  ])('tells lines and the gaps between them, with %s', (_name, br) => {
    const text = ['', ' one ', 'two', ' \t', '', 'three'].join(br);
    const { lines } = linesOf(text);
    expect(lines.map(({ said, isAfterGap }) => [said, isAfterGap])).toEqual([
      ['one', true],
      ['two', false],
      ['three', true],
    ]);
    expect(textsOf(text, lines)).toEqual(['one', 'two', 'three']);
  });

  it('finds none in white space', () => {
    expect(linesOf(' \n\u00a0\n').lines).toEqual([]);
  });
});

describe('trim', () => {
  it('takes white space off both ends, no-break and ideographic spaces too', () => {
    expect(trim('\u3000 a b\u00a0\n', { start: 0, end: 7 })).toEqual({ start: 2, end: 5 });
  });

  it('makes an empty span of white space', () => {
    const { start, end } = trim('a   b', { start: 1, end: 4 });
    expect(end - start).toBe(0);
  });
});

describe('startsListItem', () => {
  it.each(['- a', '• a', '(a) b', '(iv) b', '2. b', '12) b', 'c. d', '三、b', '（一）b'])(
    'knows %s',
    (line) => expect(startsListItem(line)).toBe(true),
  );

  it.each(['a b', '-5 degrees', '2022. A year', '3.5 percent', 'No. 5', '三五年'])(
    'does not take %s for one',
    (line) => expect(startsListItem(line)).toBe(false),
  );
});

describe('findBlocks', () => {
  it('takes the headline for the title, and the site name above it for furniture', () => {
    expect(layoutOf(`Knowing All about Hunan\n\nPlan unveiled\n\nUpdated:2022-07-15\n\n${BODY}`)).toEqual([
      'furniture: Knowing All about Hunan',
      'title: Plan unveiled',
      'metadata: Updated:2022-07-15',
      `body: ${BODY}`,
    ]);
  });

  it('takes the first heading for the title where no stamp stands below one', () => {
    expect(layoutOf(`Home > News\n\n2022-07-15\n\nPlan unveiled\n\nGoals\n\n${BODY}`)).toEqual([
      'furniture: Home > News',
      'metadata: 2022-07-15',
      'title: Plan unveiled',
      'heading: Goals',
      `body: ${BODY}`,
    ]);
  });

  it('finds no title where the text begins at once', () => {
    expect(layoutOf(`${BODY}\n\nGoals\n\n${BODY}`)).toEqual([
      `body: ${BODY}`,
      'heading: Goals',
      `body: ${BODY}`,
    ]);
  });

  it('takes the headings of a Chinese text for what they are', () => {
    expect(
      layoutOf(
        '数字湖南建设规划\n\n发布时间：2022年7月15日\n\n一、总体要求\n\n到2025年，建成数字湖南。\n\n责任编辑：张三',
      ),
    ).toEqual([
      'title: 数字湖南建设规划',
      'metadata: 发布时间：2022年7月15日',
      'heading: 一、总体要求',
      'body: 到2025年，建成数字湖南。',
      'metadata: 责任编辑：张三',
    ]);
  });

  it('parts headings and furniture from the lines right below them', () => {
    expect(layoutOf(`Updated:2022-07-15\nPlan unveiled\n${BODY}\n${BODY}`)).toEqual([
      'metadata: Updated:2022-07-15',
      'title: Plan unveiled',
      `body: ${BODY}\n${BODY}`,
    ]);
  });

  it('hangs the items of a list on its introduction', () => {
    const text = `${BODY}\n\nThe plan has these goals\n- roads\n- data`;
    expect(treeOf(readText(Buffer.from(text)))).toEqual([
      `paragraph: ${BODY}`,
      'paragraph: The plan has these goals',
      '  item: - roads',
      '  item: - data',
    ]);
  });

  it('takes a long run of short lines for a list, not for headings', () => {
    const items = ['Roads', 'Data', 'Schools', 'Hospitals', 'Villages'];
    expect(layoutOf([BODY, ...items, BODY].join('\n\n'))).toEqual(
      [BODY, ...items, BODY].map((text) => `body: ${text}`),
    );
    expect(layoutOf([BODY, 'Roads', 'Data', BODY].join('\n\n'))).toEqual([
      `body: ${BODY}`,
      'heading: Roads',
      'heading: Data',
      `body: ${BODY}`,
    ]);
  });

  it('takes a short line that nothing follows for text', () => {
    expect(layoutOf(`${BODY}\n\nThe End`)).toEqual([`body: ${BODY}`, 'body: The End']);
  });

  it.each([
    ['ends like a sentence', 'We will build.'],
    ['ends in a colon', 'The goals are:'],
    ['begins in lower case', 'and so on'],
    [
      'has many words',
      'One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
    ],
    ['is long', `Digital${'digital'.repeat(14)}`],
    ['is an item of a list', '- Roads'],
    ['has no letters but digits', '2025'],
  ])('takes a line for text if it %s', (_why, line) => {
    expect(layoutOf(`${BODY}\n\n${line}\n\n${BODY}`)[1]).toBe(`body: ${line}`);
  });

  it('parts the shipped pages as a reader would', async () => {
    const { documents } = await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: 1_000_000 });
    const furniture = documents.map(({ text, blocks }) =>
      textsOf(
        text,
        blocks.filter((block) => block.kind === 'furniture' || block.kind === 'metadata'),
      ),
    );
    expect(furniture).toEqual([
      ['Knowing All about Hunan', 'Updated:2022-07-15 11:17:01'],
      ['Knowing All about Hunan', 'Updated:2021-12-14 15:32:50', 'Translator: Xiao Juan'],
      ['Post a Comment'],
      [
        '大河号 > 正文',
        '2023年01月29日 10510',
        'Click on the video above',
        'The new venue of Henan Science and Technology Museum. [Photo provided to dahe.cn]',
        'Staff members are busy working in an electronic information industry park in Xuchang. [Photo provided to dahe.cn]',
        'A technician is busy assembling a hydrogen motor in Luoyang. [Photo provided to dahe.cn]',
        '我来说两句 0条评论 0人参与,',
      ],
      ['PHP Code Snippets Powered By :'],
    ]);
    const [, , , henan] = documents;
    expect(
      textsOf(henan?.text ?? '', henan?.blocks.filter((block) => block.kind === 'heading') ?? []),
    ).toEqual([
      'NB: This is not a word-for-word transcript',
      'Building a Digital Society',
      'Accelerating the development of new smart cities',
      'Promoting the building of the digital countryside',
      'Offering new services for the digital life',
    ]);
  });

  it('never overlaps and leaves nothing but white space out, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const blocks = findBlocks(text);
        expect(between(text, blocks).join('').trim()).toBe('');
        for (const block of textsOf(text, blocks)) expect(block).toBe(block.trim());
      }),
    );
  });

  it('finds one title at most, and only furniture in front of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kinds = findBlocks(text).map((block) => block.kind);
        const title = kinds.indexOf('title');
        expect(kinds.lastIndexOf('title')).toBe(title);
        expect(kinds.slice(0, Math.max(title, 0)).every((kind) => kind === 'furniture')).toBe(true);
      }),
    );
  });
});

it('parts a headline from the stamp right below it', () => {
  const kinds = findBlocks(
    'Plan unveiled\nUpdated:2022-07-15\nThe city will build a network for everyone this year.\n',
  ).map(({ kind }) => kind);
  expect(kinds).toEqual(['title', 'metadata', 'body']);
});
