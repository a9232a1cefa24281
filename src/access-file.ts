import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { normalPath } from '../index/document-path.ts';
import { PlanciteError } from '../index/errors.ts';
import { ANSWERS } from './access.ts';

const folder = z
  .string()
  .regex(/^[^/\s.][^/]*(\/[^/.][^/]*)*$/, 'expected a folder below the seeds, such as "hr" or "hr/leave"')
  .transform(normalPath);
const collections = z.array(folder).nonempty('expected a folder at least').optional();
const internal = z.boolean('expected true or false');

const Rules = z.strictObject({
  answers: z.enum(ANSWERS, `expected one of ${ANSWERS.join(', ')}`).optional(),
  collections,
  internal: internal.optional(),
});

/** What does not say that it includes what is internal does not. */
const Grant = z.strictObject({ collections, internal: internal.default(false) });

const byId = <Entry extends z.ZodType>(id: RegExp, what: string, entry: Entry) =>
  z.record(z.string().regex(id, `expected the id of a ${what}`), entry);

const AccessFile = z.strictObject({
  slack: z
    .strictObject({
      default: Rules.optional(),
      channels: byId(/^[CGD][A-Z0-9]+$/, 'channel, such as C0123456789', Rules).optional(),
      people: z
        .strictObject({
          default: Grant.optional(),
          guests: Grant.optional(),
          outsiders: Grant.optional(),
          groups: byId(/^S[A-Z0-9]+$/, 'user group, such as S0123456789', Grant).optional(),
        })
        .optional(),
    })
    .optional(),
  discord: z
    .strictObject({
      default: Rules.optional(),
      channels: byId(/^\d+$/, 'channel, such as "123456789012345678", in quotes', Rules).optional(),
      people: z
        .strictObject({
          default: Grant.optional(),
          roles: byId(/^\d+$/, 'role, such as "123456789012345678", in quotes', Grant).optional(),
        })
        .optional(),
    })
    .optional(),
});
export type AccessFile = z.infer<typeof AccessFile>;

/**
 * Who may ask and see what, by platform.
 * @param setting name of the setting that names the file
 * @throws {PlanciteError} `CONFIG_INVALID`, naming each wrong entry
 */
export function readAccessFile(path: string, setting: string): AccessFile {
  let content: unknown;
  try {
    // A number with the digits of an id is not the id.
    content = parse(readFileSync(path, 'utf8'), { stringKeys: true });
  } catch (err) {
    const reason = err instanceof Error ? err.message : String(err);
    throw new PlanciteError('CONFIG_INVALID', `${setting}: ${reason}`, { cause: err });
  }
  // Without this a file that was emptied by mistake would lift every restriction.
  if (content === null)
    throw new PlanciteError('CONFIG_INVALID', `${setting}: says nothing; write {} if that is meant`);
  const parsed = AccessFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    // What is wrong with a key stands inside.
    const message = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
    return `${issue.path.join('.') || 'file'}: ${message ?? issue.message}`;
  });
  throw new PlanciteError('CONFIG_INVALID', `${setting}: ${faults.join('; ')}`);
}
