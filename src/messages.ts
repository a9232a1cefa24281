import type { Answer } from './answer.ts';
import type { Citation } from './citation.ts';
import type { PastTime } from './periods.ts';
import { MAX_QUESTION_CHARS } from './question.ts';

type Language = Answer['language'];
type Place = Pick<Citation, 'page' | 'paragraph' | 'line'>;
type None = Extract<Answer, { kind: 'none' }>;

/** The bot's own words, in the language of the question. Adapters add nothing but layout. */
export type Messages = {
  readonly noAnswer: (answer: None) => string;
  /** Words of an answered question that no document holds. */
  readonly unknownWords: (answer: Answer) => readonly string[];
  /** Documents that a comparison names and that do not say. */
  readonly silent: (titles: readonly string[]) => readonly string[];
  readonly questionCut: string;
  readonly nearestTitle: string;
  readonly past: (time: PastTime) => string;
  /** Where in its document an excerpt stands. */
  readonly place: (citation: Place) => string;
  readonly section: (heading: string) => string;
};

const EN: Messages = {
  noAnswer: (answer) => {
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
    return [
      reasons[answer.reason],
      ...titlesOf(
        answer,
        (title) => `“${title}”`,
        (more) => `… and ${more} more`,
      ),
      ...answer.unknownWords.map((word) => unknownEn(word, answer.documents)),
    ].join('\n');
  },
  unknownWords: (answer) => answer.unknownWords.map((word) => unknownEn(word, answer.documents)),
  silent: (titles) => titles.map((title) => `“${title}” does not say.`),
  questionCut: `Only the first ${MAX_QUESTION_CHARS.toLocaleString('en')} characters of the question were read.`,
  nearestTitle: 'Nearest passages, which do not answer the question:',
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
  section: (heading) => `section “${heading}”`,
};

const ZH: Messages = {
  noAnswer: (answer) => {
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
    return [
      reasons[answer.reason],
      ...titlesOf(
        answer,
        (title) => `《${title}》`,
        (more) => `……另有 ${more} 份`,
      ),
      ...answer.unknownWords.map((word) => unknownZh(word, answer.documents)),
    ].join('\n');
  },
  unknownWords: (answer) => answer.unknownWords.map((word) => unknownZh(word, answer.documents)),
  silent: (titles) => titles.map((title) => `《${title}》没有说明。`),
  questionCut: `只读取了问题的前 ${MAX_QUESTION_CHARS} 个字符。`,
  nearestTitle: '最接近的段落（并不能回答问题）：',
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
  section: (heading) => `“${heading}”一节`,
};

export function messagesFor(language: Language): Messages {
  return language === 'zh' ? ZH : EN;
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

function shortened(word: string): string {
  const characters = [...word];
  return characters.length <= MAX_WORD_CHARS ? word : `${characters.slice(0, MAX_WORD_CHARS).join('')}…`;
}
