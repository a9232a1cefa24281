import { setTimeout as delay } from 'node:timers/promises';
import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  RadioGroupBuilder,
  SlashCommandBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { ApplicationCommandResponseSchema, MessageResponseSchema } from 'discord-api-spec/zod';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerTo, openClient } from '../../support/discord.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { shownBy } from '../../support/discord-shown.ts';
import { until } from '../../support/waiting.ts';

let server: DiscordServer;
let client: Client<true>;

const COMMANDS = [
  new SlashCommandBuilder()
    .setName('ask')
    .setDescription('Ask a question')
    .addStringOption((option) =>
      option.setName('question').setDescription('What you ask').setRequired(true).setMaxLength(50),
    )
    .addStringOption((option) => option.setName('document').setDescription('Where').setAutocomplete(true)),
  new SlashCommandBuilder()
    .setName('plancite')
    .setDescription('Look after it')
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .addSubcommand((sub) => sub.setName('reindex').setDescription('Read anew')),
  new ContextMenuCommandBuilder().setName('Find the source').setType(ApplicationCommandType.Message),
].map((command) => command.toJSON());

beforeEach(async () => {
  server = await DiscordServer.start();
  client = await openClient(server);
  await client.application.commands.set(COMMANDS as never);
});

afterEach(async () => {
  await client.destroy();
  await server.stop();
});

/** What the client does when somebody uses a command. */
function on(handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>): unknown[] {
  return onAny((interaction) => handle(interaction as ChatInputCommandInteraction));
}

function onAny(handle: (interaction: Interaction) => Promise<unknown>): unknown[] {
  const errors: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    handle(interaction).catch((error: unknown) => errors.push((error as { code?: unknown }).code ?? error));
  });
  return errors;
}

const v2 = (text: string) => ({
  components: [new ContainerBuilder().addTextDisplayComponents(new TextDisplayBuilder().setContent(text))],
});
const buttons = (...labels: readonly string[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    labels.map((label) =>
      new ButtonBuilder().setLabel(label).setCustomId(`id-${label}`).setStyle(ButtonStyle.Primary),
    ),
  );
const ask = (question = 'why?') => server.people.slash('ask', { question });

describe('commands', () => {
  test('are registered, read back and written once', async () => {
    const commands = await client.application.commands.fetch();
    expect(commands.map(({ name }) => name)).toEqual(['ask', 'plancite', 'Find the source']);
    expect(commands.find(({ name }) => name === 'plancite')?.defaultMemberPermissions?.bitfield).toBe(32n);
    expect(server.commands.writes).toBe(1);
    expect(server.complaints).toEqual([]);
  });

  test('are answered in public or private', async () => {
    on((interaction) =>
      interaction.reply({
        content: `**${interaction.options.getString('question')}**`,
        ...(interaction.options.getString('question') === 'secret' && { flags: MessageFlags.Ephemeral }),
      }),
    );
    const open = ask('open');
    expect(shownBy(await open.answer())).toBe('open');
    const secret = ask('secret');
    expect(shownBy(await secret.answer())).toBe('secret');
    expect([open.isPrivate, secret.isPrivate]).toEqual([false, true]);
    expect(server.messages.in(DISCORD.channel, DISCORD.user)).toHaveLength(2);
    expect(server.messages.in(DISCORD.channel, DISCORD.neighbour)).toHaveLength(1);
    expect(server.complaints).toEqual([]);
  });

  test('may be put off, edited, followed up and taken back', async () => {
    const errors = on(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral, withResponse: true });
      await interaction.editReply({ ...v2('first'), flags: MessageFlags.IsComponentsV2 });
      await interaction.editReply(v2('second'));
      const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: 'public' });
      await interaction.deleteReply(more);
      await interaction.fetchReply();
    });
    const asked = ask();
    await asked.answer();
    const read = 'GET /webhooks/:application/:token/messages/:message';
    await until(() => server.callsOf(read).length + errors.length > 0, 'the last request');
    expect(errors).toEqual([]);
    expect(shownBy(await asked.answer())).toBe('second');
    expect(asked.isPrivate).toBe(true);
    expect(server.messages.in(DISCORD.channel).map(({ message }) => message.content)).toEqual(['public']);
    expect(server.complaints).toEqual([]);
  });

  test('put off are private as the deferral says, whatever the follow-up asks', async () => {
    on(async (interaction) => {
      await interaction.deferReply();
      await interaction.followUp({ content: 'a', flags: MessageFlags.Ephemeral });
    });
    const asked = ask();
    expect((await asked.answer()).content).toBe('a');
    expect(asked.isPrivate).toBe(false);
    expect(asked.followUps).toEqual([]);
  });

  test('answered late are unknown, twice acknowledged', async () => {
    server.interactions.patienceMs = 50;
    const errors = on(async (interaction) => {
      if (interaction.options.getString('question') === 'late') await delay(80);
      await interaction.reply('a');
    });
    await expect(ask('late').answer()).rejects.toThrow('did not respond');
    await until(() => errors.length === 1, 'an error');
    server.interactions.patienceMs = 3_000;
    const asked = ask();
    await asked.answer();
    server.people.redeliver(asked);
    await until(() => errors.length === 2, 'another error');
    expect(errors).toEqual([10_062, 40_060]);
    expect(server.complaints).toEqual([]);
  });

  test('cannot be edited before they are answered', async () => {
    onAny(async () => undefined);
    const asked = ask();
    const edit = client.rest.patch(`/webhooks/${DISCORD.bot}/${asked.token}/messages/@original`, {
      body: { content: 'a', allowed_mentions: { parse: [] } },
      auth: false,
    });
    await expect(edit).rejects.toMatchObject({ code: 10_015 });
  });

  test('are offered as they are registered', () => {
    const { people } = server;
    expect(() => people.slash('none')).toThrow('no command none');
    expect(() => people.slash('ask')).toThrow('question is required');
    expect(() => ask('x'.repeat(51))).toThrow('51 characters');
    expect(() => people.slash('plancite')).toThrow('needs a subcommand');
    expect(() => people.slash('plancite reindex')).toThrow('not offered to');
    people.slash('plancite reindex', {}, { anyway: true });
    people.slash('plancite reindex', {}, { user: DISCORD.owner });
  });

  test('follow people to where the bot is not', async () => {
    await client.application.commands.create(
      new SlashCommandBuilder()
        .setName('anywhere')
        .setDescription('a')
        .setIntegrationTypes(0, 1)
        .setContexts(0, 1, 2)
        .toJSON() as never,
    );
    on((interaction) =>
      interaction.reply(
        `${interaction.context} ${interaction.inCachedGuild()} ${interaction.channel === null}`,
      ),
    );
    const answerIn = async (channel: string) =>
      (await server.people.slash('anywhere', {}, { channel }).answer()).content;
    expect(await answerIn(DISCORD.channel)).toBe('0 true false');
    expect(await answerIn(DISCORD.foreignChannel)).toMatch(/^0 false/);
    expect(await answerIn(DISCORD.direct)).toMatch(/^1 false/);
    expect(await answerIn(DISCORD.closed)).toMatch(/^2 false/);
    expect(() => server.people.slash('ask', { question: 'a' }, { channel: DISCORD.closed })).toThrow(
      'not offered',
    );
    await expect(client.channels.fetch(DISCORD.closed)).rejects.toMatchObject({ code: 50_001 });
  });

  test('complete what is typed', async () => {
    onAny(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: 'v' }]);
    });
    const typed = server.people.type('ask', { document: 'pl' }, 'document');
    expect(await typed.choices()).toEqual([{ name: 'pl', value: 'v' }]);
  });

  test('in a message menu come with what the message says', async () => {
    onAny(async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(interaction.targetMessage.content);
    });
    const picked = server.people.menu('Find the source', server.people.write('nobody told the bot'));
    expect((await picked.answer()).content).toBe('nobody told the bot');
  });
});

describe('buttons and forms', () => {
  const form = new ModalBuilder()
    .setCustomId('form')
    .setTitle('What is wrong?')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Kind')
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId('kind')
            .addOptions({ label: 'Old', value: 'old' }, { label: 'Bad', value: 'bad' }),
        ),
      new LabelBuilder()
        .setLabel('Words')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('words').setStyle(TextInputStyle.Short).setRequired(false),
        ),
    );

  test('change their message, open a form, and the form is answered', async () => {
    onAny(async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: 'a', components: [buttons('Good', 'Bad')] });
      if (interaction.isButton() && interaction.customId === 'id-Good')
        await interaction.update({ content: 'thanks', components: [] });
      if (interaction.isButton() && interaction.customId === 'id-Bad') await interaction.showModal(form);
      if (interaction.isModalSubmit())
        await interaction.reply(
          `${interaction.fields.getRadioGroup('kind')} ${interaction.fields.getTextInputValue('words')}`,
        );
    });
    const message = await ask().answer();
    const pressed = server.people.press(message, 'Bad');
    expect(shownBy(await pressed.form())).toBe('Kind\nOld | Bad\nWords');
    const sent = await server.people.submit(pressed, { kind: 'old', words: 'w' });
    expect((await sent.answer()).content).toBe('old w');
    const thanked = server.people.press(message, 'Good');
    expect((await thanked.answer()).content).toBe('thanks');
    expect(() => server.people.press(message, 'Good')).toThrow('nothing called Good');
    expect(server.complaints).toEqual([]);
  });
});

describe('messages', () => {
  test('to the bot come with what they say, others without', async () => {
    const seen: string[] = [];
    client.on(Events.MessageCreate, (message) => void seen.push(message.content));
    server.people.write('to all');
    server.people.mention('to the bot');
    server.people.direct('in private');
    await until(() => seen.length === 3, 'three messages');
    expect(seen).toEqual(['', `<@${DISCORD.bot}> to the bot`, 'in private']);
  });

  test('are replied to, and replies tell what they reply to', async () => {
    client.on(Events.MessageCreate, async (message) => {
      if (message.author.id === client.user.id) return;
      const to = message.reference === null ? null : await message.fetchReference();
      await message.reply(`to ${to?.content ?? 'nobody'}`);
    });
    const answer = await answerTo(server, server.people.mention('a'));
    expect(answer.content).toBe('to nobody');
    const second = await answerTo(server, server.people.write('b', { replyTo: answer }));
    expect(second.content).toBe('to to nobody');
    expect(server.messages.posts.filter(({ pings }) => pings.includes(DISCORD.user))).toEqual([]);
    expect(server.complaints).toEqual([]);
  });

  test('begin threads, in which history is read', async () => {
    client.on(Events.MessageCreate, async (message) => {
      if (message.author.bot) return;
      const thread = await message.startThread({ name: 'more' });
      await thread.send('inside');
      const history = await thread.messages.fetch({ limit: 10 });
      await thread.send(`${history.size}`);
    });
    const asked = server.people.mention('a');
    // The thread's own first message, and what was sent.
    expect((await answerTo(server, asked, 2)).content).toBe('2');
    expect(server.complaints).toEqual([]);
  });

  test('are as the service describes them', async () => {
    onAny(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const answer = { ...v2('a'), flags: MessageFlags.IsComponentsV2 as const, withResponse: true };
      await interaction.reply({ ...answer, components: [...answer.components, buttons('Good')] });
    });
    const asked = server.people.mention('a');
    server.people.write('b', { replyTo: asked });
    await ask().answer();
    server.people.thread('c', asked);
    for (const { message } of server.messages.posts)
      expect(MessageResponseSchema.safeParse(JSON.parse(JSON.stringify(message))).error).toBeUndefined();
    for (const command of server.commands.of())
      expect(ApplicationCommandResponseSchema.safeParse(command).error).toBeUndefined();
  });

  test('of a forum come with their thread', async () => {
    client.on(Events.ThreadCreate, async (thread) => {
      const first = await thread.fetchStarterMessage();
      await thread.send(`found ${first?.content}`);
    });
    const post = server.people.thread('a', { forum: DISCORD.forum, content: `<@${DISCORD.bot}> q` });
    const found = await until(() => server.messages.in(post.id)[1], 'an answer');
    expect(found.message.content).toBe(`found <@${DISCORD.bot}> q`);
  });

  test('are refused where the bot may not write', async () => {
    const channel = await client.channels.fetch(DISCORD.channel);
    if (!channel?.isSendable()) throw new Error('no channel');
    server.deny(DISCORD.channel, PermissionFlagsBits.SendMessages);
    await expect(channel.send('a')).rejects.toMatchObject({ code: 50_013 });
    server.deny(DISCORD.channel, PermissionFlagsBits.ViewChannel);
    await expect(channel.send('a')).rejects.toMatchObject({ code: 50_001 });
    server.people.deleteChannel(DISCORD.channel);
    await expect(channel.send('a')).rejects.toMatchObject({ code: 10_003 });
    expect(server.complaints).toEqual([]);
  });
});
