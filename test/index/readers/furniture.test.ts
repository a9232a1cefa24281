import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRole, isStamp } from '../../../index/readers/furniture.ts';
import { readSeeds } from '../../../index/seeds.ts';
import { SEEDS_DIR } from '../../support/folders.ts';

const FURNITURE = {
  breadcrumbs: ['Home > News > Policy', 'Home » Policy', '大河号 > 正文', '首页 › 新闻'],
  menus: ['Home | News | About us | Contact', '首页｜新闻｜政策｜服务'],
  'share bars': [
    'Share | Facebook | Twitter',
    'Share this page on WeChat',
    'Print Email Tweet',
    '分享到：微信 微博',
  ],
  'photo captions': [
    'The new venue of the museum. [Photo provided to dahe.cn]',
    'A farm near Changsha (Photo by Li Ming)',
    'The bridge by night. (Image courtesy of the city)',
    '新馆外景。（新华社记者 张三 摄）',
    '长沙一景（图片来自网络）',
  ],
  'comment prompts': [
    'Post a Comment',
    'Leave a reply',
    'View all 12 comments',
    'No comments',
    '3 likes',
    '我来说两句 0条评论 0人参与,',
  ],
  credits: [
    'Translator: Xiao Juan',
    'Editor: Li Ming',
    'Source: Xinhua',
    'Translated by: Li',
    '责任编辑：张三',
    '来源：新华社',
  ],
  fields: [
    'Issued by: Finance Department',
    'Version: 2.1',
    'Owner: Facilities',
    '文号：湘政发〔2022〕1号',
    '发文机关：省政府',
  ],
  notices: [
    'PHP Code Snippets Powered By :',
    'Powered by WordPress',
    'All rights reserved.',
    '© 2022 Hunan',
    'Copyright 2022 dahe.cn',
  ],
  prompts: [
    'Click on the video above',
    'Read more',
    'Back to top',
    'Related articles',
    'Loading…',
    '点击查看视频',
  ],
  pages: ['Page 3 of 10', '- Page 4 -', '第 3 页 共 10 页'],
  ornaments: ['* * *', '----', '…', '|'],
};

const STAMPS = [
  'Updated:2022-07-15 11:17:01',
  'Last updated on: July 15, 2022',
  'Published: 15 July 2022 10:30 am',
  'Date: May 2021',
  '2022-07-15',
  'July 15, 2022 | 10:30 UTC',
  'Friday July 15, 2022',
  '2023年01月29日 10510',
  '2023年1月29日 星期日 阅读 10',
  '发布时间：2023年01月29日 10:00',
  '更新：2022年',
  'Last Updated 3 March 2025',
  'Effective January 1, 2025',
  'Effective date: 01/31/2025',
  'Adopted by the Town Council on May 5, 2020',
  '(Adopted by the Board of Trustees on 3 May 2021)',
  'Revised 03.05.2024',
  'Last revised: March 2024',
  'Date of last revision: 2024-05-01',
  'Most recently amended June 2, 2021.',
  'In force since 1 July 2022',
  'As of 30 June 2024',
  'Stand: 31.12.2024',
  '施行日期：2025年1月1日',
  '修订日期：二〇二四年五月一日',
];

const SAID = [
  'Hunan will share its data with Henan.',
  'The share of renewable energy rose to 30 percent.',
  'The plan was updated on July 15, 2022.',
  'The plan, published: July 15, 2022, has five parts.',
  'On July 15, 2022, the plan came out.',
  'The photo shows a new plant.',
  'Photos (and videos) of the work are on the site.',
  'Powered by coal, the old plant was shut down by the province in the year of 2020.',
  'Users can post a comment on each draft.',
  'Read a book to improve digital skills.',
  'The editor of the series, Li Ming, thanked everyone.',
  'The source of the funds is public.',
  'Growth was > 5 percent.',
  '编辑部位于长沙。',
  '来源可查、去向可追、责任可究。',
  '规划于2022年7月15日发布。',
  '2022年7月15日，湖南省印发规划。',
  'Effective January 1, 2025, all visitors must sign the book.',
  'Adopted children born after 1 May 2020 are covered.',
  '本办法自2025年1月1日起施行。',
  'Article X',
];

const isFurniture = (line: string): boolean => findRole(line) !== null;

describe('findRole', () => {
  it.each(['photo captions', 'credits', 'fields'] as const)(
    'takes %s for what a page says about itself',
    (what) => {
      expect(FURNITURE[what].map(findRole)).toEqual(FURNITURE[what].map(() => 'metadata'));
    },
  );

  it.each([...STAMPS, 'By Zhang San', 'by Jane Doe and John Roe'])(
    'takes %s for what a page says about itself',
    (line) => {
      expect(findRole(line)).toBe('metadata');
    },
  );

  it.each([
    'breadcrumbs',
    'menus',
    'share bars',
    'comment prompts',
    'notices',
    'prompts',
    'pages',
    'ornaments',
  ] as const)('takes %s for what every page has', (what) => {
    expect(FURNITURE[what].map(findRole)).toEqual(FURNITURE[what].map(() => 'furniture'));
  });

  it.each([
    'Home care services will expand.',
    'Previous plans failed.',
    'Close the digital divide.',
    'Search for tomorrow.',
    'Register all companies by 2025.',
    'Copyright law is to be revised in 2023.',
    'Next steps',
    'Search and rescue',
    'Sponsored research',
    'Menu of services',
    'By 2025',
    '字号越大越清楚，老年人阅读更方便。',
    '扫一扫即可办理业务，群众满意。',
  ])('leaves what documents say alone: %s', (line) => {
    expect(findRole(line)).toBeNull();
  });

  it('takes no longer over lines made to be hard', () => {
    const hard = [
      `${`a    >    `.repeat(6)}.`,
      `a${' '.repeat(9)}|`.repeat(7).slice(0, 79),
      `by ${'A'.repeat(76)}!`,
      `${'share '.repeat(13)}!`,
      `${'大 '.repeat(39)}!`,
      `copyright ${' '.repeat(60)}!`,
      `[${'photo '.repeat(45)}`,
    ];
    const started = performance.now();
    for (const line of hard) findRole(line);
    // Without backtracking it is a matter of microseconds; with it, of minutes.
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  for (const [what, lines] of Object.entries(FURNITURE))
    it.each(lines)(`takes ${what} for furniture: %s`, (line) => expect(isFurniture(line)).toBe(true));

  it.each(STAMPS)('takes a time stamp for furniture: %s', (line) => expect(isFurniture(line)).toBe(true));

  it.each(SAID)('leaves sentences that only mention such words alone: %s', (line) => {
    expect(isFurniture(line)).toBe(false);
  });

  it('takes a caption for furniture only up to 300 characters', () => {
    const mark = ' [Photo: Xinhua]';
    expect(isFurniture('a'.repeat(300 - mark.length) + mark)).toBe(true);
    expect(isFurniture('a'.repeat(301 - mark.length) + mark)).toBe(false);
  });

  it('takes a label for furniture only up to 80 characters', () => {
    expect(isFurniture(`Source: ${'a'.repeat(72)}`)).toBe(true);
    expect(isFurniture(`Source: ${'a'.repeat(73)}`)).toBe(false);
  });

  it('takes no sentence of the shipped documents for furniture', async () => {
    const { documents } = await readSeeds({ seedsDir: SEEDS_DIR, maxDocumentBytes: 1_000_000 });
    const sentences = documents.flatMap(({ text, blocks }) =>
      blocks
        .filter((block) => block.kind === 'body')
        .flatMap((block) => text.slice(block.start, block.end).match(/[^.]+\.?/g) ?? []),
    );
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((sentence) => isFurniture(sentence.trim()))).toEqual([]);
  });

  it('takes any line without letters and digits for furniture', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'*-_=|.…•·—#~<>()[] '), minLength: 1, maxLength: 20 }),
        (line) => {
          expect(isFurniture(line)).toBe(true);
        },
      ),
    );
  });
});

describe('isStamp', () => {
  it.each(STAMPS)('knows %s', (line) => expect(isStamp(line)).toBe(true));

  it.each([
    'Updated:',
    'Updated: yesterday',
    'Updated: 11:17',
    'July 2022',
    '2022年',
    'Source: Xinhua, July 15, 2022',
    'The plan of July 15, 2022',
    '2022年7月15日，湖南省印发规划。',
    'Effective January 1, 2025, all visitors must sign the book.',
    'Adopted children born after 1 May 2020 are covered.',
    '本办法自2025年1月1日起施行。',
    'Article X',
    `Updated:2022-07-15 ${'1'.repeat(80)}`,
  ])('does not take %s for one', (line) => expect(isStamp(line)).toBe(false));
});
