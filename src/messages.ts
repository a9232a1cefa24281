import type { Answer } from './answer.ts';
import type { Citation } from './citation.ts';
import type { Reason } from './feedback.ts';
import type { PastTime } from './periods.ts';
import { MAX_QUESTION_CHARS } from './question.ts';

type Language = Answer['language'];
type Place = Pick<Citation, 'page' | 'paragraph' | 'line'>;
type None = Extract<Answer, { kind: 'none' }>;

/** The bot's own words, in the language of the question. Adapters add nothing but layout. */
export type Messages = {
  readonly noAnswer: (answer: None) => string;
  /** The same in parts: why there is none, the documents there are, what to try. */
  readonly reason: (answer: None) => string;
  readonly titles: (answer: None) => readonly string[];
  readonly whatToTry: (answer: None) => string | null;
  /** Words of an answered question that no document holds. */
  readonly unknownWords: (answer: Answer) => readonly string[];
  /** Documents that a comparison names and in which nothing was found. */
  readonly silent: (titles: readonly string[]) => readonly string[];
  /** Above an excerpt: which questions of several it answers. */
  readonly answersTo: (questions: readonly string[]) => string;
  /** Questions of several that the documents leave open. */
  readonly open: (questions: readonly string[]) => readonly string[];
  readonly questionCut: string;
  readonly nearestTitle: string;
  readonly nothingNear: string;
  readonly past: (time: PastTime) => string;
  /** Where in its document an excerpt stands. */
  readonly place: (citation: Place) => string;
  /** Headings above, the nearest last. */
  readonly section: (path: string) => string;
  /** The number of a clause or an item, as the document shows it. */
  readonly clause: (label: string) => string;
  readonly row: (place: { readonly number: number; readonly row: number }) => string;
  /** The language of a document that is in another one than the question; a BCP 47 tag. */
  readonly writtenIn: (language: string) => string | null;
  /** Of an excerpt that starts or stops inside a sentence. */
  readonly partOfSentence: string;
  /** Excerpts that did not fit into the message. */
  readonly notShown: (excerpts: number) => string;
  /** Of a passage the platform cannot show whole. */
  readonly unquotable: string;
  /** Of a link to where a document is from. */
  readonly source: string;
  readonly index: (id: string) => string;
  /** When the documents were last read; `time` as the platform writes it. */
  readonly readOn: (time: string) => string;
  readonly buttons: Buttons;
  readonly contextTitle: string;
  readonly contextGone: string;
  readonly why: Why;
  readonly feedback: Feedback;
};

type Buttons = Readonly<
  Record<
    | 'more'
    | 'context'
    | 'why'
    | 'share'
    | 'helpful'
    | 'notHelpful'
    | 'nearest'
    | 'dismiss'
    | 'close'
    | 'send',
    string
  >
>;

type Why = {
  readonly title: string;
  readonly noWords: string;
  /** How a word of the document says a word of the question. */
  readonly by: Readonly<Record<Citation['why']['words'][number]['by'], string>>;
  readonly share: (percent: number) => string;
  /** What is found beside words; `null` where nothing is known of meaning. */
  readonly meaning: (why: Pick<Citation['why'], 'reading' | 'nearness'>) => string | null;
  readonly score: (points: string) => string;
};

type Feedback = {
  readonly title: string;
  readonly question: string;
  readonly reasons: Readonly<Record<Reason, string>>;
};

/** "Article 3", "§ 10", "第三条": what it is stands in its name. */
const NAMES_ITSELF = /^(?:\p{L}{2,}\.?\s|[§第])/u;
/** "5.", "(a)": one mark alone numbers the items of any list. */
const IS_OF_LIST = /^[(（]?(?:\d{1,3}|\p{L}|[ivxlc]{1,7})[.)）、]?$/iu;

const EN: Messages = {
  noAnswer: (answer) => noAnswer(answer, EN),
  reason: (answer) => {
    const reasons: Record<None['reason'], string> = {
      'empty-question': 'That question holds no words. Ask about something the documents may say.',
      greeting: 'Hello! Ask me what the documents say, and I will quote them.',
      thanks: 'You are welcome. Ask me any time what the documents say.',
      'about-documents': `I answer from ${answer.documents} ${answer.documents === 1 ? 'document' : 'documents'}:`,
      'about-bot':
        'I quote documents: ask what they say, and I answer in their own words, with the place they stand at, or say that they do not say. I make nothing up.',
      order: 'I only quote documents, and do nothing else. Ask me what they say.',
      'no-documents': 'There are no documents to answer from yet.',
      'ambiguous-word': 'Which one do you mean?',
      'unknown-words': 'The documents do not say.',
      'weak-match': 'The documents do not say: nothing in them comes close enough to the question.',
    };
    return reasons[answer.reason];
  },
  titles: (answer) =>
    titlesOf(
      answer,
      (title) => `“${title}”`,
      (more) => `… and ${more} more`,
    ),
  whatToTry: ({ reason }) => {
    if (reason === 'unknown-words')
      return 'Try other words for it, or ask about something the documents cover.';
    return reason === 'weak-match' ? 'Try to ask in other words, or name the document you mean.' : null;
  },
  unknownWords: ({ unknownWords, documents }) => [
    ...unknownWords.slice(0, MAX_UNKNOWN).map((word) => unknownEn(word, documents)),
    ...(unknownWords.length > MAX_UNKNOWN ? [`and ${unknownWords.length - MAX_UNKNOWN} more words`] : []),
  ],
  silent: (titles) => titles.map((title) => `I found nothing about it in “${title}”.`),
  answersTo: (questions) => questions.map((question) => `“${question}”`).join(' · '),
  open: (questions) => questions.map((question) => `I found nothing on: “${question}”`),
  questionCut: `Only the first ${MAX_QUESTION_CHARS.toLocaleString('en')} characters of the question were read.`,
  nearestTitle: 'Nearest passages, which do not answer the question:',
  nothingNear: 'Nothing in the documents comes near the question.',
  past: ({ kind, text, ended }) =>
    ({
      period: `the stated period, ${text}, ended in ${ended.slice(0, 4)}`,
      deadline: `the stated time, ${text}, has passed`,
      date: `the stated date, ${text}, has passed`,
    })[kind],
  place: ({ page, paragraph, line }) => {
    if (page !== null) return `page ${page}`;
    return line === null ? `paragraph ${paragraph}` : `paragraph ${paragraph}, line ${line}`;
  },
  section: (path) => `section “${path}”`,
  clause: (label) =>
    NAMES_ITSELF.test(label) ? label : `${IS_OF_LIST.test(label) ? 'item' : 'clause'} ${label}`,
  row: ({ number, row }) => `table ${number}, row ${row}`,
  writtenIn: (language) => (isIn('en', language) ? null : `in ${nameOf(language, 'en')}`),
  partOfSentence: 'part of a longer sentence',
  notShown: (excerpts) => `${excerpts} more ${excerpts === 1 ? 'excerpt' : 'excerpts'}`,
  unquotable: 'The passage cannot be shown whole in a message. It stands here:',
  source: 'source',
  index: (id) => `index ${id}`,
  readOn: (time) => `documents last read ${time}`,
  buttons: {
    more: 'More passages',
    context: 'Show in context',
    why: 'Why this?',
    share: 'Share in channel',
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    nearest: 'Nearest passages',
    dismiss: 'Dismiss',
    close: 'Close',
    send: 'Send',
  },
  contextTitle: 'In context',
  contextGone: 'The document has changed since it was quoted. Please ask again.',
  why: {
    title: 'Why this passage',
    noWords: 'It says none of the question’s words.',
    by: {
      exact: 'the same word',
      stem: 'another form of the word',
      glossary: 'means the same by the glossary',
      abbreviation: 'stands for the same',
      typo: 'spelt almost the same',
    },
    share: (percent) => `${percent} % of the match`,
    meaning: ({ reading, nearness }) =>
      sayMeaning(
        reading === null ? [] : [`reads as an answer: ${signed(reading)}`],
        nearness === null ? [] : [`near the question in meaning: ${nearness.toFixed(2)}`],
      ),
    score: (points) => `Score ${points}`,
  },
  feedback: {
    title: 'Not helpful',
    question: 'What is wrong with the answer?',
    reasons: {
      'no-answer': 'It does not answer the question',
      'wrong-passage': 'Another passage says it better',
      'out-of-date': 'It is out of date',
      other: 'Something else',
    },
  },
};

const ZH: Messages = {
  noAnswer: (answer) => noAnswer(answer, ZH),
  reason: (answer) => {
    const reasons: Record<None['reason'], string> = {
      'empty-question': '问题中没有文字。请就文件可能涉及的内容提问。',
      greeting: '您好！请问我文件中说了什么，我会引用原文。',
      thanks: '不客气。随时可以问我文件中说了什么。',
      'about-documents': `我根据 ${answer.documents} 份文件回答：`,
      'about-bot': '我引用文件原文回答问题，并注明出处；文件没有说明时，我会如实告知，绝不编造。',
      order: '我只引用文件，不做其他事情。请问我文件中说了什么。',
      'no-documents': '目前没有可供回答的文件。',
      'ambiguous-word': '您指的是哪一个？',
      'unknown-words': '文件中没有说明。',
      'weak-match': '文件中没有说明：没有内容与问题足够接近。',
    };
    return reasons[answer.reason];
  },
  titles: (answer) =>
    titlesOf(
      answer,
      (title) => `《${title}》`,
      (more) => `……另有 ${more} 份`,
    ),
  whatToTry: ({ reason }) => {
    if (reason === 'unknown-words') return '请换一种说法，或询问文件涉及的内容。';
    return reason === 'weak-match' ? '请换一种说法，或指明您要查的文件。' : null;
  },
  unknownWords: ({ unknownWords, documents }) => [
    ...unknownWords.slice(0, MAX_UNKNOWN).map((word) => unknownZh(word, documents)),
    ...(unknownWords.length > MAX_UNKNOWN ? [`另有 ${unknownWords.length - MAX_UNKNOWN} 个词`] : []),
  ],
  silent: (titles) => titles.map((title) => `在《${title}》中没有找到相关内容。`),
  answersTo: (questions) => questions.map((question) => `“${question}”`).join(' · '),
  open: (questions) => questions.map((question) => `没有找到相关内容：“${question}”`),
  questionCut: `只读取了问题的前 ${MAX_QUESTION_CHARS} 个字符。`,
  nearestTitle: '最接近的段落（并不能回答问题）：',
  nothingNear: '文件中没有与问题相近的内容。',
  past: ({ kind, text, ended }) =>
    ({
      period: `所述期间（${text}）已于 ${ended.slice(0, 4)} 年结束`,
      deadline: `所述时间（${text}）已过`,
      date: `所述日期（${text}）已过`,
    })[kind],
  place: ({ page, paragraph, line }) => {
    if (page !== null) return `第 ${page} 页`;
    return line === null ? `第 ${paragraph} 段` : `第 ${paragraph} 段，第 ${line} 行`;
  },
  section: (path) => `“${path}”一节`,
  clause: (label) =>
    NAMES_ITSELF.test(label) ? label : `${IS_OF_LIST.test(label) ? '项' : '条款'} ${label}`,
  row: ({ number, row }) => `第 ${number} 个表格，第 ${row} 行`,
  writtenIn: (language) => (isIn('zh', language) ? null : `原文为${nameOf(language, 'zh')}`),
  partOfSentence: '长句的一部分',
  notShown: (excerpts) => `另有 ${excerpts} 段摘录`,
  unquotable: '该段落无法在一条消息中完整显示。出处：',
  source: '来源',
  index: (id) => `索引 ${id}`,
  readOn: (time) => `文件最近读取于 ${time}`,
  buttons: {
    more: '更多段落',
    context: '查看上下文',
    why: '为何选此段',
    share: '分享到频道',
    helpful: '有帮助',
    notHelpful: '没有帮助',
    nearest: '最接近的段落',
    dismiss: '移除',
    close: '关闭',
    send: '发送',
  },
  contextTitle: '上下文',
  contextGone: '该文件在引用之后已有变动，请重新提问。',
  why: {
    title: '为何选此段',
    noWords: '该段没有出现问题中的词语。',
    by: {
      exact: '同一词语',
      stem: '同一词语的其他形式',
      glossary: '词汇表中的同义词',
      abbreviation: '简称',
      typo: '拼写相近',
    },
    share: (percent) => `占匹配的 ${percent} %`,
    meaning: ({ reading, nearness }) =>
      sayMeaning(
        reading === null ? [] : [`读起来像答案的程度：${signed(reading)}`],
        nearness === null ? [] : [`与问题意思相近的程度：${nearness.toFixed(2)}`],
      ),
    score: (points) => `得分 ${points}`,
  },
  feedback: {
    title: '没有帮助',
    question: '这个回答有什么问题？',
    reasons: {
      'no-answer': '没有回答问题',
      'wrong-passage': '另有更合适的段落',
      'out-of-date': '内容已过时',
      other: '其他',
    },
  },
};

export function messagesFor(language: Language): Messages {
  return language === 'zh' ? ZH : EN;
}

function isIn(spoken: Language, language: string): boolean {
  return language.split('-')[0] === spoken;
}

function nameOf(language: string, spoken: Language): string {
  try {
    return new Intl.DisplayNames(spoken, { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // A tag that somebody made up.
  }
}

function noAnswer(answer: None, messages: Messages): string {
  return [messages.reason(answer), ...messages.titles(answer), ...messages.unknownWords(answer)].join('\n');
}

/** The documents there are, as far as they were asked about; one a line. */
function titlesOf(
  { titles, documents }: None,
  quote: (title: string) => string,
  andMore: (count: number) => string,
): string[] {
  if (titles.length === 0) return [];
  return [...titles.map(quote), ...(documents > titles.length ? [andMore(documents - titles.length)] : [])];
}

function unknownEn({ text, suggestions }: None['unknownWords'][number], documents: number): string {
  const hint =
    suggestions.length > 0 ? `; did you mean ${suggestions.map((word) => `“${word}”`).join(' or ')}?` : '';
  return `“${shortened(text)}”: in 0 of ${documents} documents${hint}`;
}

function unknownZh({ text, suggestions }: None['unknownWords'][number], documents: number): string {
  const hint =
    suggestions.length > 0 ? `；您是否指${suggestions.map((word) => `“${word}”`).join('或')}？` : '';
  return `“${shortened(text)}”：${documents} 份文件中均未出现${hint}`;
}

/** More than the longest words of most languages have; what is longer was pasted, and people know it by its beginning. */
const MAX_WORD_CHARS = 40;
/** Words that a refusal names; more of them tell no more. */
const MAX_UNKNOWN = 8;

function shortened(word: string): string {
  const characters = [...word];
  return characters.length <= MAX_WORD_CHARS ? word : `${characters.slice(0, MAX_WORD_CHARS).join('')}…`;
}

function sayMeaning(...said: readonly (readonly string[])[]): string | null {
  return said.flat().join(' · ') || null;
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(1)}`;
}
