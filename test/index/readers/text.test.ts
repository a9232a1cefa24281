import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../index/readers/text.ts';
import { anyText } from '../../support/texts.ts';

const PAGE = `Knowing All about Hunan

Digital Hunan construction plan unveiled

Updated:2022-07-15 11:17:01

Hunan recently issued a plan on "Digital Hunan" until May 1, 2025. It has five parts.
`;

describe('readText', () => {
  it('finds the title and the date of a page', () => {
    const reading = readText(Buffer.from(PAGE));
    expect(reading).toMatchObject({
      text: PAGE,
      encoding: 'UTF-8',
      byteOrderMarkBytes: 0,
      description: { title: 'Digital Hunan construction plan unveiled', publishedOn: '2022-07-15' },
    });
    expect('blocks' in reading && reading.blocks.map((block) => block.kind)).toEqual([
      'furniture',
      'title',
      'metadata',
      'body',
    ]);
  });

  it.each([
    'Table of Contents',
    'Contents',
    'Last Revised',
    'DRAFT',
    'Version 2.1',
    'Page 1 of 9',
    'Home > Policies > Leave',
    'Confidential',
    '目录',
  ])('does not take “%s” for the title', (line) => {
    const text = `${line}\n\nLeave Policy\n\nEveryone has 25 days of leave. It is paid.\n`;
    expect(readText(Buffer.from(text))).toMatchObject({ description: { title: 'Leave Policy' } });
  });

  it.each([
    ['Adopted: 3 May 2010\nLast revised: 4 June 2024', '2024-06-04'],
    ['Last updated 4 June 2024', '2024-06-04'],
    ['Effective January 1, 2025', '2025-01-01'],
    ['Adopted by the Town Council on 3 May 2021', '2021-05-03'],
    ['施行日期：二〇二五年一月一日', '2025-01-01'],
  ])('finds the date in “%s”', (head, publishedOn) => {
    const text = `Leave Policy\n\n${head}\n\nEveryone has 25 days of leave since 1 May 2026. It is paid.\n`;
    expect(readText(Buffer.from(text))).toMatchObject({ description: { publishedOn } });
  });

  it.each([
    ['Issued by: the Registrar', 'the Registrar'],
    ['Issued by the Office of the Registrar', 'Office of the Registrar'],
    ['Adopted by the Town Council on 3 May 2021', 'Town Council'],
    ['发布单位：市文化局', '市文化局'],
  ])('finds who issued a document in “%s”', (head, issuer) => {
    const text = `Leave Policy\n\n${head}\n\nEveryone has 25 days of leave. It is paid.\n`;
    expect(readText(Buffer.from(text))).toMatchObject({ description: { issuer } });
  });

  it.each([
    [
      'LABORATORY MANUAL\nOffice of Environmental Health',
      'LABORATORY MANUAL',
      'Office of Environmental Health',
    ],
    ['Leave Policy\nSpringfield Town Council', 'Leave Policy', 'Springfield Town Council'],
    ['图书馆借阅办法\n\n某某市文化局', '图书馆借阅办法', '某某市文化局'],
  ])('tells who issued a document from what it is called: %s', (head, title, issuer) => {
    const text = `${head}\nRevision date: 12 May 2023\n\nWear goggles at all times. Ask for them.\n`;
    expect(readText(Buffer.from(text))).toMatchObject({ description: { title, issuer } });
  });

  it('takes no field of a head for the title, and finds the date among them', () => {
    const text =
      'IT Security Policy\n\nIssued by: Office of the Chief Information Officer\nDate: 2024-06-18\n\nPasswords have fourteen characters at least.\n';
    expect(readText(Buffer.from(text))).toMatchObject({
      description: {
        title: 'IT Security Policy',
        publishedOn: '2024-06-18',
        issuer: 'Office of the Chief Information Officer',
      },
    });
    const chinese =
      '差旅管理办法\n\n发文机关：财务部\n发布日期：2024年5月6日\n\n员工出差每天的住宿标准为五百元。\n';
    expect(readText(Buffer.from(chinese))).toMatchObject({
      description: { title: '差旅管理办法', publishedOn: '2024-05-06', issuer: '财务部' },
    });
  });

  it('finds the same in a file with CRLF line ends', () => {
    const text = PAGE.replaceAll('\n', '\r\n');
    expect(readText(Buffer.from(text))).toMatchObject({
      text,
      description: { title: 'Digital Hunan construction plan unveiled', publishedOn: '2022-07-15' },
    });
  });

  it('finds the same in a Chinese page in GB18030', () => {
    const text =
      '首页 > 新闻 > 正文\n\n数字湖南建设规划发布\n\n发布时间：2022年7月15日\n\n湖南省近日印发规划，提出五项任务。各市州要加强组织领导，落实工作责任。\n';
    expect(readText(iconv.encode(text, 'gb18030'))).toMatchObject({
      text,
      encoding: 'GB18030',
      description: { title: '数字湖南建设规划发布', publishedOn: '2022-07-15' },
    });
  });

  it('knows a date only as precisely as the page says it', () => {
    expect(readText(Buffer.from('The plan\n\nPublished: May 2021\n\nIt has five parts.'))).toMatchObject({
      description: { publishedOn: '2021-05' },
    });
  });

  it('takes no date from the sentences of the text', () => {
    const reading = readText(Buffer.from('The plan was issued on July 15, 2022. It has five parts.'));
    expect('description' in reading && reading.description).toEqual({});
  });

  it('keeps no-break spaces and all other characters as they are', () => {
    const text = 'The\u00a0plan\u3000has “five”\u200b parts.\r\n\r\n\tIt ends.\u2028';
    expect(readText(Buffer.from(text))).toMatchObject({ text });
  });

  it.each([
    ['empty', ''],
    ['only white space', ' \n\t\r\n\u00a0\u3000\n'],
    ['only a byte order mark', '\ufeff'],
  ])('refuses a file that is %s', (_what, text) => {
    expect(readText(Buffer.from(text))).toEqual({ refused: 'it holds no text' });
  });

  it('refuses NUL characters in an encoding where they are no NUL bytes by themselves', () => {
    expect(readText(Buffer.from('\ufeffa\0b'))).toEqual({
      refused: expect.stringContaining('NUL characters'),
    });
  });

  it('passes the reason of an encoding that cannot be told on', () => {
    expect(readText(Buffer.from('a\0b'))).toEqual({ refused: expect.stringContaining('NUL bytes') });
  });

  it('has a title only where a block of that kind holds it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = readText(Buffer.from(text));
        if ('refused' in reading) return;
        const titles = reading.blocks
          .filter((block) => block.kind === 'title')
          .map((block) => reading.text.slice(block.start, block.end));
        expect(titles).toEqual(reading.description.title === undefined ? [] : [reading.description.title]);
      }),
    );
  });
});
