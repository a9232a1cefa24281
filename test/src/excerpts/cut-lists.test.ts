import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { quoted as quotedInDiscord } from '../../../adapters/discord/citation.ts';
import { quoted as quotedInSlack } from '../../../adapters/slack/blocks-citation.ts';
import { renderAnswer } from '../../../adapters/terminal/render.ts';
import { styleFor } from '../../../adapters/terminal/style.ts';
import { messagesFor } from '../../../src/messages.ts';
import { joinedLines, shownLines } from '../../../src/shown-excerpt.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

const PAPERS = ['passport', 'licence', 'photograph', 'receipt', 'contract', 'certificate', 'logbook', 'map'];

/** A list of so many papers, each long enough that a dozen do not fit an excerpt. */
function papers(count: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `- number ${i} is the ${PAPERS[i % PAPERS.length]}, signed by whoever keeps the long jetty, twice`,
  ).join('\n');
}

const PLACES = Array.from(
  { length: 30 },
  (_, i) => `| Ring ${i} | ${20 + i} metres, with water and power on the pier | ${i} euro |`,
).join('\n');
const TABLE = `| Place | Length | Price |\n|---|---|---|\n${PLACES}`;

async function answerOf(text: string, question: string) {
  return ask(await indexOf({ 'harbour.md': `# Harbour\n\nWords in front.\n\n${text}\n` }), question);
}

async function firstOf(text: string, question: string) {
  const [first] = citationsOf(await answerOf(text, question));
  if (first === undefined) throw new Error('nothing is cited');
  return first;
}

async function linesOf(text: string, question: string): Promise<string[]> {
  return joinedLines(shownLines(await firstOf(text, question)), '').text.split('\n');
}

describe('a list or a table that is cut', () => {
  const question = 'Which papers do you need at the jetty office?';

  it('says that it goes on behind its last item, wherever it is shown', async () => {
    const text = `At the jetty office you need these papers:\n\n${papers(14)}\n\nIt opens at nine.`;
    const answer = await answerOf(text, question);
    const [first] = citationsOf(answer);
    if (first === undefined) throw new Error('nothing is cited');
    expect(first.endsMidList).toBe(true);
    const lines = joinedLines(shownLines(first), '').text.split('\n');
    expect(lines.at(-2)).toMatch(/^- number \d+ .* twice$/);
    expect(lines.at(-1)).toBe('…');
    const style = styleFor(new PassThrough());
    expect(renderAnswer(answer, style, { nearest: false, explain: false })).toMatch(
      /twice\n…\n {2}— Harbour/,
    );
    expect(JSON.stringify(quotedInSlack(first, messagesFor('en')))).toMatch(/twice\\n…"/);
    expect(quotedInDiscord(first, messagesFor('en'))).toMatch(/twice\n> …\n/);
  });

  it('says so of the rows that a sentence opens, and not of a row that answers', async () => {
    const text = `These are the mooring places along the pier:\n\n${TABLE}`;
    expect((await linesOf(text, 'List the mooring places along the pier')).at(-1)).toBe('…');
    const row = await linesOf(text, 'How long is ring 27?');
    expect(row).toEqual([
      'These are the mooring places along the pier:',
      'Place | Length | Price',
      '…',
      'Ring 27 | 47 metres, with water and power on the pier | 27 euro',
    ]);
  });

  it('says nothing where the last of its items is shown', async () => {
    const text = `At the jetty office you need these papers:\n\n${papers(4)}\n\nIt opens at nine.`;
    const first = await firstOf(text, question);
    expect(first.excerpt).toContain('number 3');
    expect([first.startsMidList, first.endsMidList]).toEqual([false, false]);
  });

  it('says that an item stands among others where the words above it are shown', async () => {
    const text = `At the jetty office you need:\n\n${papers(14)}\n- a whistle of brass\n- a bell\n`;
    expect((await linesOf(text, 'Do you need a whistle of brass at the office?')).slice(-3)).toEqual([
      '…',
      '- a whistle of brass',
      '…',
    ]);
  });
});

describe('a list or a table that is asked for by its heading', () => {
  const SHORT = '- passport\n- crew list\n- receipt';

  it('is quoted whole, and not the shortest of its items', async () => {
    const lines = await linesOf(`## Papers to bring along\n\n${SHORT}\n`, 'Which papers must I bring along?');
    expect(lines).toEqual(['Papers to bring along', '- passport', '- crew list', '- receipt']);
    const table = '## Moorings\n\n| Place | Price |\n|---|---|\n| Ring | 7 euro |\n| Post | 6 euro |\n';
    expect(await linesOf(table, 'What moorings are there?')).toEqual([
      'Place | Price',
      'Ring | 7 euro',
      'Post | 6 euro',
    ]);
  });

  it('is quoted from its beginning where it is long, and says that it goes on', async () => {
    for (const [text, asked, start] of [
      [`## Documents to bring\n\n${papers(30)}\n`, 'What documents do I have to bring?', /^- number 0 /],
      [`## Moorings\n\n${TABLE}\n`, 'What moorings are there?', /^Place \| Length/],
    ] as const) {
      const answer = await answerOf(text, asked);
      expect(citationsOf(answer)).toHaveLength(1);
      const lines = await linesOf(text, asked);
      expect(lines[0]).toMatch(start);
      expect(lines.at(-1)).toBe('…');
    }
  });

  it('is quoted whole where its items are clauses and only their article is named', async () => {
    const text =
      '## Article 7 Board\n\n1. The board has five members.\n2. It meets each month.\n\n## Article 8 Dues\n\n1. Dues are paid in May.\n';
    expect(await linesOf(text, 'What does Article 7 say?')).toEqual([
      '1. The board has five members.',
      '2. It meets each month.',
    ]);
    expect(await linesOf(text, 'How often does the board meet?')).not.toContain('1. Dues are paid in May.');
  });

  it('gives way to the item that says something of the question', async () => {
    const lines = await linesOf(`## Papers to bring along\n\n${SHORT}\n`, 'Must I bring along a crew list?');
    expect(lines).toContain('- crew list');
    expect(lines).not.toContain('- receipt');
  });
});

describe('an excerpt as a whole', () => {
  const MAX_CHARS = 2_500;
  const many = (count: number, part: (i: number) => string, gap = ' '): string =>
    Array.from({ length: count }, (_, i) => part(i)).join(gap);

  it('stays short enough for a message, and keeps what each piece denies', async () => {
    const nested = many(
      8,
      (i) =>
        `${'  '.repeat(i)}- Keepers of floor ${i} must not, whatever the weather and whoever asks them, ${many(8, (j) => `clerk ${j} of the town council or another`)}:`,
      '\n',
    );
    const item = await firstOf(
      `${nested}\n${'  '.repeat(8)}- ring the brass gong\n`,
      'Who may ring the brass gong?',
    );
    expect(item.excerpt.length).toBeLessThan(MAX_CHARS + 500);
    expect(item.excerpt.match(/must not/g)?.length).toBeGreaterThanOrEqual(8);
    expect(item.excerpt).toMatch(/ring the brass gong$/);
  });

  it('quotes of a row that is too long how it begins, the words that answer and what limits them', async () => {
    const cells = many(
      14,
      (i) =>
        `Cell ${i} tells of lantern number ${i}, ${i === 9 ? 'but not of its oil, ' : ''}${many(14, () => 'and so on')}`,
      ' | ',
    );
    const text = `| ${many(14, (i) => `Column ${i}`, ' | ')} |\n${'|---'.repeat(14)}|\n| ${cells} |\n`;
    const { excerpt } = await firstOf(text, 'What does it tell of lantern number 9?');
    expect(excerpt).toMatch(/Column 0 .*Cell 0 .* … .*lantern number 9.*but not of its oil/s);
    expect(excerpt.length).toBeLessThan(MAX_CHARS);
  });

  it('is cut where a question above it is endless', async () => {
    const question = many(60, (i) => `The steward of hall ${i} signs the register with green ink.`);
    const text = `<dl><dt>${question}</dt><dd>The lantern oil is changed on Mondays.</dd></dl>`;
    const { excerpt } = await firstOf(text, 'When is the lantern oil changed?');
    expect(excerpt).toMatch(/^The steward of hall 0 .* … The lantern oil is changed on Mondays\.$/s);
    expect(excerpt.length).toBeLessThan(MAX_CHARS);
  });
});
