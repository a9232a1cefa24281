import {
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  GatewayIntentBits,
  InteractionType,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import { optionsAt } from './discord-commands.ts';
import { type Component, componentsIn } from './discord-components.ts';
import type { Channel } from './discord-guild-payloads.ts';
import { DISCORD } from './discord-ids.ts';
import type { Interaction } from './discord-interaction.ts';
import type { Post } from './discord-messages.ts';
import { filledIn } from './discord-modals.ts';
import type { Service } from './discord-rest.ts';
import { openThread } from './discord-threads.ts';
import { commandData, contextOf, menuData, type Values } from './discord-typed.ts';

type Json = Readonly<Record<string, unknown>>;

/** Who does something, and where; in a direct conversation `channel` is `DISCORD.direct`. */
export type Where = {
  readonly user?: string;
  readonly channel?: string;
  readonly locale?: string;
  /** Does what the client would not offer: what somebody may not use, or no longer sees. */
  readonly anyway?: boolean;
};
type Writing = Where & {
  readonly replyTo?: APIMessage;
  /** A reply that does not notify. */
  readonly isQuiet?: boolean;
};

/** What people do in Discord, by their clients' rules. */
export class DiscordPeople {
  /** Takes what people do instead of the gateway: the address an application has given. */
  sendsTo: ((interaction: Json) => Promise<unknown>) | undefined;
  readonly #service: Service;
  readonly #payloads = new Map<string, Json>();

  constructor(service: Service) {
    this.#service = service;
  }

  write(
    content: string,
    { user = DISCORD.user, replyTo, isQuiet = false, ...where }: Writing = {},
  ): APIMessage {
    const { guilds, messages } = this.#service;
    const channel = guilds.channel(where.channel ?? replyTo?.channel_id ?? DISCORD.channel);
    const body = {
      content,
      ...(replyTo !== undefined && { message_reference: { message_id: replyTo.id } }),
      ...(isQuiet && { allowed_mentions: { parse: ['users', 'roles', 'everyone'], replied_user: false } }),
    };
    return messages.create({ channel, author: user, body }).message;
  }

  /** Edits a message that somebody wrote. */
  edit(message: APIMessage, content: string): APIMessage {
    const post = this.#service.messages.find(message.channel_id, message.id);
    this.#service.messages.edit(post, { content });
    return post.message;
  }

  /** Forwards a message to another channel. */
  forward(message: APIMessage, { user = DISCORD.user, channel = DISCORD.channel }: Where = {}): APIMessage {
    const { guilds, messages } = this.#service;
    const { content, embeds, components = [], attachments, timestamp, edited_timestamp, flags = 0 } = message;
    const snapshot = {
      ...{ content, embeds, components, attachments, timestamp, edited_timestamp, flags },
      ...{ type: MessageType.Default, mentions: [], mention_roles: [] },
    };
    const more = {
      type: MessageType.Default,
      message_reference: {
        type: MessageReferenceType.Forward,
        channel_id: message.channel_id,
        message_id: message.id,
      },
      message_snapshots: [{ message: snapshot }],
    };
    return messages.create({ channel: guilds.channel(channel), author: user, body: {}, more }).message;
  }

  /** What an app posts by a webhook. */
  webhook(body: Json, channel: string = DISCORD.channel): APIMessage {
    const more = { webhook_id: '1200000000000524555' };
    const { guilds, messages } = this.#service;
    return messages.create({ channel: guilds.channel(channel), author: DISCORD.neighbour, body, more })
      .message;
  }

  mention(question: string, writing: Writing = {}): APIMessage {
    return this.write(`<@${DISCORD.bot}> ${question}`, writing);
  }

  direct(content: string, { user = DISCORD.user, ...writing }: Writing = {}): APIMessage {
    const channel = this.#service.guilds.directWith(user).id;
    return this.write(content, { ...writing, user, channel });
  }

  /** Opens a thread at a message, or a post in a forum. */
  thread(
    name: string,
    from: APIMessage | { readonly forum: string; readonly content: string },
    user: string = DISCORD.user,
  ): Channel {
    const { guilds, messages } = this.#service;
    if ('id' in from) return openThread(this.#service, guilds.channel(from.channel_id), name, user, from.id);
    const thread = openThread(this.#service, guilds.channel(from.forum), name, user);
    messages.create({
      channel: thread,
      author: user,
      body: { content: from.content },
      more: { id: thread.id },
    });
    return thread;
  }

  deleteChannel(id: string): void {
    const { guilds, gateway } = this.#service;
    const channel = guilds.channel(id);
    guilds.channels.delete(id);
    const t = channel.thread_metadata === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE';
    gateway.dispatch({
      t,
      guild: channel.guild_id,
      intent: GatewayIntentBits.Guilds,
      d: guilds.channelPayload(channel),
    });
  }

  /** @param name with subcommands after it: `plancite reindex` */
  slash(name: string, values: Values = {}, where: Where = {}): Interaction {
    return this.#send(InteractionType.ApplicationCommand, this.#typed(name, values, where), where);
  }

  /** @param focused the option that is being typed */
  type(name: string, values: Values, focused: string, where: Where = {}): Interaction {
    const data = this.#typed(name, values, where, focused);
    return this.#send(InteractionType.ApplicationCommandAutocomplete, data, where);
  }

  /** Picks an entry of a message's menu. */
  menu(name: string, target: APIMessage, where: Where = {}): Interaction {
    const here = { channel: target.channel_id, ...where };
    const channel = this.#place(here);
    const command = this.#service.commands.named(name, ApplicationCommandType.Message, channel.guild_id);
    const data = menuData(command, target, this.#service, channel, where);
    return this.#send(InteractionType.ApplicationCommand, data, here);
  }

  /** @param which a button's label or `custom_id` */
  press(message: APIMessage, which: string, where: Where = {}): Interaction {
    return this.#use(message, which, {}, where);
  }

  choose(message: APIMessage, which: string, values: readonly string[], where: Where = {}): Interaction {
    return this.#use(message, which, { values }, where);
  }

  /** Sends the form that an interaction opened, filled in by `custom_id`; what is left out stays as it is. */
  async submit(
    opener: Interaction,
    values: Readonly<Record<string, string>>,
    where: Where = {},
  ): Promise<Interaction> {
    const form = await opener.form();
    const data = { custom_id: form.custom_id, components: filledIn(form, values) };
    const here = { user: opener.user, channel: opener.channel.id, ...where };
    return this.#send(InteractionType.ModalSubmit, data, here, opener.source);
  }

  /** Delivers the same again, as a resumed connection may. */
  redeliver({ id, channel }: Interaction): void {
    this.#deliver(channel, this.#payloads.get(id) ?? {});
  }

  #typed(name: string, values: Values, where: Where, focused?: string): Json {
    const [root = '', ...path] = name.split(' ');
    const channel = this.#place(where);
    const command = this.#service.commands.named(root, ApplicationCommandType.ChatInput, channel.guild_id);
    return commandData(
      command,
      { path, options: optionsAt(command, path), values, focused },
      this.#service,
      channel,
      where,
    );
  }

  #use(message: APIMessage, which: string, more: Json, where: Where): Interaction {
    const { messages } = this.#service;
    const user = where.user ?? DISCORD.user;
    const post = messages.posts.find(({ message: { id } }) => id === message.id);
    const isSeen = post !== undefined && messages.in(message.channel_id, user).includes(post);
    if (post === undefined || (!isSeen && where.anyway !== true))
      throw new Error('there is no such message to see');
    const component = componentsIn((where.anyway === true ? message : post.message).components ?? [])
      .map(([, one]): Component => one)
      .find(({ label, custom_id }) => label === which || custom_id === which);
    if (component === undefined) throw new Error(`nothing called ${which} in the message`);
    if (component.disabled === true) throw new Error(`${which} is disabled`);
    if (component.type === ComponentType.Button && component.custom_id === undefined)
      throw new Error(`${which} is a link`);
    const { type: component_type, custom_id, id } = component;
    const data = { component_type, custom_id, id, ...more };
    return this.#send(
      InteractionType.MessageComponent,
      data,
      { channel: message.channel_id, ...where },
      post,
    );
  }

  #place({ channel = DISCORD.channel }: Where): Channel {
    return this.#service.guilds.channel(channel);
  }

  #send(type: InteractionType, data: Json, where: Where, source?: Post): Interaction {
    const { guilds, interactions } = this.#service;
    const channel = this.#place(where);
    const user = where.user ?? DISCORD.user;
    const interaction = interactions.open({ type, user, channel, source });
    const payload = {
      id: interaction.id,
      token: interaction.token,
      application_id: DISCORD.bot,
      type,
      data,
      version: 1,
      entitlements: [],
      locale: where.locale ?? 'en-US',
      ...(source !== undefined && { message: source.message }),
      ...contextOf(guilds, channel, user),
    };
    this.#payloads.set(interaction.id, payload);
    this.#deliver(channel, payload);
    return interaction;
  }

  #deliver(channel: Channel, d: Json): void {
    const { guilds, gateway } = this.#service;
    const guild = guilds.isMemberOf(channel) ? channel.guild_id : undefined;
    if (this.sendsTo === undefined) gateway.dispatch({ t: 'INTERACTION_CREATE', guild, d });
    else void this.sendsTo(d);
  }
}
