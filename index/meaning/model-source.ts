import { availableParallelism } from 'node:os';
import { type Encoding, startEncoding } from './encoding-process.ts';
import type { Models } from './meaning.ts';
import { type ModelSettings, modelsIdOf } from './model-settings.ts';
import { openModels } from './models.ts';
import { remembering } from './remembering.ts';

/** Texts are short: more threads have too little to do. */
const MAX_THREADS = 4;

/** Models that may be opened, and what can be known of them before they are. */
export type ModelSource = {
  /** As of {@link Models}, ... */
  readonly id: string;
  /** ... and of their encoder. */
  readonly encoderId: string;
  /** @throws {PlanciteError} `MODEL_INVALID` */
  readonly open: () => Promise<Models>;
  /** @param isWaitedFor whether somebody waits for it: then it takes what time it can get */
  readonly startEncoding: (isWaitedFor: boolean) => Encoding;
};

export function modelsFrom(settings: ModelSettings): ModelSource {
  const { encoder, runtime } = settings;
  const cores = availableParallelism();
  return {
    id: modelsIdOf(settings),
    encoderId: encoder.sha256,
    open: async () => remembering(await openModels(settings)),
    startEncoding(isWaitedFor) {
      const threads = isWaitedFor ? Math.min(cores, MAX_THREADS) : 1;
      return startEncoding({ encoder, runtime, threads, isPatient: !isWaitedFor }, isWaitedFor);
    },
  };
}
