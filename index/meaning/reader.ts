import type { ModelFiles } from './model-files.ts';
import type { Runtime } from './model-settings.ts';
import { openSession } from './onnx-session.ts';
import { roundLogOdds } from './rounding.ts';

/** Reads a passage with a question in mind. English only. */
export type Reader = {
  /**
   * @param context what the text stands under, outermost first
   * @returns log-odds that the text answers the question
   */
  readonly relevance: (question: string, context: readonly string[], text: string) => Promise<number>;
};

/** What it was trained with, in tokens. */
const MAX_TOKENS = 224;
const MAX_QUESTION_TOKENS = 64;
/** Marks of BERT (Devlin et al., 2019): the start, and the end of each of the two texts. */
const START = 101;
const END = 102;

/**
 * @param files of a model of BERT's family with an output `relevance` that is a log-odds
 * @param runtime `null` for the native one where it can be had
 * @throws {PlanciteError} `MODEL_INVALID`
 */
export async function openReader({ onnx, tokenizer }: ModelFiles, runtime: Runtime | null): Promise<Reader> {
  const session = await openSession(onnx, { name: 'relevance' }, runtime);
  const idsOf = (text: string): readonly number[] =>
    tokenizer.encode(text, { add_special_tokens: false }).ids;
  return {
    async relevance(question, context, text) {
      const asked = [START, ...idsOf(question).slice(0, MAX_QUESTION_TOKENS), END];
      const said = context.length === 0 ? text : `${context.join(' > ')} | ${text}`;
      const read = [...idsOf(said).slice(0, MAX_TOKENS - asked.length - 1), END];
      const { relevance } = await session.run({
        input_ids: [...asked, ...read],
        attention_mask: [...asked, ...read].map(() => 1),
        token_type_ids: [...asked.map(() => 0), ...read.map(() => 1)],
      });
      return roundLogOdds(relevance?.[0] ?? Number.NEGATIVE_INFINITY);
    },
  };
}
