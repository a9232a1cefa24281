import type { ModelFiles } from './model-files.ts';
import type { Runtime } from './model-settings.ts';
import { openSession } from './onnx-session.ts';
import { DIMENSIONS, quantize, type Vector } from './vectors.ts';

/** Turns texts into vectors that lie the closer together the more alike they are in meaning, across languages. */
export type Encoder = {
  /** The same id, the same vectors. */
  readonly id: string;
  readonly runtime: Runtime;
  readonly encodeQuestion: (text: string) => Promise<Vector>;
  /** @param context what the text stands under, outermost first */
  readonly encodePassage: (context: readonly string[], text: string) => Promise<Vector>;
};

/** Longer texts are cut off: the encoder was made for passages of this size. In tokens. */
const MAX_TOKENS = 200;

/**
 * @param files of a model of the E5 family (Wang et al., 2024)
 * @param runtime `null` for the native one where it can be had
 * @param threads of the native one
 * @throws {PlanciteError} `MODEL_INVALID`
 */
export async function openEncoder(
  { id, onnx, tokenizer }: ModelFiles,
  runtime: Runtime | null,
  threads = 1,
): Promise<Encoder> {
  const states = { name: 'last_hidden_state', dimensions: DIMENSIONS };
  const session = await openSession(onnx, states, runtime, threads);
  // E5 was trained with these words in front, which tell it what it is given.
  const encode = async (role: 'query' | 'passage', text: string): Promise<Vector> => {
    const ids = cutOff(tokenizer.encode(`${role}: ${text}`).ids);
    const { last_hidden_state: states = new Float32Array() } = await session.run({
      input_ids: ids,
      attention_mask: ids.map(() => 1),
      token_type_ids: ids.map(() => 0),
    });
    return quantize(mean(states, ids.length));
  };
  return {
    id,
    runtime: session.runtime,
    encodeQuestion: (text) => encode('query', text),
    encodePassage: (context, text) => encode('passage', [...context, text].join('. ')),
  };
}

/** Without what is beyond the size, but for the mark of the end. */
function cutOff(ids: readonly number[]): readonly number[] {
  return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), ...ids.slice(-1)];
}

function mean(states: Float32Array, tokens: number): Float32Array {
  const sums = new Float32Array(DIMENSIONS);
  for (let token = 0; token < tokens; token += 1)
    for (let i = 0; i < DIMENSIONS; i += 1) sums[i] = (sums[i] ?? 0) + (states[token * DIMENSIONS + i] ?? 0);
  return sums;
}
