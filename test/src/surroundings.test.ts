import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../index/document-index.ts';
import { cleanQuestion } from '../../src/question.ts';
import { ownWords } from '../../src/surroundings.ts';
import { indexOf } from '../support/indexes.ts';
import { allCitations, ask } from '../support/questions.ts';

const read = (message: string) => cleanQuestion(message).text;
const QUESTION = 'how many weeks of leave do parents take?';
const FILES = {
  'leave.md':
    '# Leave\n\nParents take sixteen weeks of leave.\n\nThe depot asks for a fee of 12 euro.\n\nThe roof is mended each autumn.\n',
  'canteen.md':
    '# Canteen\n\nThe canteen opens at eight and closes at three.\n\nVisitors sign the book at reception before lunch.\n',
};

describe('what stands around a question', () => {
  it.each([
    ['a quoted line', `> bicycles are towed by the city\n${QUESTION}`],
    ["Slack's quoted line", `&gt; bicycles are towed by the city\n${QUESTION}`],
    ['what is quoted to the end', `${QUESTION}\n>>> bicycles\nare towed`],
    ['who wrote what is quoted', `On Mon, 3 Nov 2025 at 10:42, Jo Smith wrote:\n> bicycles\n\n${QUESTION}`],
    ['a block of code', `\`\`\`js\nthrow new TypeError(bicycle)\n\`\`\`\n${QUESTION}`],
    ['a block of code in one line', `\`\`\`npm run build\`\`\` ${QUESTION}`],
    ['code, and what is said of it', `\`npm run build\` fails again, ${QUESTION}`],
    ['an address', `https://intranet.example.org/view.action?pageId=123456 ${QUESTION}`],
    ['an address in brackets', `(<https://intranet.example.org/a>) ${QUESTION}`],
    ['an address Slack has labelled', `<http://intranet.example.org|intranet.example.org> ${QUESTION}`],
    ['codes of emoji', `:wave: :pray::skin-tone-2: ${QUESTION} :+1::100:`],
    ['emoji of a server', `<:party:123456789> <a:wave:1> ${QUESTION}`],
    ['emoji', `👋🏽 1️⃣ 🇫🇷 ${QUESTION} ❤️ 👨‍👩‍👧`],
    ['who said it, and when', `[10:42] Jo: ${QUESTION}`],
    ['who said it, in a line of its own', `Jo Smith, 10:42\n${QUESTION}`],
    ['who said it, as Slack copies it', `Jo Smith  [10:42 AM]\n${QUESTION}`],
    ['who said it, as Discord copies it', `jo.smith — Today at 10:42 AM\n${QUESTION}`],
    ['who said it, as phones copy it', `[12.11.25, 10:42:13] Jo Smith: ${QUESTION}`],
    ['who said it, as IRC has it', `10:42 <jo> ${QUESTION}`],
    ['who said it, in Chinese', `张三 2025-11-12 10:42:33\n${QUESTION}`],
    ['who said it, in two lines', `Jo Smith\n10:42 AM\n${QUESTION}`],
    ['who said it, as machines write', `2025-11-12T10:42:33Z jo.smith: ${QUESTION}`],
    ['the head of a letter', `From: Jo Smith\nTo: Marta Weber\nSubject: holidays\n\n${QUESTION}`],
    ['an address without its scheme', `${QUESTION} example.org/wiki/holidays`],
    ['faces', `:-) ${QUESTION} :D`],
    ['a greeting', `Hi Jo, ${QUESTION}`],
    ['a greeting of all', `hey team :wave: ${QUESTION}`],
    ['a letter', `Dear Ms Tremblay,\n\n${QUESTION}\n\nBest regards,\nKwame Mensah\nProcurement, Accra`],
    ['a signature', `${QUESTION}\n-- \nMarta Weber\n+49 30 1234567`],
    ['a farewell', `${QUESTION} Thanks a lot, Jo`],
    ['a phone', `${QUESTION}\nSent from my phone`],
    ['a farewell and a phone', `${QUESTION}\nKind regards, Jo / sent from my phone`],
  ])('is not the question: %s', (_, message) => {
    expect(read(message).replace(/^[\s()]+/, '')).toBe(QUESTION);
  });

  it.each([
    ['is a quotation', `> ${QUESTION}`],
    ['is a quotation of several lines', '> how many weeks of leave\n> do parents take?'],
    ['is code', `\`\`\`\n${QUESTION}\n\`\`\``],
    ['is code in a line', `\`${QUESTION}\``],
    ['points at a quotation', `can anybody answer this?\n> ${QUESTION}`],
    ['says something else of a quotation that asks', `asking for a friend\n> ${QUESTION}`],
  ])('is the question where the message %s', (_, message) => {
    expect(read(message)).toBe(QUESTION);
  });

  it.each([
    ['what does `PTO` mean?', 'what does PTO mean?'],
    ['how much `annual leave` do I have?', 'how much annual leave do I have?'],
    ['In `PTO`, how many days are paid?', 'In PTO, how many days are paid?'],
    ['how much “annual leave” is there?', 'how much “annual leave” is there?'],
    ['does [the leave policy](https://x.org/a) cover parents?', 'does the leave policy cover parents?'],
    ['does <https://x.org/a|the leave policy> cover parents?', 'does the leave policy cover parents?'],
    ['leave: how long is it?\nfee: who pays?', 'leave: how long is it? fee: who pays?'],
    ['who reads help@x.org?', 'who reads help@x.org?'],
    ['is a stay of >5 days paid?\n>5 days, I mean', 'is a stay of >5 days paid? >5 days, I mean'],
    ['does the shuttle leave at 10:42?', 'does the shuttle leave at 10:42?'],
    ['is std::vector::iterator allowed?', 'is std::vector::iterator allowed?'],
    ['Hi Jo!', 'Hi Jo!'],
    ['thanks, Jo', 'thanks, Jo'],
    ['Thanks\nhow many weeks of leave are there', 'Thanks how many weeks of leave are there'],
  ])('does not include words of the question: %s', (message, expected) => {
    expect(read(message)).toBe(expected);
  });

  it.each(['https://x.org/?q=1', ':+1:', '👍', '<:party:1>'])('may be all there is: %s', (message) => {
    expect(read(message)).toBe('');
  });

  it.each(['`', '\n', '> ', ':a', '[a](https://', '<https://x|', '[10:42] Jo ', 'and what is ', '😀'])(
    'is told in no time, however much there is of it: %j',
    (piece) => {
      const started = performance.now();
      read(piece.repeat(100_000 / piece.length));
      // A thousand times what it takes, and a thousandth of what it would if its work grew with the square.
      expect(performance.now() - started).toBeLessThan(15_000);
    },
  );
});

describe('own words', () => {
  it('are what is neither quoted nor code', () => {
    expect(ownWords('a `b` c\n> d\n```\ne\n```\nf').split(/\s+/)).toEqual(['a', 'c', 'f']);
  });
});

describe('noise', () => {
  let index: DocumentIndex;
  beforeAll(async () => {
    index = await indexOf(FILES);
  });

  const word = fc.constantFrom('kangaroo', 'Budapest', 'roof', 'TypeError', 'depot', 'fee', 'bicycles');
  const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
  const name = fc.constantFrom('Jo', 'Marta Weber', 'Kwame', 'Łukasz', '张三');
  const time = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map(([hours, minutes]) => `${hours}:${String(minutes).padStart(2, '0')}`);
  const block = fc.oneof(
    words.map((text) => `> ${text}\n`),
    words.map((text) => `\`\`\`\n${text}\n\`\`\`\n`),
  );
  const greeting = fc.oneof(
    fc.constant(''),
    name.map((who) => `Hi ${who},\n`),
    name.map((who) => `hello ${who}! `),
  );
  const inline = fc.oneof(
    words.map((text) => `https://example.org/${text.replaceAll(' ', '/')} `),
    word.map((text) => `:${text.toLowerCase()}: `),
    word.map((text) => `<:${text}:123456> `),
    fc.constantFrom('🎉 ', '👩🏽‍🔧 ', '✅ '),
  );
  const head = fc.oneof(
    fc.constant(''),
    fc.tuple(name, time).map(([who, when]) => `[${when}] ${who}: `),
    fc.tuple(name, time).map(([who, when]) => `${who}, ${when}\n`),
  );
  const after = fc.oneof(
    words.map((text) => `\n> ${text}`),
    word.map((text) => ` :${text.toLowerCase()}:`),
    words.map((text) => ` https://example.org/?q=${text.replaceAll(' ', '+')}`),
  );
  const end = fc.oneof(
    fc.constant(''),
    name.map((who) => `\nBest regards,\n${who}`),
    fc.tuple(name, words).map(([who, text]) => `\n-- \n${who}\n${text}`),
  );

  it('never changes what a question is answered with, nor what it is said to lack', async () => {
    const questions = fc.constantFrom(
      QUESTION,
      'when is the roof mended?',
      'how much is the fee of the depot?',
      'when does the canteen close?',
      'when does the swimming pool open?',
    );
    const few = { maxLength: 2 };
    const message = fc
      .tuple(
        fc.array(block, few),
        head,
        greeting,
        fc.array(inline, few),
        questions,
        fc.array(after, few),
        end,
      )
      .map((parts) => ({ question: parts[4], text: parts.flat().join('') }));
    await fc.assert(
      fc.asyncProperty(message, async ({ question, text }) => {
        const [noisy, clean] = [await ask(index, text), await ask(index, question)];
        expect(allCitations(noisy)).toEqual(allCitations(clean));
        expect(noisy.unknownWords).toEqual(clean.unknownWords);
        expect(noisy.kind).toBe(clean.kind);
      }),
      { numRuns: 400 },
    );
  });
});
