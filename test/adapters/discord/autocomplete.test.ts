import { afterEach, describe, expect, it } from 'vitest';
import { readAsked } from '../../../adapters/discord/custom-id.ts';
import { type Community, openCommunity, QUESTION } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

let communities: Community[] = [];
afterEach(async () => {
  for (const community of communities) {
    expect(community.server.complaints).toEqual([]);
    await community[Symbol.asyncDispose]();
  }
  communities = [];
});

async function open(files?: Record<string, string>): Promise<Community> {
  const community = await openCommunity(files === undefined ? {} : { files });
  communities.push(community);
  return community;
}

const offered = async ({ server }: Community, option: 'question' | 'document', typed: string) =>
  server.people.type('ask', { [option]: typed }, option).choices();

const about = (name: string) => `${name}\n\nStaff of ${name} have thirty days of leave.\n`;

describe('while a question is typed', () => {
  it('questions are offered that the documents answer, each of which is answered when asked', async () => {
    const community = await open();
    const choices = await offered(community, 'question', '');
    expect(choices.length).toBeGreaterThan(3);
    expect(choices.length).toBeLessThanOrEqual(25);
    for (const { name, value } of choices) {
      expect(name).toBe(value);
      const asked = community.server.people.slash('ask', { question: String(value) });
      expect(shownBy(await asked.answer())).toContain('Show in context');
    }
  });

  it('they are those that hold what has been typed, in any case', async () => {
    const community = await open();
    const [first] = await offered(community, 'question', '');
    const word = String(first?.value).split(' ').at(-2) ?? '';
    const choices = await offered(community, 'question', word.toUpperCase());
    expect(choices.map(({ value }) => value)).toContain(first?.value);
    for (const { value } of choices) expect(String(value).toLowerCase()).toContain(word.toLowerCase());
    expect(await offered(community, 'question', 'kangaroo')).toEqual([]);
    expect(await offered(community, 'question', 'x'.repeat(2_000))).toEqual([]);
  });

  it('in a direct conversation and in private as well', async () => {
    const { server } = await open();
    const direct = server.people.type('ask', { question: '' }, 'question', { channel: DISCORD.direct });
    expect((await direct.choices()).length).toBeGreaterThan(0);
    const alone = server.people.type('ask', { private: true, question: '' }, 'question');
    expect((await alone.choices()).length).toBeGreaterThan(0);
  });
});

describe('while a document is named', () => {
  it('documents are offered by title, path or issuer, and the one chosen is the one asked', async () => {
    const community = await open({
      'hr/leave.md': '---\nissuer: Ministry of Rest\n---\n# Leave rules\n\nStaff have thirty days.\n',
      'travel.md': '# Travel rules\n\nStaff travel by train.\n',
    });
    for (const typed of ['leave', 'HR/', 'of rest'])
      expect(await offered(community, 'document', typed)).toEqual([
        { name: 'Leave rules', value: 'hr/leave.md' },
      ]);
    expect(await offered(community, 'document', 'rules')).toHaveLength(2);
    expect(await offered(community, 'document', 'nothing')).toEqual([]);
  });

  it('as many as Discord takes, and the others by typing on', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`d${i}.txt`, about(`Office ${100 + i}`)]),
    );
    const community = await open(files);
    expect(await offered(community, 'document', '')).toHaveLength(25);
    expect(await offered(community, 'document', 'office 139')).toEqual([
      { name: 'Office 139', value: 'd39.txt' },
    ]);
  });

  it('with long titles and paths too', async () => {
    const folder = 'a'.repeat(60);
    const path = `${folder}/${folder}.md`;
    const title = `Rules of ${'very '.repeat(40)}long name`;
    const community = await open({
      [path]: `# ${title}\n\nStaff have thirty days of leave.\n`,
      'b.md': `# ${'שלום '.repeat(40)}\n\nStaff have thirty days of leave.\n`,
    });
    await offered(community, 'document', '');
    const [choice] = await offered(community, 'document', 'very');
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    const question = 'How many days of leave do staff have?';
    for (const document of [String(choice?.value), path, title]) {
      const asked = community.server.people.slash('ask', { question, document });
      expect(readAsked((await asked.answer()).components ?? [])?.document).toBe(path);
    }
  });

  it('those of the same title can be told apart', async () => {
    const community = await open({ '2024/a.txt': about('Rules'), '2025/a.txt': about('Rules') });
    const choices = await offered(community, 'document', '');
    expect(new Set(choices.map(({ name }) => name)).size).toBe(2);
    expect(choices.map(({ value }) => value)).toEqual(['2024/a.txt', '2025/a.txt']);
  });
});

describe('suggestions that', () => {
  it('come too late or fail are missed, and nothing else is', async () => {
    const community = await open();
    const { server, bot, log } = community;
    const suggest = bot.suggest.bind(bot);
    Object.assign(bot, { suggest: () => Promise.reject(new Error('broken')) });
    server.people.type('ask', { question: 'a' }, 'question');
    Object.assign(bot, { suggest });
    server.interactions.patienceMs = 0;
    server.people.type('ask', { question: 'b' }, 'question');
    await until(() => log.filter(({ msg }) => msg === 'nothing suggested').length === 2, 'log lines');
    server.interactions.patienceMs = 3_000;
    expect(log.filter(({ level }) => level >= 40)).toEqual([]);
    await server.people.slash('ask', { question: QUESTION }).answer();
  });
});
