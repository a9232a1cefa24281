import { constants, setPriority } from 'node:os';
import { openEncoder } from './encoder.ts';
import type { ModelSettings } from './model-settings.ts';
import { openFrom } from './models.ts';
import type { UnitText } from './unit-texts.ts';

/** What a process that encodes is given when it starts. */
export type Task = Pick<ModelSettings, 'encoder' | 'runtime'> & {
  readonly threads: number;
  /** Whether anything else on the machine goes first. */
  readonly isPatient: boolean;
};

/** Components of the vectors of what it was sent, one after the other; or why there are none. */
export type Encoded = { readonly components: Int8Array } | { readonly failed: string };

const { encoder: folder, runtime, threads, isPatient }: Task = JSON.parse(process.argv[2] ?? '');
if (isPatient) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const opening = openFrom(folder, (files) => openEncoder(files, runtime, threads));
opening.catch(() => {}); // Whoever sends something hears of it.

process.on('message', (texts: readonly UnitText[]) => {
  encode(texts)
    .catch((err: unknown): Encoded => ({ failed: err instanceof Error ? err.message : String(err) }))
    .then((encoded) => process.send?.(encoded));
});

async function encode(texts: readonly UnitText[]): Promise<Encoded> {
  const encoder = await opening;
  const vectors: Int8Array[] = [];
  for (const { context, text } of texts) vectors.push(await encoder.encodePassage(context, text));
  return { components: Int8Array.from(vectors.flatMap((vector) => [...vector])) };
}
