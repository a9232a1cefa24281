import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  SlashCommandBuilder,
  SlashCommandSubcommandBuilder,
} from 'discord.js';
import { COMMANDS, OPTIONS } from './command-names.ts';

/** Far more than Discord lets people type into an option, and what it takes at most. */
const MAX_QUESTION_CHARS = 2_000;

const EVERYWHERE = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
];
const EVERYBODY = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];

/** A text in English, and in simplified and traditional Chinese. */
type Text = readonly [en: string, simplified: string, traditional: string];

const inChinese = ([, simplified, traditional]: Text): LocalizationMap => ({
  'zh-CN': simplified,
  'zh-TW': traditional,
});

type Named = {
  setName: (name: string) => unknown;
  setNameLocalizations: (names: LocalizationMap) => unknown;
  setDescription: (description: string) => unknown;
  setDescriptionLocalizations: (descriptions: LocalizationMap) => unknown;
};

function named<Builder extends Named>(builder: Builder, name: Text, description: Text): Builder {
  builder.setName(name[0]);
  builder.setNameLocalizations(inChinese(name));
  builder.setDescription(description[0]);
  builder.setDescriptionLocalizations(inChinese(description));
  return builder;
}

const ask = named(
  new SlashCommandBuilder(),
  [COMMANDS.ask, '提问', '提問'],
  [
    'Ask what the documents say, and get their own words',
    '询问文件内容，获得原文摘录',
    '詢問文件內容，取得原文摘錄',
  ],
)
  .addStringOption((option) =>
    named(
      option,
      [OPTIONS.question, '问题', '問題'],
      ['What would you like to know?', '您想了解什么？', '您想了解什麼？'],
    )
      .setRequired(true)
      .setMaxLength(MAX_QUESTION_CHARS)
      .setAutocomplete(true),
  )
  .addStringOption((option) =>
    named(
      option,
      [OPTIONS.document, '文件', '文件'],
      ['Answer from this document only', '只根据这份文件回答', '只根據這份文件回答'],
    ).setAutocomplete(true),
  )
  .addBooleanOption((option) =>
    named(
      option,
      [OPTIONS.private, '仅自己可见', '僅自己可見'],
      ['Show the answer to you alone', '回答仅您可见', '回答僅您可見'],
    ),
  )
  .setContexts(EVERYWHERE)
  .setIntegrationTypes(EVERYBODY);

const find = new ContextMenuCommandBuilder()
  .setType(ApplicationCommandType.Message)
  .setName(COMMANDS.find)
  .setNameLocalizations({ 'zh-CN': '在文件中查找', 'zh-TW': '在文件中查找' })
  .setContexts(EVERYWHERE)
  .setIntegrationTypes(EVERYBODY);

const forMaintainers = (name: Text, description: Text): SlashCommandBuilder =>
  named(new SlashCommandBuilder(), name, description)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .setContexts([InteractionContextType.Guild, InteractionContextType.BotDM])
    .setIntegrationTypes([ApplicationIntegrationType.GuildInstall]);

const reindex = forMaintainers(
  [COMMANDS.reindex, '更新索引', '更新索引'],
  ['Bring the index up to date with the documents', '按文件更新索引', '依文件更新索引'],
).addBooleanOption((option) =>
  named(
    option,
    [OPTIONS.force, '强制', '強制'],
    ['Build it anew, and take it whatever it loses', '重新建立并无条件采用', '重新建立並無條件採用'],
  ),
);

const status = forMaintainers(
  [COMMANDS.status, '索引状态', '索引狀態'],
  ['Show the index in use and what is to be mended', '查看当前索引及待处理事项', '查看目前索引及待處理事項'],
);

const part = (name: Text, description: Text): SlashCommandSubcommandBuilder =>
  named(new SlashCommandSubcommandBuilder(), name, description);

/** Permissions are those of the whole command: it is seen by all for its list of documents, and the rest is checked. */
const plancite = named(
  new SlashCommandBuilder(),
  [COMMANDS.plancite, COMMANDS.plancite, COMMANDS.plancite],
  ['The documents, and how the bot fares', '文件及机器人状况', '文件及機器人狀況'],
)
  .setContexts([InteractionContextType.Guild, InteractionContextType.BotDM])
  .setIntegrationTypes([ApplicationIntegrationType.GuildInstall])
  .addSubcommand(part(['sources', '文件', '文件'], ['List the documents', '列出文件', '列出文件']))
  .addSubcommand(
    part(
      ['changes', '变动', '變動'],
      ['Maintainers: what refreshes changed', '管理员：最近的更新', '管理員：最近的更新'],
    ),
  )
  .addSubcommand(
    part(
      ['refused', '未纳入', '未納入'],
      ['Maintainers: files not in the index', '管理员：未纳入索引的文件', '管理員：未納入索引的文件'],
    ),
  )
  .addSubcommand(
    part(
      ['unanswered', '未回答', '未回答'],
      [
        'Maintainers: questions the documents did not answer',
        '管理员：文件未能回答的问题',
        '管理員：文件未能回答的問題',
      ],
    ),
  )
  .addSubcommand(
    part(
      ['rollback', '回退', '回退'],
      ['Maintainers: return to the index before', '管理员：恢复上一个索引', '管理員：恢復上一個索引'],
    ),
  );

/** All commands of the bot, as Discord takes them. */
export const DEFINITIONS: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  ask,
  find,
  reindex,
  status,
  plancite,
].map((command) => command.toJSON());
