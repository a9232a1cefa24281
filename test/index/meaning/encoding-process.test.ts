import { afterEach, expect, it } from 'vitest';
import { openEncoder } from '../../../index/meaning/encoder.ts';
import { type Encoding, startEncoding } from '../../../index/meaning/encoding-process.ts';
import { readModel } from '../../../index/meaning/model-files.ts';
import { BUILT_IN_MODELS } from '../../../index/meaning/model-settings.ts';
import type { UnitText } from '../../../index/meaning/unit-texts.ts';
import type { Vector } from '../../../index/meaning/vectors.ts';
import { temporaryFolder } from '../../support/folders.ts';

const TASK = { encoder: BUILT_IN_MODELS.encoder, runtime: null, threads: 2, isPatient: true };
const TEXTS: UnitText[] = [
  { context: ['Leave rules'], text: 'Staff have thirty days of paid leave a year.' },
  { context: [], text: '职工每年享有三十天带薪休假。' },
  { context: [], text: 'a '.repeat(5_000) },
];

let encoding: Encoding | undefined;
afterEach(() => encoding?.end());

it('says what an encoder in this process says', async () => {
  encoding = startEncoding(TASK, true);
  const encoder = await openEncoder(await readModel(BUILT_IN_MODELS.encoder), null);
  const own = await Promise.all(TEXTS.map(({ context, text }) => encoder.encodePassage(context, text)));
  expect(await encoding.encode(TEXTS)).toEqual(own);
  expect(await encoding.encode(TEXTS.slice(0, 1))).toEqual(own.slice(0, 1));
});

it('gives a text the vector it always had: with another one, VERSION in vector-store.ts rises', async () => {
  encoding = startEncoding(TASK, true);
  const [rules, ...others] = await encoding.encode([
    { context: [], text: 'Rules' },
    ...TEXTS.slice(0, 2),
    { context: ['Travel'], text: 'Trains are booked by the office.' },
  ]);
  const near = others.map((vector) => cosineOf(rules ?? vector, vector));
  // Runtimes and processors differ in the last bits.
  for (const [i, expected] of [0.819, 0.772, 0.827].entries())
    expect(Math.abs((near[i] ?? 0) - expected)).toBeLessThan(0.006);
});

function cosineOf(a: Vector, b: Vector): number {
  const product = (one: Vector, other: Vector): number =>
    one.reduce((sum, component, i) => sum + component * (other[i] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

it('fails what is under way, and what comes after, when it is ended', async () => {
  const ended = startEncoding(TASK, false);
  const underWay = ended.encode(TEXTS);
  ended.end();
  await expect(underWay).rejects.toThrow('the process that encodes has ended (SIGKILL)');
  await expect(ended.encode(TEXTS)).rejects.toThrow('the process that encodes has ended (SIGKILL)');
});

it('says what is wrong with its model', async () => {
  encoding = startEncoding({ ...TASK, encoder: { ...TASK.encoder, dir: temporaryFolder() } }, true);
  await expect(encoding.encode(TEXTS)).rejects.toThrow('model.onnx cannot be read (ENOENT)');
});
