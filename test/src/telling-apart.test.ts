import { describe, expect, it } from 'vitest';
import { renderAnswer as onDiscord } from '../../adapters/discord/render.ts';
import { renderAnswer as onSlack } from '../../adapters/slack/render.ts';
import type { Citation } from '../../src/citation.ts';
import { apartFrom } from '../../src/telling-apart.ts';
import { shownBy as discordShows, OPTIONS } from '../support/discord-answers.ts';
import { indexOf } from '../support/indexes.ts';
import { ask, citationsOf } from '../support/questions.ts';
import { PLAIN } from '../support/slack-answers.ts';
import { shownBy as slackShows } from '../support/slack-text.ts';

const rules = (city: string, date = '') =>
  `---\ntitle: Leave rules\n${date}---\n\nStaff in ${city} have twenty days of leave.\n`;

/** What tells apart the documents that answer, by path. */
async function apartIn(files: Readonly<Record<string, string>>): Promise<Record<string, string | null>> {
  const citations = citationsOf(
    await ask(await indexOf(files), 'How many days of leave do staff have?', { top: 9 }),
  );
  return Object.fromEntries(citations.map(({ document: { path, apart } }) => [path, apart]));
}

describe('documents of one title', () => {
  it('are told apart by the folders that only one of them is in', async () => {
    expect(
      await apartIn({
        'hr/rome/leave.md': rules('Rome'),
        'hr/paris/leave.md': rules('Paris'),
        'oslo.md': rules('Oslo'),
      }),
    ).toEqual({ 'hr/rome/leave.md': 'hr/rome', 'hr/paris/leave.md': 'hr/paris', 'oslo.md': 'oslo.md' });
    expect(await apartIn({ 'hr/rome/leave.md': rules('Rome'), 'hr/paris/leave.md': rules('Paris') })).toEqual(
      {
        'hr/rome/leave.md': 'rome',
        'hr/paris/leave.md': 'paris',
      },
    );
  });

  it('are told apart by their files where they are in one folder', async () => {
    expect(await apartIn({ 'hr/leave.md': rules('Rome'), 'hr/leave-old.md': rules('Paris') })).toEqual({
      'hr/leave.md': 'leave.md',
      'hr/leave-old.md': 'leave-old.md',
    });
  });

  it('need nothing more where their dates or issuers differ, as these are shown', async () => {
    const [rome, paris] = [rules('Rome', 'date: 2023-01-01\n'), rules('Paris', 'date: 2024-01-01\n')];
    expect(await apartIn({ 'a.md': rome, 'b.md': paris })).toEqual({ 'a.md': null, 'b.md': null });
    // One without a date may be of any.
    expect(await apartIn({ 'a.md': rome, 'b.md': paris, 'c.md': rules('Oslo') })).toEqual({
      'a.md': 'a.md',
      'b.md': 'b.md',
      'c.md': 'c.md',
    });
  });

  it('may not be the only one there is', () => {
    const alone = { path: 'a.md', title: 'Leave', issuer: null, publishedOn: null };
    expect(apartFrom(alone, [alone, { ...alone, path: 'b.md', title: 'Travel' }])).toBeNull();
  });

  it('are called by what tells them apart in Slack and Discord, with a link or without', async () => {
    const index = await indexOf({ 'rome/a.md': rules('Rome'), 'paris/a.md': rules('Paris') });
    const answer = await ask(index, 'How many days of leave do staff in Rome have?');
    const linked = (citation: Citation): Citation => ({
      ...citation,
      document: { ...citation.document, source: 'https://example.org/' },
    });
    for (const each of [(citation: Citation) => citation, linked]) {
      const [first, ...others] = citationsOf(answer).map(each);
      if (answer.kind !== 'cited' || first === undefined) throw new Error('not answered');
      const shown = { ...answer, citations: [first, ...others] } as const;
      expect(slackShows(onSlack(shown, PLAIN).blocks)).toContain('Leave rules (rome)');
      expect(discordShows(onDiscord(shown, OPTIONS))).toContain('Leave rules (rome)');
    }
  });
});
