import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../index/readers/html.ts';
import { blocksOf, fixture } from '../../support/readings.ts';
import { anyText, between } from '../../support/texts.ts';

function read(html: string) {
  return readHtml(Buffer.from(html));
}

describe('readHtml', () => {
  it('reads what pandoc writes', () => {
    expect(blocksOf(readHtml(fixture('pandoc.html')))).toEqual([
      ['title', 'Travel Policy'],
      ['metadata', 'Issued by: Finance Office'],
      ['body', 'Staff who travel for work may claim:\n- the fare\n- a room\n  1. in town\n  2. out of town'],
      ['heading', 'Rates'],
      ['body', 'City | Rate\nChangsha | 500 yuan\nHengyang | 400 yuan'],
      ['body', 'Claims are due within thirty days.[1]'],
      ['body', '[1] Working days do not count.'],
    ]);
  });

  it('finds the content of a page, and leaves out what every page of its site has', () => {
    const html = `<!doctype html><html lang="zh-CN"><head><title>Plan - City portal</title>
<meta name="PubDate" content="2024-05-06 10:00:00"><meta name="DC.publisher" content="City Council">
<link rel="canonical" href="https://example.org/plan"><style>p{}</style></head>
<body><header><h1>City portal</h1></header><nav>Home</nav><div role="main"><h1>The plan</h1>
<p>Text &ldquo;of&rdquo;&nbsp;it.<p>More&#32;of it.<p hidden>Hidden.<p style="display: none">Hidden.
<aside>Aside</aside><script>script()</script><template><p>No</template><form><input><button>Go</button></form></div>
<footer>Contact</footer></body></html>`;
    expect(blocksOf(read(html))).toEqual([
      ['title', 'The plan'],
      ['body', 'Text “of”\u00a0it.'],
      ['body', 'More of it.'],
    ]);
    expect(read(html)).toMatchObject({
      encoding: null,
      description: {
        title: 'The plan',
        publishedOn: '2024-05-06',
        issuer: 'City Council',
        source: 'https://example.org/plan',
        language: 'zh',
      },
    });
  });

  it.each([
    [
      'the only article',
      '<div>Around.</div><article><header><h1>A</h1></header>Text.</article>',
      ['A', 'Text.'],
    ],
    [
      'all where there are several articles',
      '<article>One.</article><article>Two.</article>',
      ['One.', 'Two.'],
    ],
    [
      'all but the header and footer',
      '<header>Site</header><h1>A</h1>Text.<footer>Foot</footer>',
      ['A', 'Text.'],
    ],
    ['a header with the only title', '<header><h1>A</h1></header><p>Text.', ['A', 'Text.']],
    ['a page inside one big form', '<form><p>Text.</p><input value=x></form>', ['Text.']],
  ])('takes for the content %s', (_what, html, texts) => {
    expect(blocksOf(read(html)).map(([, text]) => text)).toEqual(texts);
  });

  it('keeps rows, line breaks, and text as it was typed', () => {
    const html = `<table><tr><td><h2>Laid out</h2><p>In a frame.</td></tr></table>
<table><caption>Rates</caption><tr><th>City<th>Rate<tr><td>Changsha<td>500<br>yuan</table>
<p>First line<br>second line<br><br>　　Next paragraph</p><pre>a
  b</pre><dl><dt>Term<dd>Meaning</dl><ol start=3><li>three</ol>`;
    expect(blocksOf(read(html)).map(([, text]) => text)).toEqual([
      'Laid out',
      'In a frame.',
      'Rates',
      'City | Rate\nChangsha | 500 yuan',
      'First line\nsecond line',
      'Next paragraph',
      'a\n  b',
      'Term\n  Meaning\n3. three',
    ]);
  });

  it('puts no space where the source of a Chinese text is wrapped', () => {
    expect(blocksOf(read('<p>各市州要加强\n  组织领导，\n落实责任。'))).toEqual([
      ['body', '各市州要加强组织领导，落实责任。'],
    ]);
  });

  const CHINESE = '<p>湖南省近日印发规划，提出五项任务。各市州要加强组织领导，落实工作责任。';
  it.each([
    ['UTF-8', Buffer.from(CHINESE)],
    ['UTF-8, whatever the page says', Buffer.from(`<meta charset=iso-8859-1>${CHINESE}`)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${CHINESE}`)],
    ['UTF-16', iconv.encode(CHINESE, 'utf-16le', { addBOM: true })],
    ['GB2312, as the page says', iconv.encode(`<meta charset=gb2312>${CHINESE}`, 'gb18030')],
    [
      'GBK, as the page says in the old way',
      iconv.encode(`<meta http-equiv=Content-Type content="text/html; charset=gbk">${CHINESE}`, 'gbk'),
    ],
    ['GB18030, as the bytes show', iconv.encode(CHINESE, 'gb18030')],
  ])('reads a page in %s', (_what, bytes) => {
    expect(blocksOf(readHtml(bytes))).toEqual([['body', CHINESE.slice(3)]]);
  });

  it.each([
    [
      'the heading rather than what a program recorded',
      '<title>Untitled</title><h2>Plan</h2><p>Text.',
      'Plan',
    ],
    ['the title of the page where it has no heading', '<title>The\n plan</title><p>Text.', 'The plan'],
    [
      'the only first heading rather than the title',
      '<title>Plan | Site</title><h1>Plan</h1><p>Text.',
      'Plan',
    ],
    [
      'the title of the page rather than one of its sections',
      `<title>Loan Periods and Fees</title>${['Loan Periods', 'Renewals', 'Requests', 'Lost cards'].map((each) => `<h4>${each}</h4><p>Text.`).join('')}`,
      'Loan Periods and Fees',
    ],
    [
      'the heading that the title of the page has beside the name of the site',
      `<title>Lending - Town library</title>${['Lending', 'Renewals', 'Requests', 'Lost cards'].map((each) => `<h4>${each}</h4><p>Text.`).join('')}`,
      'Lending',
    ],
    [
      'no line that says when it was revised',
      '<h2>Revised &amp; Approved March 2006</h2><h3>Rules of the Harbour</h3><p>Text.',
      'Rules of the Harbour',
    ],
    ['nothing that is a file name', '<title>plan_v2.docx</title><p>Text.', undefined],
  ])('takes for the title %s', (_what, html, title) => {
    const reading = read(html);
    expect('description' in reading && reading.description.title).toBe(title);
  });

  it('refuses what holds no text, and what is none', () => {
    expect(read('<html><body><script>app()</script><div id=app></div>')).toEqual({
      refused: 'it holds no text',
    });
    expect(readHtml(Buffer.from('%PDF\0\u0001\u0002'))).toEqual({
      refused: expect.stringContaining('NUL bytes'),
    });
  });

  it.each([['div'], ['ul><li'], ['table><tr><td'], ['span><b']])(
    'reads a page with a hundred thousand <%s> inside each other',
    (tags) => {
      expect(
        blocksOf(read(`${`<${tags}>`.repeat(100_000 / tags.split('<').length)}deep text`))[0]?.[1],
      ).toContain('deep text');
    },
  );

  it('makes of any text blocks that follow each other and are separated by white space alone', () => {
    const marks = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<li>',
        '<ul>',
        '</ul>',
        '<table>',
        '<tr>',
        '<td>',
        '<td>',
        '</table>',
        '<h1>',
        '</h1>',
      ],
      ...['<pre>', '</pre>', '<br>', '&amp;', '<b>', '<!--', '<main>', '<div hidden>'],
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
