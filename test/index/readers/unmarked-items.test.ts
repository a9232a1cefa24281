import { describe, expect, it } from 'vitest';
import type { Block } from '../../../index/document.ts';
import { readHtml } from '../../../index/readers/html.ts';
import { readMarkdown } from '../../../index/readers/markdown.ts';
import type { Reading, Refusal } from '../../../index/readers/reader.ts';
import { readText } from '../../../index/readers/text.ts';

type Read = (bytes: Uint8Array) => Reading | Refusal;

/** What each block of a document says behind what it stands under. */
function under(read: Read, document: string): string[] {
  const reading = read(Buffer.from(document));
  if ('refused' in reading) throw new Error(reading.refused);
  const { text, blocks } = reading;
  const said = ({ start, end }: Block): string => text.slice(start, end);
  return blocks.map((block) => {
    const parent = blocks[block.parent];
    return parent === undefined ? said(block) : `${said(parent)} > ${said(block)}`;
  });
}

const ITEMS = ['smoke in the courtyard or the stairwell', 'bring bicycles into the lift', 'hang out laundry'];

describe('lines without marks below what leaves off', () => {
  it.each<[string, Read, string]>([
    ['paragraphs of Markdown', readMarkdown, `# Rules\n\n**Visitors may not**\n\n${ITEMS.join('\n\n')}`],
    [
      'lines of Markdown',
      readMarkdown,
      `# Rules\n\nVisitors may not  \n${ITEMS.join('  \n')}`.replace('not  ', 'not:  '),
    ],
    [
      'paragraphs of a page',
      readHtml,
      `<h1>Rules</h1><p>Visitors may not</p>${ITEMS.map((item) => `<p>${item}</p>`).join('')}`,
    ],
    ['lines of a page', readHtml, `<h1>Rules</h1><div>Visitors may not:<br>${ITEMS.join('<br>')}</div>`],
    ['paragraphs of a text', readText, `Rules\n\nVisitors may not\n\n${ITEMS.join('\n\n')}`],
  ])('are its items: %s', (_, read, document) => {
    const [, opening = '', ...items] = under(read, document);
    const said = opening.replace('Rules > ', '');
    expect(said).toMatch(/^Visitors may not:?$/);
    expect(items).toEqual(ITEMS.map((item) => `${said} > ${item}`));
  });

  it('end where something else is opened, or a sentence stands for itself', () => {
    const page =
      '<h1>Animals</h1><p>The following animals are not allowed:</p><p>Snakes</p><p>Spiders</p><p>Allowed:</p><p>Cats</p><p>Dogs are kept on a lead.</p>';
    expect(under(readHtml, page)).toEqual([
      'Animals',
      'Animals > The following animals are not allowed:',
      'The following animals are not allowed: > Snakes',
      'The following animals are not allowed: > Spiders',
      'Animals > Allowed:',
      'Allowed: > Cats',
      'Animals > Dogs are kept on a lead.',
    ]);
  });

  it('are told apart in Chinese, and where they are lines of one block', () => {
    expect(under(readText, '住户须知\n\n楼内禁止下列行为：\n\n在楼道内吸烟\n把自行车带进电梯')).toEqual([
      '住户须知',
      '住户须知 > 楼内禁止下列行为：',
      '楼内禁止下列行为： > 在楼道内吸烟',
      '楼内禁止下列行为： > 把自行车带进电梯',
    ]);
  });

  it('are text where a sentence is only wrapped', () => {
    const wrapped =
      'The rule is this: whoever comes to the house as a guest\nand stays for longer than a night signs the book\nat the door.';
    expect(under(readText, `Rules\n\n${wrapped}`)).toEqual(['Rules', `Rules > ${wrapped}`]);
  });
});
