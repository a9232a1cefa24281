import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../index/document-index.ts';
import { LiveIndex } from '../../index/live-index.ts';
import { asName } from '../../index/names.ts';
import { folderWith, temporaryFolder } from '../support/folders.ts';
import { ask } from '../support/questions.ts';
import { equally } from '../support/terms.ts';

const LEAVE = 'Leave rules\n\nStaff have thirty days of paid leave a year.\n';

/** An answer may be held up for so long by another document, in ms of computing: waiting for others does not count. */
const MAX_PAUSE_MS = 700;

/** Words that no two of are alike. */
function words(count: number): string {
  return Array.from({ length: count }, (_, i) => `word${i.toString(36)}x`).join(' ');
}

const MANY_PARAGRAPHS = Array.from({ length: 3_000 }, (_, i) => `Short paragraph ${i} of it.\n\n`).join('');

const HOSTILE: Readonly<Record<string, readonly [path: string, text: string]>> = {
  '1.5 million lines': ['a.txt', 'A\n'.repeat(1_500_000)],
  'as many lines that are lists': ['a.txt', `Staff may:\n\n${'- item\n\n'.repeat(150_000)}`],
  'one line of 3 MB': ['a.txt', 'staff leave, days '.repeat(170_000)],
  'a heading of 33,000 words above 3,000 paragraphs': [
    'a.md',
    `# Plan\n\nText.\n\n## ${words(33_000)}\n\n${MANY_PARAGRAPHS}`,
  ],
  'a title of 33,000 words': ['a.md', `# ${words(33_000)}\n\n${MANY_PARAGRAPHS}`],
  'a title of 33,000 words in front matter': [
    'a.md',
    `---\ntitle: ${words(33_000)}\naliases: [${words(9_000).replaceAll(' ', ', ')}]\n---\n\n${MANY_PARAGRAPHS}`,
  ],
  'a name of 255 bytes': [`${'n'.repeat(251)}.txt`, 'Text of it.\n'],
  'a word of 1 MB': ['a.txt', 'a'.repeat(1_000_000)],
  '200,000 different words': ['a.txt', words(200_000)],
  '110,000 headings': ['a.md', '# Heading\n\n'.repeat(110_000)],
  'a table of 100,000 rows': [
    'a.html',
    `<table>${Array.from({ length: 100_000 }, (_, i) => `<tr><td>row ${i}<td>${i * 3}`).join('')}</table>`,
  ],
};

/** Does some work, and finds the longest time that this thread computed without giving way. */
async function longestPause(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const before = process.threadCpuUsage();
      await setImmediate();
      const { user, system } = process.threadCpuUsage(before);
      longest = Math.max(longest, (user + system) / 1_000);
    }
  })();
  await work();
  isOver = true;
  await watching;
  return longest;
}

describe('one document does not stop the others', () => {
  it.each(Object.entries(HOSTILE))(
    'with %s',
    async (_what, [path, text]) => {
      const options = {
        seedsDir: folderWith({ 'leave.txt': LEAVE, [path]: text }),
        dataDir: temporaryFolder(),
        maxDocumentBytes: 20_000_000,
        maxLoss: 0.5,
      };
      const indexes: DocumentIndex[] = [];
      const pause = await longestPause(async () => {
        indexes.push((await LiveIndex.open(options)).current);
        indexes.push((await LiveIndex.open(options)).current);
      });
      for (const index of indexes) {
        const answer = await ask(index, 'How many days of paid leave do staff have a year?');
        expect(answer).toMatchObject({ kind: 'cited' });
        expect(index.documents.size + index.seeds.refused.length).toBe(2);
      }
      expect(pause).toBeLessThan(MAX_PAUSE_MS);
    },
    180_000,
  );
});

describe('a name', () => {
  it('is as it is written up to the length of the long titles of laws', () => {
    const title =
      'On the protection of natural persons with regard to the processing of personal data '.repeat(5);
    expect(asName(title)).toBe(title);
  });

  it('is cut between words beyond it, and no character in two', () => {
    expect(asName(words(1_000))).toMatch(/^word0x word1x .*x…$/);
    expect(asName(words(1_000)).length).toBeLessThanOrEqual(500);
    expect(asName(`a${'😀'.repeat(400)}`)).toMatch(/^a(?:😀)+…$/u);
  });

  it('that was cut is text all the same: its words are found, and quoted', async () => {
    const seedsDir = folderWith({ 'a.md': `# Plan\n\nText.\n\n## ${words(2_000)}\n\nBelow it.\n` });
    const { current } = await LiveIndex.open({
      seedsDir,
      dataDir: temporaryFolder(),
      maxDocumentBytes: 1_000_000,
      maxLoss: 0.5,
    });
    const [hit] = current.search.search(equally('word1jjx'), 1);
    expect(hit?.passage.kind).toBe('heading');
    const document = current.documents.get('a.md');
    expect(document?.text.slice(hit?.passage.start, hit?.passage.end)).toContain('word1jjx');
    const below = current.search.passages.find(({ kind, ordinal }) => kind === 'body' && ordinal > 2);
    expect(below?.heading).toMatch(/^word0x .*…$/);
  });
});
