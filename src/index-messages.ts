import type { Answer } from './answer.ts';
import type { RefreshReport, Status } from './bot.ts';

type Counts = Readonly<Record<'documents' | 'passages', number>>;

/** The bot's own words about its documents and index, for readers and maintainers. */
export type IndexMessages = {
  readonly sources: (documents: number) => string;
  readonly noSources: string;
  readonly passages: (passages: number) => string;
  readonly internal: string;
  readonly more: (count: number) => string;
  readonly status: string;
  readonly holds: (counts: Counts) => string;
  readonly opened: (how: 'loaded' | 'built', tookMs: number) => string;
  readonly stored: (bytes: number | null) => string;
  readonly meaning: (status: Status['meaning']) => string;
  readonly refused: (files: number) => string;
  readonly noneRefused: string;
  readonly problems: string;
  readonly outcome: (outcome: RefreshReport['outcome']) => string;
  readonly indexes: (before: string | null, after: string) => string;
  readonly took: (tookMs: number) => string;
  readonly changes: Readonly<
    Record<
      'added' | 'changed' | 'renamed' | 'removed' | 'published' | 'restricted',
      (files: number) => string
    >
  >;
  readonly passagesChanged: (appeared: number, vanished: number, moved: number) => string;
  readonly noChanges: string;
  readonly home: string;
  readonly howToAsk: string;
  readonly samples: string;
  readonly refreshes: string;
  readonly unanswered: string;
  readonly noneUnanswered: string;
  readonly golden: (findings: Golden) => string;
  readonly help: Help;
  /** To those who ask for what only maintainers may do; `help` is how to ask for the help. */
  readonly maintainersOnly: (help: string) => string;
  /** Said at once, before work that takes time. */
  readonly started: Readonly<Record<'reindex' | 'rollback', string>>;
  readonly notDone: (reason: string) => string;
  readonly unreadable: (reason: string) => string;
  /** In place of a reason, or of names, that are not for everybody who reads it. */
  readonly reasonHidden: string;
  readonly changesHidden: (files: number) => string;
};

type Golden = NonNullable<RefreshReport['golden']>;

/** What follows the commands, however a platform writes them. */
type Help = Readonly<Record<'ask' | 'sources' | 'maintainers', string>>;

const EN: IndexMessages = {
  sources: (documents) => `I answer from ${counted(documents, 'document')}`,
  noSources: 'There are no documents to answer from yet.',
  passages: (passages) => counted(passages, 'passage'),
  internal: 'internal',
  more: (count) => `… and ${count} more`,
  status: 'Index',
  holds: ({ documents, passages }) => `${counted(documents, 'document')}, ${counted(passages, 'passage')}`,
  opened: (how, tookMs) => `${how === 'loaded' ? 'loaded as stored' : 'built anew'} in ${seconds(tookMs)} s`,
  stored: (bytes) => (bytes === null ? 'not stored' : `stored in ${kilobytes(bytes)} KB`),
  meaning: (status) => {
    if (status === null) return 'answers by words alone: SEMANTICS is off';
    const { isInUse, units, unitsDone, models, runtime, problem } = status;
    if (isInUse)
      return `answers by meaning too: ${counted(units, 'piece')} of text, models ${models}${runtime === null ? '' : ` (${runtime})`}`;
    const read = `${share(unitsDone, units)} pieces of text`;
    return problem === null
      ? `answers by meaning too once all is read for what it means: ${read} so far, models ${models}`
      : `answers by words alone, for a reason that is to be mended: ${read} read for what they mean, models ${models}`;
  },
  refused: (files) => `Not in the index: ${counted(files, 'file')}`,
  noneRefused: 'Every file is in the index.',
  problems: 'To mend',
  outcome: (outcome) =>
    ({
      rebuilt: 'Another index is in use now.',
      unchanged: 'Nothing has changed; the index is up to date.',
      kept: 'The new index was not taken; the old one stays in use.',
    })[outcome],
  indexes: (before, after) =>
    before === null || before === after ? `index ${after}` : `index ${before} → ${after}`,
  took: (tookMs) => `${seconds(tookMs)} s`,
  changes: {
    added: (files) => `Added: ${files}`,
    changed: (files) => `Changed: ${files}`,
    renamed: (files) => `Renamed: ${files}`,
    removed: (files) => `Removed: ${files}`,
    published: (files) => `No longer internal: ${files}`,
    restricted: (files) => `Now internal: ${files}`,
  },
  passagesChanged: (appeared, vanished, moved) =>
    `passages: ${appeared} new, ${vanished} gone, ${moved} moved`,
  noChanges: 'No document changed.',
  home: 'What the documents say, in their own words',
  howToAsk:
    'Ask me in a direct message, or mention me in a channel. I quote the documents and make nothing up.',
  samples: 'For example',
  refreshes: 'Last refreshes',
  unanswered: 'Questions the documents did not answer',
  noneUnanswered: 'No question has gone unanswered since the bot started.',
  golden: ({ questions, hitsBefore, hitsAfter, problem }) => {
    if (problem !== null) return `Golden questions not asked: ${problem}`;
    const hits = hitsBefore === null ? hitsAfter : `${hitsBefore} → ${hitsAfter}`;
    return `Golden questions answered right: ${hits} of ${questions}`;
  },
  help: {
    ask: 'answers from the documents, for you alone.',
    sources: 'lists the documents.',
    maintainers: 'For maintainers:',
  },
  maintainersOnly: (help) => `Only maintainers of this bot can do that. ${help} lists what everybody can.`,
  started: {
    reindex: 'Looking for changed documents. The outcome follows.',
    rollback: 'Returning to the index before. The outcome follows.',
  },
  notDone: (reason) => `That did not work, and the index in use stays: ${reason}`,
  unreadable: (reason) => `The documents could not be read, and the index in use stays: ${reason}`,
  reasonHidden: '`/reindex` tells maintainers why.',
  changesHidden: (files) =>
    `${counted(files, 'file')} not named here; \`/plancite changes\` shows them to maintainers.`,
};

const ZH: IndexMessages = {
  sources: (documents) => `我根据 ${documents} 份文件回答`,
  noSources: '目前没有可供回答的文件。',
  passages: (passages) => `${passages} 个段落`,
  internal: '内部',
  more: (count) => `……另有 ${count} 项`,
  status: '索引',
  holds: ({ documents, passages }) => `${documents} 份文件，${passages} 个段落`,
  opened: (how, tookMs) => `${how === 'loaded' ? '由存储载入' : '重新建立'}，用时 ${seconds(tookMs)} 秒`,
  stored: (bytes) => (bytes === null ? '未存储' : `存储大小 ${kilobytes(bytes)} KB`),
  meaning: (status) => {
    if (status === null) return '仅按字词回答：SEMANTICS 已关闭';
    const { isInUse, units, unitsDone, models, runtime, problem } = status;
    if (isInUse)
      return `同时按语义回答：${units} 段文字，模型 ${models}${runtime === null ? '' : `（${runtime}）`}`;
    const read = `已读 ${unitsDone} / ${units} 段文字，模型 ${models}`;
    return problem === null
      ? `语义读取完成之后同时按语义回答：${read}`
      : `仅按字词回答，原因有待处理：${read}`;
  },
  refused: (files) => `未纳入索引的文件：${files} 个`,
  noneRefused: '所有文件均已纳入索引。',
  problems: '待处理',
  outcome: (outcome) =>
    ({
      rebuilt: '现在使用另一个索引。',
      unchanged: '没有变化，索引已是最新。',
      kept: '未采用新索引，继续使用原索引。',
    })[outcome],
  indexes: (before, after) =>
    before === null || before === after ? `索引 ${after}` : `索引 ${before} → ${after}`,
  took: (tookMs) => `用时 ${seconds(tookMs)} 秒`,
  changes: {
    added: (files) => `新增：${files}`,
    changed: (files) => `修改：${files}`,
    renamed: (files) => `更名：${files}`,
    removed: (files) => `移除：${files}`,
    published: (files) => `不再限内部：${files}`,
    restricted: (files) => `改为限内部：${files}`,
  },
  passagesChanged: (appeared, vanished, moved) => `段落：新增 ${appeared}，删除 ${vanished}，移动 ${moved}`,
  noChanges: '没有文件发生变化。',
  home: '文件怎么说，就怎么引用',
  howToAsk: '请私信我，或在频道中提及我。我只引用文件原文，绝不编造。',
  samples: '例如',
  refreshes: '最近的更新',
  unanswered: '文件未能回答的问题',
  noneUnanswered: '机器人启动以来，没有文件未能回答的问题。',
  golden: ({ questions, hitsBefore, hitsAfter, problem }) => {
    if (problem !== null) return `未测试标准问题：${problem}`;
    const hits = hitsBefore === null ? hitsAfter : `${hitsBefore} → ${hitsAfter}`;
    return `标准问题答对数：${hits}（共 ${questions} 题）`;
  },
  help: {
    ask: '根据文件回答，仅您可见。',
    sources: '列出文件。',
    maintainers: '供管理员使用：',
  },
  maintainersOnly: (help) => `只有机器人的管理员可以这样做。${help} 列出所有人可用的命令。`,
  started: {
    reindex: '正在查找有变动的文件，稍后告知结果。',
    rollback: '正在恢复上一个索引，稍后告知结果。',
  },
  notDone: (reason) => `操作未成功，继续使用原索引：${reason}`,
  unreadable: (reason) => `无法读取文件，继续使用原索引：${reason}`,
  reasonHidden: '管理员可用 `/reindex` 查看原因。',
  changesHidden: (files) => `另有 ${files} 份文件不在此列出；管理员可用 \`/plancite changes\` 查看。`,
};

export function indexMessagesFor(language: Answer['language']): IndexMessages {
  return language === 'zh' ? ZH : EN;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function share(done: number, total: number): string {
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

function kilobytes(bytes: number): string {
  return Math.ceil(bytes / 1_000).toLocaleString('en');
}
