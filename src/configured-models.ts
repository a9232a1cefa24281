import { PlanciteError } from '../index/errors.ts';
import { openEncoder } from '../index/meaning/encoder.ts';
import { type ModelFiles, readModel } from '../index/meaning/model-files.ts';
import { BUILT_IN_MODELS, type ModelSettings } from '../index/meaning/model-settings.ts';
import { openReader } from '../index/meaning/reader.ts';

/** Words enough that a tokenizer of more tokens than the model knows gives one of those. */
const SAMPLE =
  'How many days of annual leave are employees entitled to in each calendar year? 员工每年有几天年假？';

/**
 * Whoever names other models than those that come with the product means them: without them nothing starts. Where ours are
 * damaged, answers go by words until they are put back.
 * @throws {PlanciteError} `CONFIG_INVALID`, naming the setting
 */
export async function checkConfiguredModels({ encoder, reader, runtime }: ModelSettings): Promise<void> {
  const named = [
    {
      setting: 'ENCODER',
      folder: encoder,
      ours: BUILT_IN_MODELS.encoder,
      tryOut: async (files: ModelFiles) => (await openEncoder(files, runtime)).encodeQuestion(SAMPLE),
    },
    {
      setting: 'READER',
      folder: reader,
      ours: BUILT_IN_MODELS.reader,
      tryOut: async (files: ModelFiles) => (await openReader(files, runtime)).relevance(SAMPLE, [], SAMPLE),
    },
  ].filter(({ folder, ours }) => folder.dir !== ours.dir || folder.sha256 !== ours.sha256);
  for (const { setting, folder, tryOut } of named)
    try {
      await tryOut(await readModel(folder));
    } catch (cause) {
      const reason =
        cause instanceof PlanciteError ? cause.message : `it cannot be used with its tokenizer (${cause})`;
      throw new PlanciteError('CONFIG_INVALID', `${setting}_DIR, ${setting}_SHA256: ${reason}`, { cause });
    }
}
