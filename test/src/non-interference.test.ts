import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LiveIndex } from '../../index/live-index.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import { createLogger } from '../../src/logger.ts';
import { admits, type Scope } from '../../src/scope.ts';
import { folderWith } from '../support/folders.ts';
import { allCitations, TODAY } from '../support/questions.ts';

type Seed = {
  readonly folder: string;
  readonly audience: 'public' | 'internal';
  readonly title: readonly string[];
  readonly jurisdiction: string;
  readonly body: readonly (readonly string[])[];
};

const WORDS = [
  ...['leave', 'bonus', 'travel', 'budget', 'Marigold', 'Falcon', 'Kent', 'Essex', 'rules', 'plan', 'staff'],
  ...['nine', 'thirty', '2025', 'percent', 'laptop', 'merger', 'grant', '假期', '奖金', '预算', '金盏花'],
];
const word = fc.constantFrom(...WORDS);
const words = (maxLength: number) => fc.array(word, { minLength: 1, maxLength });

const seed: fc.Arbitrary<Seed> = fc.record({
  folder: fc.constantFrom('', 'hr/', 'hr/pay/', 'it/'),
  audience: fc.constantFrom('public', 'internal'),
  title: words(3),
  jurisdiction: fc.constantFrom('Kent', 'Essex', 'Hunan'),
  body: fc.array(words(9), { minLength: 1, maxLength: 5 }),
});
const collections = fc.constantFrom(undefined, ['hr'], ['it'], ['hr/pay', 'it']);
const scope: fc.Arbitrary<Scope> = fc.record({
  grants: fc.array(fc.record({ collections, internal: fc.boolean() }), { maxLength: 2 }),
  document: fc.constantFrom(undefined, undefined, undefined, 'd0.md', 'hr/d1.md'),
});
/** Words of the documents, some with a slip, and questions that are about the documents as such. */
const question = fc.oneof(
  { weight: 6, arbitrary: words(6).map((asked) => `What of ${asked.join(' ')}?`) },
  { weight: 2, arbitrary: words(4).map((asked) => `What of ${asked.map((each) => `${each}x`).join(' ')}?`) },
  { weight: 1, arbitrary: words(2).map((asked) => `Compare ${asked.join(' with ')}`) },
  { weight: 1, arbitrary: fc.constantFrom('What documents do you have?', 'hello') },
);
const glossary = fc.array(fc.array(words(2), { minLength: 2, maxLength: 3 }), { maxLength: 4 });

const pathOf = ({ folder }: Seed, i: number): string => `${folder}d${i}.md`;

function textOf({ audience, title, jurisdiction, body }: Seed): string {
  const about = { audience, title: title.join(' '), jurisdiction };
  const said = body.map((sentence, i) => `## Part ${sentence[0]} ${i}\n\nIt is ${sentence.join(' ')}.\n`);
  return `---\n${JSON.stringify(about)}\n---\n\n${said.join('\n')}`;
}

async function botOver(files: Readonly<Record<string, string>>): Promise<Bot> {
  const seedsDir = folderWith(files);
  const options = {
    seedsDir,
    dataDir: join(seedsDir, 'glossary.yaml', 'none'), // Never to be stored, which takes most of the time.
    maxDocumentBytes: 10_000,
    maxLoss: 1,
  };
  const index = await LiveIndex.open(options);
  return createBot({ index, now: () => TODAY, log: createLogger('silent', new PassThrough()) });
}

/** All that somebody can get to see of the documents, but for the id of the index. */
async function shownBy(bot: Bot, scope: Scope, text: string, history: readonly string[]): Promise<unknown> {
  const { indexId: _, ...answer } = await bot.ask({ text, history, scope });
  const citations = allCitations({ ...answer, indexId: '' });
  return {
    answer,
    more: (await bot.ask({ text, history, scope, top: 9 })).kind,
    contexts: await Promise.all(citations.map((citation) => bot.context(citation, scope))),
    sources: await bot.sources(scope),
    suggestions: await bot.suggest(text.slice(8, 11), scope, 25),
  };
}

it('nothing shows within a scope but what shows where there are no other documents', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(seed, { minLength: 1, maxLength: 5 }),
      glossary,
      scope,
      question,
      fc.array(question, { maxLength: 2 }),
      async (seeds, ideas, may, text, history) => {
        const settings = {
          'glossary.yaml': JSON.stringify(ideas.map((idea) => idea.map((parts) => parts.join(' ')))),
        };
        const isAdmitted = (each: Seed, i: number): boolean =>
          admits(may, { ...each, path: pathOf(each, i) });
        const filesOf = (all: readonly Seed[], isWanted: typeof isAdmitted) =>
          Object.fromEntries(
            all.flatMap((each, i) => (isWanted(each, i) ? [[pathOf(each, i), textOf(each)]] : [])),
          );
        const whole = await botOver({ ...settings, ...filesOf(seeds, () => true) });
        // That something is kept from them may be known, as it narrows what the glossary tells; not what it is.
        const isKept = !seeds.every(isAdmitted);
        const alone = await botOver({
          ...settings,
          ...filesOf(seeds, isAdmitted),
          ...(isKept && { 'kept/other.md': '---\naudience: internal\n---\n\n# Other\n\nOther words.\n' }),
        });
        expect(await shownBy(whole, may, text, history)).toEqual(await shownBy(alone, may, text, history));
      },
    ),
    { numRuns: 150 },
  );
});
