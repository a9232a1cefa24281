import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../index/readers/html.ts';

describe('what stands around the text of a page', () => {
  const kindsOf = (html: string) => {
    const reading = readHtml(Buffer.from(html));
    if ('refused' in reading) throw new Error(reading.refused);
    return reading.blocks.map(({ kind, start, end }) => `${kind}: ${reading.text.slice(start, end)}`);
  };

  it('is furniture: menus, contents, and what stands in the foot', () => {
    expect(
      kindsOf(`<div class=top-menu><a href=/>Home</a> <a href=/a>Jobs at the town</a></div><div><a href=/>Start</a> &gt; <a href=/p>Rules</a></div>
<h1>Leave</h1><h2>Contents</h2><ul><li><a href="#a">Aims</a><li><a href="#b">Means</a></ul><h2 id=a>Aims</h2><p>Text, see <a href=/x>X</a>.
<div id=footer><h2>Disclaimer</h2><p>No force.</div><ul><li><a href=/i>Imprint</a></ul>`),
    ).toEqual([
      'furniture: Home Jobs at the town',
      'furniture: Start > Rules',
      'title: Leave',
      'furniture: Contents',
      'furniture: - Aims',
      'furniture: - Means',
      'heading: Aims',
      'body: Text, see X.',
      'furniture: Disclaimer',
      'furniture: No force.',
      'furniture: - Imprint',
    ]);
  });

  it('is furniture where it has sections beside the article that the page is about', () => {
    expect(
      kindsOf(
        `<main><h1>Leave</h1><div><h2>Disclaimer</h2><p>No force.</div><article><p>${'Text of it. '.repeat(9)}</article></main>`,
      ),
    ).toEqual([
      'title: Leave',
      'furniture: Disclaimer',
      'furniture: No force.',
      `body: ${'Text of it. '.repeat(9).trim()}`,
    ]);
  });

  it('says when the page was changed, which is kept of all of it', () => {
    const reading = readHtml(
      Buffer.from(`<title>Dues</title><body><header><a href=/>Town</a><p>Effective: 2 May 2021</p></header>
<main><h1>Dues</h1><p>Members pay nine euro.</main><aside><p>News of 4 June 2024</aside>
<footer><p>© 2025 Town | <span>Last updated: <time>3 March 2024</time></span> | Imprint</p><p hidden>Last updated: 1 May 2019</footer>`),
    );
    if ('refused' in reading) throw new Error(reading.refused);
    expect(
      reading.blocks.map(({ kind, start, end }) => `${kind}: ${reading.text.slice(start, end)}`),
    ).toEqual([
      'metadata: Effective: 2 May 2021',
      'metadata: Last updated: 3 March 2024',
      'title: Dues',
      'body: Members pay nine euro.',
    ]);
    expect(reading.description.publishedOn).toBe('2024-03-03');
  });

  it('is text where an author set it beside', () => {
    expect(
      kindsOf('<main><h1>Leave</h1><p>Text.<aside class="admonition warning"><p>Mind it.</aside>'),
    ).toContain('body: Mind it.');
  });
});

describe('the head of a page', () => {
  it.each([
    ['Fair 2012 · The Bread Fair', 'Terms', ['Fair 2012 · The Bread Fair']],
    ['Terms | The Bread Fair', 'Terms', undefined],
    ['Untitled', 'Terms', undefined],
    ['Terms', 'Terms', undefined],
  ])('names it %j beside its heading %j', (title, heading, aliases) => {
    const reading = readHtml(Buffer.from(`<title>${title}</title><h1>${heading}</h1><p>Text.`));
    expect(reading).toMatchObject({ description: { title: heading } });
    expect('description' in reading && reading.description.aliases).toEqual(aliases);
  });

  it.each([
    [
      'its title without the name of its site',
      '<meta property=og:site_name content="Town of X"><title>Leave rules | Town of X</title>',
      { title: 'Leave rules', issuer: 'Town of X' },
    ],
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"Leave","datePublished":"2023-03-04T10:00:00Z","publisher":{"name":"X"}}]}</script>',
      { title: 'Leave', issuer: 'X', publishedOn: '2023-03-04' },
    ],
    [
      'the date of a change where no other is known',
      '<title>A</title><meta property="article:modified_time" content="2024-05-06T10:00:00+01:00">',
      { publishedOn: '2024-05-06' },
    ],
    [
      'who made it',
      '<title>A</title><meta name=dcterms.creator content="Emergency Services">',
      { issuer: 'Emergency Services' },
    ],
    [
      'nothing in broken JSON-LD',
      '<title>A</title><script type="application/ld+json">{"headline":</script>',
      { title: 'A' },
    ],
  ])('says %s', (_what, head, description) => {
    expect(readHtml(Buffer.from(`${head}<p>Text of it.`))).toMatchObject({ description });
  });
});

it('reads a page in the encoding that an XML declaration names', () => {
  const xml = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Séances.</p></body></html>';
  expect(readHtml(Buffer.from(xml, 'latin1'))).toMatchObject({ text: 'Séances.' });
});
