import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';
import type { Scope } from './scope.ts';

/**
 * What a bot answers in a channel. `never`: nothing. `mentions`: what it is asked by mention or command. `threads`:
 * follow-ups in its threads too. `unasked`: also a question put to nobody, or the first post of a forum's thread.
 */
const ANSWERS = ['never', 'mentions', 'threads', 'unasked'] as const;
export type Answers = (typeof ANSWERS)[number];

const folder = z
  .string()
  .regex(/^[^/\s.][^/]*(\/[^/.][^/]*)*$/, 'expected a folder below the seeds, such as "hr" or "hr/leave"');

const Rules = z.strictObject({
  answers: z.enum(ANSWERS, `expected one of ${ANSWERS.join(', ')}`).optional(),
  collections: z.array(folder).nonempty('expected a folder at least').optional(),
  internal: z.boolean('expected true or false').optional(),
});
type Rules = z.infer<typeof Rules>;

const platform = (id: RegExp, what: string) =>
  z
    .strictObject({
      default: Rules.optional(),
      channels: z
        .record(z.string().regex(id, `expected the id of a channel, such as ${what}`), Rules)
        .optional(),
    })
    .optional();

const ChannelsFile = z.strictObject({
  slack: platform(/^[CGD][A-Z0-9]+$/, 'C0123456789'),
  discord: platform(/^\d+$/, '"123456789012345678", in quotes'),
});
export type ChannelsFile = z.infer<typeof ChannelsFile>;

/** What may be asked and seen in the channels of a platform. */
export type Channels = {
  /** Who reads there: `team` members may be told what is internal where others do not see it. */
  readonly members: 'team' | 'community';
  readonly default: Rules;
  /** By id; what they do not say is as it is by default. */
  readonly channels: Readonly<Record<string, Rules>>;
};

/**
 * The rules for channels, by platform.
 * @throws {PlanciteError} `CONFIG_INVALID`, naming each wrong entry
 */
export function readChannelsFile(path: string): ChannelsFile {
  let content: unknown;
  try {
    // A number with the digits of an id is not the id.
    content = parse(readFileSync(path, 'utf8'), { stringKeys: true });
  } catch (err) {
    const reason = err instanceof Error ? err.message : String(err);
    throw new PlanciteError('CONFIG_INVALID', `CHANNELS_FILE: ${reason}`, { cause: err });
  }
  const parsed = ChannelsFile.safeParse(content ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    // What is wrong with a key stands inside.
    const message = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
    return `${issue.path.join('.') || 'file'}: ${message ?? issue.message}`;
  });
  throw new PlanciteError('CONFIG_INVALID', `CHANNELS_FILE: ${faults.join('; ')}`);
}

/** What is answered in a channel. */
export function answersIn(channels: Channels, channel: string): Answers {
  return rulesOf(channels, channel).answers ?? 'threads';
}

/**
 * What may be quoted in answer to somebody.
 * @param channel where it is asked; `null` in a direct conversation
 * @param isPrivate whether the asker alone sees the answer
 */
export function scopeIn(channels: Channels, channel: string | null, isPrivate: boolean): Scope {
  const { collections, internal } = rulesOf(channels, channel);
  return { grants: [{ collections, internal: internal ?? (isPrivate && channels.members === 'team') }] };
}

/** Every folder that some rule names. */
export function collectionsIn({ default: common, channels }: Channels): string[] {
  return [common, ...Object.values(channels)].flatMap(({ collections = [] }) => collections);
}

function rulesOf(channels: Channels, channel: string | null): Rules {
  return { ...channels.default, ...(channel === null ? {} : channels.channels[channel]) };
}
