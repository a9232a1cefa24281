import { z } from 'zod';
import { PlanciteError } from '../index/errors.ts';
import { type Access, type Answers, stricterAnswers, withoutInternal } from './access.ts';
import type { AccessFile } from './access-file.ts';
import { ids, unlessEmpty } from './settings.ts';

export const SLACK_SETTINGS = {
  SLACK_BOT_TOKEN: secret('xoxb', 'xapp'),
  SLACK_APP_TOKEN: secret('xapp', 'xoxb'),
  SLACK_SIGNING_SECRET: unlessEmpty(z.string().optional()),
  SLACK_API_URL: unlessEmpty(z.url('expected a URL such as "https://slack.com/api/"').optional()),
  SLACK_MAINTAINERS: ids(/^[UWS]/, 'ids of users (U…) and user groups (S…)'),
  SLACK_NOTICE_CHANNEL: unlessEmpty(
    z
      .string()
      .regex(/^[CGD]\w+$/, 'expected the id of a channel, such as C0123456789')
      .optional(),
  ),
  SLACK_ANSWER_CHANNELS: ids(/^[CG]/, 'ids of channels (C…)'),
  SLACK_QUIET_CHANNELS: ids(/^[CG]/, 'ids of channels (C…)'),
};

const Settings = z.object({ ...SLACK_SETTINGS });

/** A token; the other kind in its place is the commonest mistake. */
function secret(kind: string, other: string) {
  return unlessEmpty(
    z
      .string()
      .refine(
        (token) => !token.startsWith(`${other}-`),
        `expected a token that starts with ${kind}-, not with ${other}-`,
      )
      .optional(),
  );
}

export type SlackConfig = {
  readonly botToken: string;
  /** Socket Mode, which needs no address of our own, or requests over HTTP that Slack signs. */
  readonly receive:
    | { readonly by: 'socket'; readonly appToken: string }
    | { readonly by: 'http'; readonly signingSecret: string };
  /** Where the Web API is; `null` for Slack itself. */
  readonly apiUrl: string | null;
  /** Ids of users and user groups. */
  readonly maintainers: readonly string[];
  /** Channel that hears of refreshes; `null` for none. */
  readonly noticeChannel: string | null;
  readonly access: Access;
};

/**
 * @throws {PlanciteError} `CONFIG_INVALID` for half a configuration, naming what is missing
 */
export function slackConfig(
  settings: z.infer<typeof Settings>,
  said: AccessFile['slack'],
): SlackConfig | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl = null,
    SLACK_MAINTAINERS: maintainers,
    SLACK_NOTICE_CHANNEL: noticeChannel = null,
    SLACK_ANSWER_CHANNELS: answerChannels,
    SLACK_QUIET_CHANNELS: quietChannels,
  } = settings;
  const isWanted =
    [botToken, appToken, signingSecret, apiUrl, noticeChannel].some((value) => (value ?? null) !== null) ||
    [maintainers, answerChannels, quietChannels].some((ids) => ids.length > 0);
  if (!isWanted) return null;
  if (botToken === undefined)
    throw new PlanciteError('CONFIG_INVALID', 'SLACK_BOT_TOKEN: missing, though Slack is configured');
  const access: Access = {
    people: peopleIn(said),
    default: said?.default ?? {},
    channels: withAnswers(said, { unasked: answerChannels, mentions: quietChannels }),
  };
  const common = { botToken, apiUrl, maintainers, noticeChannel, access };
  if (appToken !== undefined) return { ...common, receive: { by: 'socket', appToken } };
  if (signingSecret !== undefined) return { ...common, receive: { by: 'http', signingSecret } };
  throw new PlanciteError(
    'CONFIG_INVALID',
    'SLACK_APP_TOKEN: missing for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
  );
}

/** A workspace is a team, and its guests and people of other organisations see what the public sees. */
function peopleIn(said: AccessFile['slack']): Access['people'] {
  const { default: members = { internal: true }, groups = {}, ...others } = said?.people ?? {};
  const { guests = withoutInternal(members), outsiders = withoutInternal(members) } = others;
  return { default: members, guests, outsiders, groups };
}

/** The rules with what the settings say of some channels; where both say something of what is answered, the stricter. */
function withAnswers(
  said: AccessFile['slack'],
  settings: Partial<Readonly<Record<Answers, readonly string[]>>>,
): Access['channels'] {
  const channels = { ...said?.channels };
  for (const [answers, ids] of Object.entries(settings) as [Answers, readonly string[]][])
    for (const id of ids) {
      const before = channels[id]?.answers ?? said?.default?.answers ?? answers;
      channels[id] = { ...channels[id], answers: stricterAnswers(before, answers) };
    }
  return channels;
}
