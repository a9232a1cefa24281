import { type APIMessage, type InteractionType, MessageFlags } from 'discord.js';
import type { Channel } from './discord-guild-payloads.ts';
import type { Post } from './discord-messages.ts';
import { until } from './waiting.ts';

type Json = Readonly<Record<string, unknown>>;

/** Something a person did, and what they see come of it. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: string;
  readonly channel: Channel;
  /** The message with the button, or the one under which a modal was opened. */
  readonly source: Post | undefined;
  readonly sentAt = performance.now();
  /** When the bot first answered, in milliseconds since it was asked. */
  answeredAfter: number | undefined;
  /** The kind of that answer. */
  answerType: number | undefined;
  original: Post | undefined;
  modal: Json | undefined;
  suggestions: readonly { readonly name: string; readonly value: string | number }[] | undefined;
  readonly followUps: Post[] = [];
  readonly #patienceMs: () => number;

  constructor(made: Made, patienceMs: () => number) {
    this.id = made.id;
    this.token = `interaction-token-${made.id}`;
    this.type = made.type;
    this.user = made.user;
    this.channel = made.channel;
    this.source = made.source;
    this.#patienceMs = patienceMs;
  }

  /** Nothing came in time: the person reads that the application did not respond. */
  get hasFailed(): boolean {
    return this.answeredAfter === undefined && performance.now() - this.sentAt > this.#patienceMs();
  }

  get isPrivate(): boolean {
    return this.#seen?.onlyFor !== undefined;
  }

  /** What stands where the answer belongs: what came after it, if it was taken away. */
  get #seen(): Post | undefined {
    return this.original?.isDeleted === true ? this.followUps[0] : this.original;
  }

  /** Whether "… is thinking" is shown. */
  get isThinking(): boolean {
    return ((this.#seen?.message.flags ?? 0) & MessageFlags.Loading) !== 0;
  }

  /** Waits for the answer the person sees in the end. */
  async answer(): Promise<APIMessage> {
    const post = await this.#finally(() => (this.isThinking ? undefined : this.#seen), 'an answer');
    return post.message;
  }

  /** Waits for choices to be offered. */
  async choices(): Promise<readonly { readonly name: string; readonly value: string | number }[]> {
    return this.#finally(() => this.suggestions, 'choices');
  }

  /** Waits for a form to open. */
  async form(): Promise<Json> {
    return this.#finally(() => this.modal, 'a modal');
  }

  async followUp(count = 1): Promise<APIMessage> {
    const post = await until(() => this.followUps[count - 1], `follow-up ${count}`);
    return post.message;
  }

  async #finally<T>(find: () => T | undefined, what: string): Promise<T> {
    const found = await until(() => find() ?? (this.hasFailed ? 'late' : undefined), what);
    if (found === 'late') throw new Error('the application did not respond');
    return found as T;
  }
}

export type Made = Pick<Interaction, 'id' | 'type' | 'user' | 'channel'> & {
  readonly source?: Post | undefined;
};
