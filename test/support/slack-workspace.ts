/** Ids in the workspace the server plays. */
export const SLACK = {
  team: 'T01',
  bot: 'U0BOT',
  botId: 'B0BOT',
  user: 'U01',
  channel: 'C01',
  direct: 'D01',
  botToken: 'xoxb-test',
  appToken: 'xapp-test',
  signingSecret: 'test-signing-secret',
} as const;

/** A message in the workspace. */
export type Said = {
  user?: string;
  bot_id?: string;
  text: string;
  ts: string;
  thread_ts?: string;
  metadata?: unknown;
};

/** What `users.info` says of somebody: a member of the workspace, but for what is said here. */
export type User = Readonly<Record<string, unknown>>;

type Conversation = Readonly<Record<string, unknown>>;

/** A workspace and what people do there, as Slack would deliver it. */
export abstract class SlackWorkspace {
  readonly groups = new Map<string, string[]>();
  readonly users = new Map<string, User>();
  /** What `auth.test` says of the bot besides who it is. */
  installation: Readonly<Record<string, unknown>> = {};
  readonly messages: (Said & { channel: string })[] = [];
  #count = 0;

  /** Where answers by response address arrive. */
  protected abstract get port(): number;

  nextNumber(): number {
    this.#count += 1;
    return this.#count;
  }

  event(
    event: Record<string, unknown>,
    eventId = `Ev${this.nextNumber()}`,
    more: Record<string, unknown> = {},
  ): object {
    const envelope = { team_id: SLACK.team, api_app_id: 'A01', is_ext_shared_channel: false };
    return { type: 'event_callback', ...envelope, event_id: eventId, event, ...more };
  }

  /** A message somebody writes; also to be read back later. */
  message(text: string, more: Partial<Said> & Record<string, unknown> = {}): Record<string, unknown> {
    const said = {
      channel: SLACK.channel as string,
      user: SLACK.user as string,
      ts: this.timestamp(),
      ...more,
      text,
    };
    this.messages.push(said);
    const channel_type = said.channel.startsWith('D') ? 'im' : 'channel';
    return { type: 'message', channel_type, event_ts: said.ts, ...said };
  }

  mention(question: string, more: Partial<Said> & Record<string, unknown> = {}): Record<string, unknown> {
    return { ...this.message(`<@${SLACK.bot}> ${question}`, more), type: 'app_mention' };
  }

  /** Edits a message; also as it is read back later. */
  edit(message: Readonly<Record<string, unknown>>, text: string): Record<string, unknown> {
    const said = this.messages.find(({ ts, channel }) => ts === message.ts && channel === message.channel);
    if (said === undefined) throw new Error('there is no such message');
    const before = { type: 'message', ...said };
    Object.assign(said, { text, edited: { user: said.user, ts: this.timestamp() } });
    return {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: said.channel,
      channel_type: message.channel_type,
      ts: this.timestamp(),
      message: { type: 'message', ...said },
      previous_message: before,
    };
  }

  command(command: string, text: string, more: Record<string, unknown> = {}): object {
    const id = this.nextNumber();
    return {
      command,
      text,
      team_id: SLACK.team,
      channel_id: SLACK.channel,
      user_id: SLACK.user,
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.port}/response/${id}`,
      ...more,
    };
  }

  press(action_id: string, value: string, more: Record<string, unknown> = {}): object {
    const id = this.nextNumber();
    return {
      type: 'block_actions',
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      channel: { id: SLACK.channel },
      container: { type: 'message', channel_id: SLACK.channel, message_ts: '1.1' },
      message: { ts: '1.1' },
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.port}/response/${id}`,
      actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: `${id}` }],
      ...more,
    };
  }

  shortcut(callback_id: string, text: string, more: Record<string, unknown> = {}): object {
    const id = this.nextNumber();
    return {
      type: 'message_action',
      callback_id,
      team: { id: SLACK.team },
      user: { id: SLACK.user },
      channel: { id: SLACK.channel },
      message: { type: 'message', user: 'U02', ts: this.timestamp(), text, ...more },
      message_ts: '1.1',
      trigger_id: `trigger-${id}`,
      response_url: `http://127.0.0.1:${this.port}/response/${id}`,
      ...more,
    };
  }

  userInfo(id: string): object {
    const flags = { deleted: false, is_bot: false, is_restricted: false, is_ultra_restricted: false };
    return { id, team_id: SLACK.team, ...flags, ...this.users.get(id) };
  }

  /** @returns why it is not deleted, or `undefined` */
  protected remove({ channel, ts }: Conversation): string | undefined {
    const at = this.messages.findIndex((message) => message.channel === channel && message.ts === ts);
    if (at === -1) return 'message_not_found';
    if (this.messages[at]?.user !== SLACK.bot) return 'cant_delete_message';
    this.messages.splice(at, 1);
    return undefined;
  }

  timestamp(): string {
    return `${Math.floor(Date.now() / 1000)}.${String(this.nextNumber()).padStart(6, '0')}`;
  }

  repliesTo(conversation: Conversation): Said[] {
    return this.#said(conversation).filter(({ ts, thread_ts }) =>
      [ts, thread_ts].includes(String(conversation.ts)),
    );
  }

  historyOf(conversation: Conversation): Said[] {
    const { oldest = 0, latest = Number.POSITIVE_INFINITY, limit = 100 } = conversation;
    return this.#said(conversation)
      .filter(({ thread_ts }) => thread_ts === undefined)
      .filter(({ ts }) => Number(ts) > Number(oldest) && Number(ts) < Number(latest))
      .toReversed()
      .slice(0, Number(limit));
  }

  #said({ channel }: Conversation): Said[] {
    return this.messages
      .filter((message) => message.channel === channel)
      .map((said) => ({ type: 'message', ...said }));
  }
}
