import { PlanciteError } from '../index/errors.ts';
import { readModel } from '../index/meaning/model-files.ts';
import { BUILT_IN_MODELS, type ModelSettings } from '../index/meaning/model-settings.ts';

/**
 * Whoever names other models than those that come with the product means them: without them nothing starts. Where ours are
 * damaged, answers go by words until they are put back.
 * @throws {PlanciteError} `CONFIG_INVALID`, naming the setting
 */
export async function checkConfiguredModels({ encoder, reader }: ModelSettings): Promise<void> {
  const named = [
    { setting: 'ENCODER', folder: encoder, ours: BUILT_IN_MODELS.encoder },
    { setting: 'READER', folder: reader, ours: BUILT_IN_MODELS.reader },
  ].filter(({ folder, ours }) => folder.dir !== ours.dir || folder.sha256 !== ours.sha256);
  for (const { setting, folder } of named)
    await readModel(folder).catch((cause: unknown) => {
      if (!(cause instanceof PlanciteError)) throw cause;
      throw new PlanciteError('CONFIG_INVALID', `${setting}_DIR, ${setting}_SHA256: ${cause.message}`, {
        cause,
      });
    });
}
