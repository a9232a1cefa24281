import { describe, expect, it } from 'vitest';
import {
  asksAnybody,
  isCatchword,
  isForSomebody,
  isStillTalking,
  type Utterance,
} from '../../src/addressee.ts';
import { indexOf } from '../support/indexes.ts';
import { ask } from '../support/questions.ts';
import { CHATTER, FOLLOW_UPS, filesOf, HANDBOOKS } from '../support/talk.ts';

/** From here on an answer nobody asked for is given. */
const SURE = 0.8;

describe('what people write in a thread', () => {
  it.each(HANDBOOKS)(
    'is not answered where it asks nobody, and nearly always where it follows up: %s',
    async (handbook) => {
      const index = await indexOf(filesOf(handbook));
      const isAnswered = async (text: string, before: string): Promise<boolean> => {
        const answer = await ask(index, text, { history: [before] });
        return asksAnybody(text) && answer.kind === 'cited' && answer.confidence >= SURE;
      };
      const { asked, said } = CHATTER[handbook];
      const answered: string[] = [];
      for (const text of said) if (await isAnswered(text, asked)) answered.push(text);
      expect(answered).toEqual([]);
      const followUps = FOLLOW_UPS[handbook];
      const missed: string[] = [];
      for (const [before, text] of followUps) if (!(await isAnswered(text, before))) missed.push(text);
      expect(missed.length).toBeLessThanOrEqual(followUps.length / 5);
    },
  );

  it.each([
    'how many weeks of leave do parents take',
    'can I carry leave over',
    'who approves leave',
    'and for part-timers?',
    'what about Fridays',
    'why?',
    'does anyone know whether the canteen is open on Fridays?',
    'I was wondering how long leave is',
    'are you allowed to split it?',
    'do you have to book in advance?',
    'can you tell me when the canteen opens',
    '可以分开休吗？',
    '产假有多少天',
  ])('asks: %s', (text) => expect(asksAnybody(text)).toBe(true));

  it.each([
    'is fine by me',
    'have a nice weekend',
    'would be nice',
    'what I like is the sixteen weeks of leave parents take',
    'which means parents take sixteen weeks of leave',
    'when I was in Berlin we had 30 days',
    'did you take your leave yet?',
    'could you approve my leave?',
    'Jo, is the canteen open?\n@jo',
    '> how many weeks of leave do parents take?\nyes, exactly that',
    '`how many weeks of leave do parents take?` works',
    'any idea?',
    'https://x.org/?how=many',
    '我休了几天假',
    '你们中午吃什么？',
  ])('asks nothing that documents answer: %s', (text) => expect(asksAnybody(text)).toBe(false));

  it.each([
    '@jo look',
    'Jo, can you move it?',
    'jo can you check?',
    'Thanks Marta, see you',
    'Hi Maria, what do you think?',
    '小王，你能改一下吗？',
    'Łukasz: please review',
  ])('is for somebody: %s', (text) => expect(isForSomebody(text)).toBe(true));

  it.each([
    'Paris, is it covered?',
    'also, can you tell me',
    'ok, can you check',
    'help@x.org?',
    '@plancite how long',
    'plancite, can you help',
    '请问，您能告诉我',
    'Fridays, are they off?',
  ])('is for nobody in particular: %s', (text) => expect(isForSomebody(text)).toBe(false));

  it('may be a catchword', () => {
    expect(isCatchword('part-time staff')).toBe(true);
    for (const text of ['ok', '👍', 'twenty-eight days of annual leave, not bad'])
      expect(isCatchword(text)).toBe(false);
  });
});

describe('a conversation', () => {
  const bot: Utterance = { author: null, to: 'all' };
  const by = (author: string, to: Utterance['to'] = 'all'): Utterance => ({ author, to });

  it.each<[string, Utterance[], boolean]>([
    ['with the one who was answered', [by('a', 'bot'), bot], true],
    ['with whom somebody else interrupts', [by('a', 'bot'), bot, by('b')], false],
    ['with whom somebody is spoken to', [by('a', 'bot'), bot, by('a', 'others')], false],
    ['with somebody else', [by('b', 'bot'), bot], false],
    ['that is taken up again', [by('a', 'bot'), bot, by('b'), by('a', 'bot'), bot, by('a')], true],
    ['that somebody else takes over', [by('a', 'bot'), bot, by('b', 'bot'), bot], false],
    ['the bot has begun unasked', [by('a'), bot], true],
    ['the bot has begun unasked with another', [by('b'), bot], false],
    ['that began with what the bot says to all', [bot], true],
    ['that began so, and that another has gone on with', [bot, by('b')], false],
    ['that began with an answer to somebody known', [{ ...bot, answers: 'b' }], false],
    ['that began with an answer to the same', [{ ...bot, answers: 'a' }, by('a')], true],
    ['without the bot', [by('a')], false],
  ])('%s goes on without a mention, or does not', (_, before, expected) => {
    expect(isStillTalking('a', before)).toBe(expected);
  });
});
