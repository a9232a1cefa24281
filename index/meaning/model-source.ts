import { type Encoding, startEncoding } from './encoding-process.ts';
import type { Models } from './meaning.ts';
import { type ModelSettings, modelsIdOf } from './model-settings.ts';
import { openModels } from './models.ts';

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
  return {
    id: modelsIdOf(settings),
    encoderId: encoder.sha256,
    open: () => openModels(settings),
    startEncoding: (isWaitedFor) => startEncoding({ encoder, runtime, isPatient: !isWaitedFor }, isWaitedFor),
  };
}
