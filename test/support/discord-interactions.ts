import { type APIMessage, InteractionType, MessageFlags } from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import type { Check } from './discord-commands.ts';
import { discordError } from './discord-error.ts';
import type { DiscordGuilds } from './discord-guilds.ts';
import { DISCORD } from './discord-ids.ts';
import { Interaction, type Made } from './discord-interaction.ts';
import type { DiscordMessages, Post } from './discord-messages.ts';
import { faultsOfCallback, faultsOfEdit, faultsOfNewMessage, type Held } from './discord-payloads.ts';

type Json = Readonly<Record<string, unknown>>;

const NOTHING: Held = { content: '', components: [], embeds: [], flags: 0 };
/** Which kinds of answer each kind of interaction takes. */
const ANSWERS: Readonly<Partial<Record<InteractionType, readonly number[]>>> = {
  [InteractionType.ApplicationCommand]: [4, 5, 9],
  [InteractionType.MessageComponent]: [4, 5, 6, 7, 9],
  [InteractionType.ApplicationCommandAutocomplete]: [8],
  [InteractionType.ModalSubmit]: [4, 5, 6, 7],
};

/** What people did, each answered by its id and token. https://docs.discord.com/developers/interactions/receiving-and-responding */
export class DiscordInteractions {
  readonly all: Interaction[] = [];
  /** How long a first answer may take. */
  patienceMs = 3_000;
  /** How long a token is good for. */
  tokenMs = 15 * 60_000;
  readonly #guilds: DiscordGuilds;
  readonly #messages: DiscordMessages;

  constructor(guilds: DiscordGuilds, messages: DiscordMessages) {
    this.#guilds = guilds;
    this.#messages = messages;
  }

  open(made: Omit<Made, 'id'>): Interaction {
    const interaction = new Interaction({ ...made, id: this.#guilds.nextId() }, () => this.patienceMs);
    this.all.push(interaction);
    return interaction;
  }

  /** The first answer. */
  callback(id: string, token: string, body: Json, files: readonly string[], check: Check): Interaction {
    const interaction = this.all.find((one) => one.id === id && one.token === token);
    if (interaction === undefined) throw discordError('unknownInteraction');
    if (interaction.answeredAfter !== undefined) throw discordError('acknowledged');
    if (interaction.hasFailed) throw discordError('unknownInteraction');
    check([
      ...faultsOfCallback(
        body,
        interaction.source?.message === undefined ? NOTHING : heldBy(interaction.source),
      ),
      ...(ANSWERS[interaction.type]?.includes(body.type as number) === true &&
      (interaction.source !== undefined || (body.type !== 6 && body.type !== 7))
        ? []
        : [{ path: ['type'], code: 'BASE_TYPE_CHOICES', message: `no answer of type ${body.type} to this` }]),
    ]);
    if (body.type === 4 && isEmpty(body.data as Json, files)) throw discordError('emptyMessage');
    interaction.answeredAfter = performance.now() - interaction.sentAt;
    interaction.answerType = body.type as number;
    this.#take(interaction, (body.data ?? {}) as Json, files);
    return interaction;
  }

  /** The message that `@original` or an id stands for. */
  find(token: string, id: string): { readonly interaction: Interaction; readonly post: Post } {
    const interaction = this.#byToken(token);
    const post = id === '@original' ? interaction.original : this.#own(interaction, id);
    if (post === undefined || post.isDeleted) throw discordError('unknownMessage');
    return { interaction, post };
  }

  edit(token: string, id: string, body: Json, files: readonly string[], check: Check): Post {
    const { post } = this.find(token, id);
    check(faultsOfEdit(spec.IncomingWebhookUpdateRequestPartialSchema, body, heldBy(post)));
    if (isEmpty({ ...post.message, ...body }, files)) throw discordError('emptyMessage');
    this.#messages.edit(post, body, { isFirst: isLoading(post) });
    return post;
  }

  /** Another message; directly after a deferral the one that was put off, as private as that. */
  followUp(token: string, body: Json, files: readonly string[], check: Check): Post {
    const interaction = this.#byToken(token);
    check(faultsOfNewMessage(spec.IncomingWebhookRequestPartialSchema, body, 'interaction'));
    if (isEmpty(body, files)) throw discordError('emptyMessage');
    const { original } = interaction;
    if (original !== undefined && isLoading(original) && !original.isDeleted) {
      const flags = Number(body.flags ?? 0) & ~MessageFlags.Ephemeral;
      this.#messages.edit(original, { ...body, flags }, { isFirst: true });
      return original;
    }
    const post = this.#say(interaction, body, files);
    interaction.followUps.push(post);
    return post;
  }

  #take(interaction: Interaction, data: Json, files: readonly string[]): void {
    switch (interaction.answerType) {
      case 4:
        interaction.original = this.#say(interaction, data, files);
        return;
      case 5: {
        const flags = Number(data.flags ?? 0) | MessageFlags.Loading;
        interaction.original = this.#say(interaction, { ...data, flags }, files);
        return;
      }
      case 6:
        interaction.original = interaction.source;
        return;
      case 7:
        interaction.original = interaction.source;
        if (interaction.source !== undefined) this.#messages.edit(interaction.source, data);
        return;
      case 8:
        interaction.suggestions = (data.choices ?? []) as { name: string; value: string }[];
        return;
      default:
        interaction.modal = data;
    }
  }

  #say(interaction: Interaction, body: Json, files: readonly string[]): Post {
    const isPrivate = (Number(body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    return this.#messages.create({
      channel: interaction.channel,
      author: DISCORD.bot,
      body,
      files,
      ...(isPrivate && { onlyFor: interaction.user }),
      more: {
        application_id: DISCORD.bot,
        webhook_id: DISCORD.bot,
        interaction_metadata: {
          id: interaction.id,
          type: interaction.type,
          user: this.#guilds.user(interaction.user),
          authorizing_integration_owners: {},
          ...(interaction.source !== undefined && { interacted_message_id: interaction.source.message.id }),
        },
      } as unknown as Partial<APIMessage>,
    });
  }

  #own(interaction: Interaction, id: string): Post | undefined {
    return [interaction.original, ...interaction.followUps].find((post) => post?.message.id === id);
  }

  #byToken(token: string): Interaction {
    const interaction = this.all.find((one) => one.token === token);
    if (interaction?.answeredAfter === undefined) throw discordError('unknownWebhook');
    if (performance.now() - interaction.sentAt > this.tokenMs) throw discordError('wrongWebhookToken');
    return interaction;
  }
}

export function heldBy({ message }: Post): Held {
  const { content, components = [], embeds, flags = 0 } = message;
  return { content, components, embeds, flags };
}

/** A message that says nothing. */
export function isEmpty(body: Json, files: readonly string[]): boolean {
  const { content, components, embeds, sticker_ids, poll } = body;
  const isText = typeof content === 'string' && content.trim() !== '';
  const isList = [components, embeds, sticker_ids].some((list) => Array.isArray(list) && list.length > 0);
  return !isText && !isList && (poll ?? null) === null && files.length === 0;
}

function isLoading({ message }: Post): boolean {
  return ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
}
