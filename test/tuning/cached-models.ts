import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Models } from '../../index/meaning/meaning.ts';
import { BUILT_IN_MODELS } from '../../index/meaning/model-settings.ts';
import { openModels } from '../../index/meaning/models.ts';
import type { Vector } from '../../index/meaning/vectors.ts';

/** How long to wait for another process that is writing, in ms. */
const MAX_WAIT_MS = 30_000;
const KEY_BYTES = 16;

/**
 * The models that come with the product, which keep what they find in a file: fits are made again and again over the same texts,
 * and the models take most of their time.
 * @param folder it holds a file for each pair of models, and is made where there is none
 */
export async function openCachedModels(folder: string): Promise<Models> {
  const models = await openModels({ ...BUILT_IN_MODELS, runtime: null });
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, `${models.id}.db`), { timeout: MAX_WAIT_MS });
  database.exec(`CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS reading (key BLOB PRIMARY KEY, value REAL) WITHOUT ROWID`);
  const findVector = database.prepare('SELECT value FROM vector WHERE key = ?');
  const findReading = database.prepare('SELECT value FROM reading WHERE key = ?');
  const keepVector = database.prepare('INSERT OR IGNORE INTO vector VALUES (?, ?)');
  const keepReading = database.prepare('INSERT OR IGNORE INTO reading VALUES (?, ?)');

  const vectorOf = async (text: string, encode: () => Promise<Vector>): Promise<Vector> => {
    const key = keyOf(text);
    const known = findVector.get(key);
    if (known !== undefined) return new Int8Array(known.value as Uint8Array); // A BLOB.
    const vector = await encode();
    keepVector.run(key, new Uint8Array(vector));
    return vector;
  };
  return {
    ...models,
    encoder: {
      ...models.encoder,
      encodeQuestion: (text) => vectorOf(`query ${text}`, () => models.encoder.encodeQuestion(text)),
      encodePassage: (context, text) =>
        vectorOf([...context, text].join('. '), () => models.encoder.encodePassage(context, text)),
    },
    reader: {
      ...models.reader,
      async relevance(question, context, text) {
        const key = keyOf(`R ${question}\n${context.join(' > ')}\n${text}`);
        const known = findReading.get(key);
        if (known !== undefined) return known.value as number; // A REAL.
        const logOdds = await models.reader.relevance(question, context, text);
        keepReading.run(key, logOdds);
        return logOdds;
      },
    },
  };
}

function keyOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, KEY_BYTES);
}
