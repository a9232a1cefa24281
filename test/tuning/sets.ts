import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildIndex, type DocumentIndex } from '../../index/document-index.ts';
import { addMeaning } from '../../index/meaning/add-meaning.ts';
import { readSeeds } from '../../index/seeds.ts';
import { type GoldQuestion, readGoldFile } from '../../src/evaluation/gold.ts';
import { openCachedModels } from './cached-models.ts';

/** Questions with documents of their own, one part to fit on and one to check with. */
export type QuestionSet = {
  readonly name: string;
  readonly index: DocumentIndex;
  readonly questions: readonly GoldQuestion[];
};

type SetFiles = { readonly name: string; readonly docs: string; readonly questions: string };

/**
 * The public sets, as folders below `publicDir`, and questions of the project's own about the shipped documents. The
 * golden questions are not among them: they guard what was fitted here.
 */
function filesOf(publicDir: string): SetFiles[] {
  const root = new URL('../..', import.meta.url).pathname;
  const publicSet = (name: string, folder: string, file: string): SetFiles => ({
    name,
    docs: join(publicDir, folder, 'docs'),
    questions: join(publicDir, folder, file),
  });
  return [
    publicSet('squad2', 'squad2', 'questions.jsonl'),
    publicSet('squad2-typos', 'squad2', 'questions.typos.jsonl'),
    publicSet('obliqa', 'obliqa', 'questions.jsonl'),
    publicSet('or-sharc', 'or-sharc', 'questions.jsonl'),
    publicSet('mtrag-un', 'mtrag-un', 'questions.jsonl'),
    publicSet('cmrc2018', 'cmrc2018', 'questions.jsonl'),
    { name: 'own', docs: join(root, 'seeds'), questions: join(root, 'test/tuning/own.jsonl') },
  ];
}

/** Further sets: in `dir`, questions in `NAME.jsonl` about the documents in `NAME/`. */
function moreIn(dir: string): SetFiles[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl') && existsSync(join(dir, basename(file, '.jsonl'))))
    .map((file) => {
      const name = basename(file, '.jsonl');
      return { name, docs: join(dir, name), questions: join(dir, file) };
    });
}

/**
 * Where the sets are: the public ones, and a folder with further sets, if any; and the file that keeps what the models find. Without
 * that, there is no meaning.
 */
export type SetFolders = {
  readonly public: string;
  readonly more?: string | undefined;
  readonly cache?: string | undefined;
};

/** The same as options of a command. */
export const SET_OPTIONS = {
  public: { type: 'string', default: 'public' },
  more: { type: 'string' },
  cache: { type: 'string' },
} as const;

/**
 * Reads the sets, with the questions of one part; the project's own questions have no parts and count for all.
 * @throws {Error} naming the folder, if it is not there
 */
export async function readSets(folders: SetFolders, part: 'train' | 'check'): Promise<QuestionSet[]> {
  if (!existsSync(folders.public)) {
    throw new Error(
      `the public question sets are not at ${folders.public}: name their folder with --public DIR`,
    );
  }
  const models = folders.cache === undefined ? null : await openCachedModels(folders.cache);
  const indexes = new Map<string, DocumentIndex>();
  const sets: QuestionSet[] = [];
  for (const { name, docs, questions } of [
    ...filesOf(folders.public),
    ...(folders.more === undefined ? [] : moreIn(folders.more)),
  ]) {
    const build = async (): Promise<DocumentIndex> => {
      const built = await buildIndex(await readSeeds({ seedsDir: docs, maxDocumentBytes: 1_000_000_000 }));
      return models === null ? built : addMeaning(built, models);
    };
    const index = indexes.get(docs) ?? (await build());
    indexes.set(docs, index);
    const all = await readGoldFile(questions);
    sets.push({
      name,
      index,
      questions: all.filter((each) => each.part === undefined || each.part === part),
    });
  }
  return sets;
}
