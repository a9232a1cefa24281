import { PlanciteError } from '../errors.ts';
import type { Runtime } from './model-settings.ts';

/** Of one text: token ids, and what else a model may take, of the same length. */
type Inputs = Readonly<Record<(typeof INPUTS)[number], readonly number[]>>;
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;

/** A model, ready to run. */
export type Session = {
  readonly runtime: Runtime;
  /**
   * Runs one text through the model. One at a time: in batches texts are filled up to the longest, which costs more than it saves,
   * and a text's result would depend on its neighbours.
   * @param inputs of which the model gets those it takes
   * @returns the outputs by name
   */
  readonly run: (inputs: Inputs) => Promise<Readonly<Record<string, Float32Array>>>;
};

/** What a model has to have. `dimensions` is the last size of an output that consists of vectors. */
export type Output = { readonly name: string; readonly dimensions?: number };

/** What a runtime may print: not how it improves a model. */
const ERRORS = 3;

type Onnx = typeof import('onnxruntime-web');

/**
 * @param bytes of an ONNX file
 * @param runtime `null` for the native one where it can be had
 * @param threads of the native one; what comes out is the same with any number of them
 * @throws {PlanciteError} `MODEL_INVALID`
 */
export async function openSession(
  bytes: Uint8Array,
  output: Output,
  runtime: Runtime | null,
  threads = 1,
): Promise<Session> {
  const { onnx, runtime: used } = await load(runtime);
  const { InferenceSession, Tensor } = onnx;
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A thread that waits by spinning takes as much time as one that works.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: ERRORS,
  }).catch((cause: unknown) => {
    throw new PlanciteError('MODEL_INVALID', 'model.onnx is not a model that can be run', { cause });
  });
  const inputs = session.inputNames.map((name) => INPUTS.find((known) => known === name));
  if (!inputs.every((name) => name !== undefined))
    throw new PlanciteError(
      'MODEL_INVALID',
      `it takes ${session.inputNames.join(', ')}, and not ${INPUTS.join(', ')} or some of these`,
    );
  const found = session.outputMetadata.find(({ name }) => name === output.name);
  if (!found?.isTensor || (output.dimensions !== undefined && found.shape.at(-1) !== output.dimensions))
    throw new PlanciteError('MODEL_INVALID', `it has no output ${output.name} as is needed`);
  return {
    runtime: used,
    async run(given) {
      const feeds = inputs.map((name) => {
        const values = given[name];
        return [name, new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])] as const;
      });
      const results = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(
        Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]), // All outputs are of that type.
      );
    },
  };
}

async function load(runtime: Runtime | null): Promise<{ onnx: Onnx; runtime: Runtime }> {
  if (runtime !== 'wasm') {
    try {
      return { onnx: await import('onnxruntime-node'), runtime: 'native' };
    } catch (cause) {
      // Not installed, or not built for this platform.
      if (runtime === 'native')
        throw new PlanciteError('MODEL_INVALID', 'onnxruntime-node cannot be loaded on this machine', {
          cause,
        });
    }
  }
  const onnx = await import('onnxruntime-web');
  onnx.env.wasm.numThreads = 1;
  return { onnx, runtime: 'wasm' };
}
