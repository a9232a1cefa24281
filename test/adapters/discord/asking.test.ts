import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAsked } from '../../../adapters/discord/custom-id.ts';
import { EVERYTHING } from '../../../src/scope.ts';
import { answerTo } from '../../support/discord.ts';
import {
  ANSWER,
  type Community,
  openCommunity,
  QUESTION,
  UNANSWERED,
} from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { quotesIn, shownBy, surprisesIn } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';

const FIND = 'Find this in the documents';
const NEVER = DISCORD.otherChannel;
const channels = folderWith({
  'channels.yaml': `discord: {channels: {"${NEVER}": {answers: never}}}\n`,
});

let community: Community;
beforeAll(async () => {
  community = await openCommunity({ env: { CHANNELS_FILE: `${channels}/channels.yaml` } });
});
afterEach(() => expect(community.server.complaints).toEqual([]));
afterAll(() => community[Symbol.asyncDispose]());

const people = () => community.server.people;

describe('asking by /ask', () => {
  it('is answered in the channel at once, below the question', async () => {
    const asked = people().slash('ask', { question: QUESTION });
    const answer = await asked.answer();
    expect(asked.isPrivate).toBe(false);
    expect(asked.answerType).toBe(4);
    expect(shownBy(answer)).toMatch(new RegExp(`^“${QUESTION.replace('?', '\\?')}”\n`));
    expect(shownBy(answer)).toContain(ANSWER);
    expect(shownBy(answer)).not.toContain('Share');
  });

  it('in private is answered for the asker alone, who may share it', async () => {
    const asked = people().slash('ask', { question: QUESTION, private: true });
    const answer = await asked.answer();
    expect(asked.isPrivate).toBe(true);
    expect(shownBy(answer)).toContain(ANSWER);
    expect(shownBy(answer)).toContain('Share in channel');
    expect(shownBy(answer)).not.toContain(`“${QUESTION}”`);
  });

  it('where the bot is not to speak is answered for the asker alone', async () => {
    const asked = people().slash('ask', { question: QUESTION }, { channel: NEVER });
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    expect(asked.isPrivate).toBe(true);
  });

  it('of one document, chosen from the list or named by hand, answers from it', async () => {
    const question = 'What is the goal by 2025?';
    const [source] = await community.bot.sources(EVERYTHING);
    const choices = await people()
      .type('ask', { question, document: source?.title.slice(0, 20) ?? '' }, 'document')
      .choices();
    for (const document of [choices[0]?.value, source?.title.toUpperCase(), source?.title.slice(0, 40)]) {
      const asked = people().slash('ask', { question, document: String(document) });
      const { document: path, text } = readAsked((await asked.answer()).components ?? []) ?? {};
      expect([text, path]).toEqual([question, source?.path]);
    }
  });

  it('of a document that is not there, or may be several, says so', async () => {
    for (const document of ['no such paper', 'the', ' ']) {
      const asked = people().slash('ask', { question: QUESTION, document });
      expect(shownBy(await asked.answer())).toContain('No document, or more than one');
    }
    const asked = people().slash('ask', { question: '有多少项目？', document: '某文件' });
    expect(shownBy(await asked.answer())).toContain('没有名为“某文件”的文件');
  });

  it('in a thread goes on with what was asked there, by whomever', async () => {
    const { server } = community;
    const thread = people().thread('projects', people().write('let us see'));
    const first = people().slash('ask', { question: QUESTION }, { channel: thread.id });
    await first.answer();
    const second = people().slash(
      'ask',
      { question: 'and who issued it?' },
      { channel: thread.id, user: DISCORD.neighbour },
    );
    expect(readAsked((await second.answer()).components ?? [])?.history).toEqual([QUESTION]);
    expect(server.messages.in(thread.id).map(({ message }) => message.type)).toEqual([21, 0, 0]);
  });

  it('in a direct conversation is answered there, with what was asked before', async () => {
    const where = { channel: community.server.guilds.directWith(DISCORD.owner).id, user: DISCORD.owner };
    const asked = people().slash('ask', { question: QUESTION }, where);
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    const next = people().slash('ask', { question: 'by which year?' }, where);
    expect(readAsked((await next.answer()).components ?? [])?.history).toEqual([QUESTION]);
  });

  it.each([
    ['nothing but blanks', '   ', 'holds no words'],
    ['punctuation', '?!', 'holds no words'],
    ['control characters', `\u0000\u001b[31m\u202e${QUESTION}\u0007`, ANSWER],
    ['2,000 characters', `${QUESTION} ${'x '.repeat(1_000)}`.slice(0, 2_000), ''],
    ['what nobody says', UNANSWERED, 'The documents do not say'],
    ['half a surrogate', `${QUESTION} \ud83d`.toWellFormed(), ANSWER],
    ['a greeting', 'hello', 'Ask me what the documents say'],
    ['who it may call', `@everyone <@${DISCORD.neighbour}> ${QUESTION}`, ANSWER],
  ])('with %s is answered too', async (_, question, expected) => {
    const asked = people().slash('ask', { question });
    const answer = await asked.answer();
    expect(shownBy(answer)).toContain(expected);
    expect(surprisesIn(answer).filter(({ type }) => type !== 'time')).toEqual([]);
    expect(community.server.messages.posts.flatMap(({ pings }) => pings)).not.toContain('everyone');
  });
});

describe('asking by a message', () => {
  it('with a mention is answered below it, in its channel', async () => {
    const mention = people().mention(QUESTION);
    const answer = await answerTo(community.server, mention);
    expect(shownBy(answer)).toContain(ANSWER);
    expect(answer).toMatchObject({
      channel_id: DISCORD.channel,
      message_reference: { message_id: mention.id },
      mentions: [],
    });
    expect(readAsked(answer.components ?? [])?.text).toBe(QUESTION);
  });

  it('in direct messages needs no mention', async () => {
    const question = people().direct(QUESTION);
    expect(shownBy(await answerTo(community.server, question))).toContain(ANSWER);
  });

  it('without words is answered with what it takes', async () => {
    const answer = await answerTo(community.server, people().mention(''));
    expect(shownBy(answer)).toContain('I see no question there');
  });

  it('of 2,000 characters, or with control characters, is answered', async () => {
    const filler = 'what is the plan for digital villages and '.repeat(50);
    const long = people().direct(`${QUESTION} ${filler}`.slice(0, 2_000));
    await answerTo(community.server, long);
    const odd = people().mention(`\u0007\u202e${QUESTION}\u0000`);
    expect(shownBy(await answerTo(community.server, odd))).toContain(ANSWER);
  });

  it('in Chinese is answered in Chinese words around the same excerpts', async () => {
    const answer = await answerTo(community.server, people().mention('信息化规划设立了多少个重点工程？'));
    expect(shownBy(answer)).toMatch(/更多段落|文件中没有说明/);
    const none = people().slash('ask', { question: '袋鼠如何睡觉？' });
    expect(shownBy(await none.answer())).toContain('文件中没有说明');
    const empty = people().slash('ask', { question: '？' }, { locale: 'zh-CN' });
    await empty.answer();
  });
});

describe('asking by the menu of a message', () => {
  it('answers the one who looks it up alone, whoever wrote it', async () => {
    const message = people().write(`${QUESTION} <:smile:1200000000000524999>`, { user: DISCORD.neighbour });
    const asked = people().menu(FIND, message);
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    expect(asked.isPrivate).toBe(true);
  });

  it('says what it takes where there are no words, as in an answer of its own', async () => {
    const answer = await answerTo(community.server, people().mention(QUESTION));
    expect(shownBy(await people().menu(FIND, answer).answer())).toContain('holds no words');
  });
});

describe('answers', () => {
  const hostile = {
    'hostile.md':
      '# Rules for @everyone\n\nStaff tell @everyone and @here and <@1100000000000000003> and <@&1200000000000524300> that ||travel|| is `free` [here](https://evil.example) :smile: <t:1:R>.\n',
    'secret.md': '---\naudience: internal\n---\n# Salaries\n\nThe director earns ninety ducats a month.\n',
    'hr/pay.md': '---\naudience: internal\n---\n# Pay\n\nThe clerk earns forty ducats a month.\n',
  };

  it('call nobody, whatever a document says, and show it as it stands', async () => {
    await using other = await openCommunity({ files: hostile });
    const { server } = other;
    const answer = await answerTo(server, server.people.mention('What do staff tell about travel?'));
    expect(quotesIn(answer)[0]).toContain('@everyone and @here and <@1100000000000000003>');
    expect(surprisesIn(answer).filter(({ type }) => type !== 'time')).toEqual([]);
    expect(server.messages.posts.filter(({ message }) => message.author.id === DISCORD.bot)).toMatchObject([
      { pings: [] },
    ]);
    expect(server.complaints).toEqual([]);
  });

  it('never quote what is internal, in private neither, and do not list it', async () => {
    await using other = await openCommunity({ files: hostile });
    const { server } = other;
    const question = 'How many ducats does the director earn?';
    const shown = [
      shownBy(await server.people.slash('ask', { question }).answer()),
      shownBy(await server.people.slash('ask', { question, private: true }).answer()),
      shownBy(await answerTo(server, server.people.direct(question))),
      shownBy(await answerTo(server, server.people.mention(question))),
      shownBy(await server.people.slash('ask', { question, document: 'secret.md' }).answer()),
      shownBy(await server.people.slash('ask', { question: 'Which documents do you have?' }).answer()),
      shownBy(await server.people.slash('plancite sources').answer()),
      JSON.stringify(await server.people.type('ask', { document: 's' }, 'document').choices()),
      JSON.stringify(await server.people.type('ask', { question: 'Sal' }, 'question').choices()),
    ];
    expect(shown.join('\n')).not.toMatch(/ninety|Salaries|Pay\b/);
    expect(shown.join('\n')).toContain('hostile.md');
    expect(server.complaints).toEqual([]);
  });

  it('quote what is internal where the channels file says so, and only what may be quoted there', async () => {
    const rules = `discord: {channels: {"${DISCORD.channel}": {internal: true, collections: [hr]}}}\n`;
    const folder = folderWith({ 'channels.yaml': rules });
    await using other = await openCommunity({
      files: hostile,
      env: { CHANNELS_FILE: `${folder}/channels.yaml` },
    });
    const { server } = other;
    const ask = async (question: string, channel: string) =>
      shownBy(await server.people.slash('ask', { question }, { channel }).answer());
    expect(await ask('How many ducats does the clerk earn?', DISCORD.channel)).toContain('forty ducats');
    expect(await ask('How many ducats does the clerk earn?', DISCORD.otherChannel)).not.toContain('forty');
    expect(await ask('How many ducats does the director earn?', DISCORD.channel)).not.toContain('ninety');
    const listed = await server.people.slash('plancite sources').answer();
    expect(shownBy(listed)).toContain('Pay');
    expect(shownBy(listed)).not.toContain('Salaries');
    expect(server.complaints).toEqual([]);
  });

  it('leave no words of a question in the log', () => {
    expect(JSON.stringify(community.log)).not.toMatch(/informatization|kangaroo|袋鼠/);
  });
});
