import type { Answer } from './answer.ts';

/** What the bot says about the conversation itself on chat platforms, in the reader's language. */
export type ChatMessages = {
  /** `seconds` until there may be more; 0 if there may be by now. */
  readonly tooMany: (seconds: number) => string;
  /** `id` leads to the lines in the log. */
  readonly failed: (id: string) => string;
  /** Of what was asked before a restart, and may or may not have been answered. */
  readonly interrupted: string;
  readonly working: string;
  readonly noMore: string;
  readonly indexChanged: string;
  readonly buttonStale: string;
  /** To those who would get another answer than the one a button is on: others asked, or the documents have changed. */
  readonly otherAnswer: string;
  readonly shared: string;
  readonly notShared: string;
  /** Where the bot is not to speak. */
  readonly mayNotShare: string;
  /** Where others may see nothing of it. */
  readonly notForAll: string;
  readonly thanks: string;
  readonly mayNotDismiss: string;
  readonly notDismissed: string;
  /** To those who named a document that is not there, or several are. */
  readonly noSuchDocument: (name: string) => string;
  /** To those who called a role of the bot, whose words it may not read then. */
  readonly mentionMe: string;
  /** To those who pointed at something that asks nothing, or at nothing. */
  readonly howToAsk: string;
  readonly promptFor: (title: string) => string;
};

const EN: ChatMessages = {
  tooMany: (seconds) =>
    `That is a lot at once. Please try again ${seconds === 0 ? 'now' : `in ${seconds} s`}.`,
  failed: (id) =>
    `Sorry, that question could not be answered. Whoever runs this bot finds the reason under ${id}.`,
  interrupted: 'I was restarted while I was at this. If you see no answer, please ask again.',
  working: 'is looking in the documents…',
  noMore: 'There are no more passages.',
  indexChanged: 'The documents have changed since that answer.',
  buttonStale: 'This button does not work any more. Please ask again.',
  otherAnswer: 'This button belongs to another answer than the one there is for you now. Please ask again.',
  shared: 'Shared.',
  notShared: 'It could not be shared here. Invite the bot to the channel, then try again.',
  mayNotShare: 'It could not be shared here: I am not to speak in this place.',
  notForAll: 'Nothing was shared: what you see here is not for everybody in this place.',
  thanks: 'Thank you, that helps.',
  mayNotDismiss: 'Only whoever asked, and moderators, can dismiss this answer.',
  notDismissed: 'It could not be removed. Please try again, or ask a moderator to delete the message.',
  noSuchDocument: (name) => `No document, or more than one, is called “${name}”. Choose one from the list.`,
  mentionMe: 'I can only read what mentions me myself, not my role. Mention me, or use /ask.',
  howToAsk:
    'I see no question there. Ask me something that the documents may say, or mention me right below somebody’s question.',
  promptFor: (title) => `What does “${title}” say?`,
};

const ZH: ChatMessages = {
  tooMany: (seconds) => `请求太多了，${seconds === 0 ? '现在可以再试' : `请在 ${seconds} 秒后再试`}。`,
  failed: (id) => `抱歉，无法回答该问题。管理员可按编号 ${id} 查找原因。`,
  interrupted: '我在处理时被重新启动了。如果没有看到答复，请再问一次。',
  working: '正在查阅文件……',
  noMore: '没有更多段落了。',
  indexChanged: '作答之后文件已有变动。',
  buttonStale: '该按钮已失效，请重新提问。',
  otherAnswer: '该按钮所属的答复与您目前会得到的答复不同，请重新提问。',
  shared: '已分享。',
  notShared: '无法分享到此处。请先邀请机器人加入频道，再试一次。',
  mayNotShare: '无法分享到此处：机器人不在此发言。',
  notForAll: '未分享：您看到的内容并非此处所有人都可以看到。',
  thanks: '谢谢您的反馈。',
  mayNotDismiss: '只有提问者和管理员可以移除该回答。',
  notDismissed: '未能移除。请再试一次，或请管理员删除该消息。',
  noSuchDocument: (name) => `没有名为“${name}”的文件，或不止一份。请从列表中选择。`,
  mentionMe: '我只能读到直接提及我（而不是我的身份组）的消息。请提及我，或使用 /ask。',
  howToAsk: '我没有看到问题。请就文件可能涉及的内容提问，或在别人的问题下方提及我。',
  promptFor: (title) => `《${title}》说了什么？`,
};

export function chatMessagesFor(language: Answer['language']): ChatMessages {
  return language === 'zh' ? ZH : EN;
}
