import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../index/manifest.ts';
import type { Models } from '../../../index/meaning/meaning.ts';
import { BUILT_IN_MODELS, type ModelFolder, RUNTIMES } from '../../../index/meaning/model-settings.ts';
import { openModels } from '../../../index/meaning/models.ts';
import { lengthOf, productWith, type Vector } from '../../../index/meaning/vectors.ts';
import { folderWith } from '../../support/folders.ts';

const { encoder, reader } = BUILT_IN_MODELS;

function fileOf({ dir }: ModelFolder, name: string): Buffer {
  return readFileSync(join(dir, name));
}

/** A folder whose digest is that of its files, whatever they are. */
function folderOf(onnx: Uint8Array, tokenizer: Uint8Array): ModelFolder {
  return {
    dir: folderWith({ 'model.onnx': onnx, 'tokenizer.json': tokenizer }),
    sha256: sha256(`${sha256(onnx)}  model.onnx\n${sha256(tokenizer)}  tokenizer.json\n`),
  };
}

describe('models', () => {
  const tokenizer = fileOf(reader, 'tokenizer.json');
  const cut = fileOf(reader, 'model.onnx').subarray(0, 1_000_000);

  it.each<[string, Partial<typeof BUILT_IN_MODELS>, string]>([
    [
      'a folder that is not there',
      { encoder: { ...encoder, dir: '/nowhere' } },
      'model.onnx cannot be read (ENOENT)',
    ],
    [
      'a file that is not there',
      { reader: { ...reader, dir: folderWith({ 'model.onnx': cut }) } },
      'tokenizer.json cannot be read',
    ],
    [
      'a file that was cut off',
      { reader: { ...folderOf(cut, tokenizer), sha256: reader.sha256 } },
      `and not ${reader.sha256}`,
    ],
    [
      'another model',
      { reader: { ...encoder, sha256: reader.sha256 } },
      `have the SHA-256 ${encoder.sha256}`,
    ],
    ['what is no model', { reader: folderOf(cut, tokenizer) }, 'not a model that can be run'],
    ['what is no tokenizer', { reader: folderOf(cut, Buffer.from('{"model":')) }, 'not a tokenizer'],
    ['a reader for an encoder', { encoder: reader }, 'no output last_hidden_state'],
    ['an encoder for a reader', { reader: encoder }, 'no output relevance'],
  ])('are refused with their folder and the reason: %s', async (_, wrong, reason) => {
    const opened = openModels({ ...BUILT_IN_MODELS, ...wrong });
    await expect(opened).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    await expect(opened).rejects.toThrow(reason);
    await expect(opened).rejects.toThrow((wrong.encoder ?? wrong.reader)?.dir);
  });

  it('are the same wherever their files are', async () => {
    const moved = folderOf(fileOf(reader, 'model.onnx'), tokenizer);
    const [here, there] = await Promise.all([
      openModels(BUILT_IN_MODELS),
      openModels({ ...BUILT_IN_MODELS, reader: moved }),
    ]);
    expect(there.id).toBe(here.id);
  });
});

describe.each(RUNTIMES)('models in the %s runtime', (runtime) => {
  let models: Models;
  beforeAll(async () => {
    models = await openModels({ ...BUILT_IN_MODELS, runtime });
  });

  const LEAVE = {
    context: ['Staff handbook', 'Leave'],
    text: 'Employees are entitled to 25 days of annual leave.',
  };
  const PARKING = { context: ['Staff handbook', 'Parking'], text: 'Visitors park behind the main building.' };

  it('are known to run there', () => {
    expect(models.encoder.runtime).toBe(runtime);
  });

  it.each(['How much vacation do I get?', '我每年有多少天假期？'])(
    'put a text near what it asks for: %s',
    async (question) => {
      const asked = await models.encoder.encodeQuestion(question);
      const nearness = async ({ context, text }: typeof LEAVE): Promise<number> =>
        cosine(asked, await models.encoder.encodePassage(context, text));
      expect(await nearness(LEAVE)).toBeGreaterThan((await nearness(PARKING)) + 0.02);
    },
  );

  it('tell what answers from what does not', async () => {
    const read = ({ context, text }: typeof LEAVE): Promise<number> =>
      models.reader.relevance('How many vacation days do I get?', context, text);
    const answers = await read(LEAVE);
    expect(answers).toBeGreaterThan((await read(PARKING)) + 3);
    expect(answers).toBe(Number(answers.toFixed(1)));
  });

  it('take texts of any length and none', async () => {
    const long = 'Leave is granted by the head of the office. '.repeat(500);
    for (const text of ['', long]) {
      expect(await models.encoder.encodePassage([], text)).toHaveLength(384);
      expect(await models.reader.relevance(long, [long], text)).toBeTypeOf('number');
    }
  });
});

describe('the runtimes', () => {
  it('agree on what is near and what answers', async () => {
    const [native, wasm] = await Promise.all(
      RUNTIMES.map((runtime) => openModels({ ...BUILT_IN_MODELS, runtime })),
    );
    for (const question of ['Who may park here?', 'How much vacation do I get?', '我每年有多少天假期？']) {
      const [a, b] = await Promise.all(
        [native, wasm].map((models) => models?.encoder.encodeQuestion(question)),
      );
      expect(cosine(a ?? new Int8Array(), b ?? new Int8Array())).toBeGreaterThan(0.995);
    }
  });
});

function cosine(a: Vector, b: Vector): number {
  return productWith(a, b, 0) / (lengthOf(a, 0) * lengthOf(b, 0));
}
