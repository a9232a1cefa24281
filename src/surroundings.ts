import { isEnglishName, isEnglishWord } from '../index/general-english.ts';
import { asks } from './asks.ts';
import { isPointer } from './pointing.ts';

/**
 * What a person says in a message, without what stands around it: quoted lines, code, addresses, emoji, the heads of a pasted
 * chat, a greeting and a signature. Where nothing is left, or only "any idea?", what was quoted is what is meant.
 */
export function withoutSurroundings(message: string): string {
  return [withoutCodeBlocks, withoutQuotes, withoutMarkup, withoutCode, withoutHeads, withoutSignature]
    .reduce((text, without) => without(withSimpleBlanks(text)), message.slice(0, MAX_CHARS))
    .replace(GREETING, leaveSomething);
}

/** One blank or line break for any number of them: patterns that look for blanks would try all ways to part many. */
export function withSimpleBlanks(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, (blank) => (/[\n\r]/.test(blank) ? '\n' : ' ')).trim();
}

/** A message without its code and its quoted lines, whatever is left: what is said in them is said by nobody. */
export function ownWords(message: string): string {
  return message.replace(CODE_BLOCK, '\n').replace(INLINE_CODE, ' ').replace(QUOTED_LINES, '\n');
}

/** Far more than anybody writes; the rest of a larger message is not even looked at. */
const MAX_CHARS = 100_000;
const CODE_BLOCK = /```(?:[\w+#.-]*\n)?([\s\S]*?)(?:```|$)/g;
const INLINE_CODE = /(`{1,2})(?!`)([^`\n]+)\1(?!`)/g;
/**
 * `>>>` quotes all that follows it; "Jo wrote:" may stand in front. What begins with a number is larger than it: ">5 days".
 */
const QUOTES =
  /^(?:[^\n?？>][^\n?？]{0,120}[:：]\n)?[^\S\n]{0,3}(?:(?:>|&gt;){3}[^\S\n]*[\s\S]*|(?:>|&gt;)(?![\d=])[^\n]*)$/gm;
/** The same without what stands in front, which somebody says. */
const QUOTED_LINES = /^[^\S\n]{0,3}(?:(?:>|&gt;){3}[^\S\n]*[\s\S]*|(?:>|&gt;)(?![\d=])[^\n]*)$/gm;
const QUOTE_MARKS = /^(?:[^\n?？>][^\n?？]{0,120}[:：]\n)?[^\S\n]*(?:(?:>|&gt;)[^\S\n]?)+/gm;

function withoutCodeBlocks(message: string): string {
  return ownOr(message, CODE_BLOCK, (_, code: string) => code);
}

function withoutQuotes(message: string): string {
  return ownOr(message, QUOTES, (line) => line.replace(QUOTE_MARKS, ''));
}

/** What is left without the matches; or what they hold, where that is what asks. */
function ownOr(message: string, what: RegExp, read: (...match: string[]) => string): string {
  const own = message.replace(what, '\n');
  if (own === message) return message;
  const held = [...message.matchAll(what)].map((match) => read(...match)).join('\n');
  return isPointer(own) || (!asks(own) && asks(held)) ? held : own;
}

const EMOJI_CODE = /<a?:\w+:\d+>|(?<![\p{N}:])(?::[\p{L}\p{N}_+'-]{1,40}:){1,8}(?![\p{L}\p{N}])/gu;
const EMOJI = /\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u{1f3fb}-\u{1f3ff}]/gv;
/** `[label](address)`, and Slack's `<address|label>`. */
const LABELLED_LINK =
  /\[([^\][\n]{1,300})\]\(<?((?:https?|mailto):[^\s)>]{1,2000})>?\)|<((?:https?|mailto):[^|>\s]{1,2000})\|([^>\n]{1,300})>/g;
const ADDRESS =
  /<?(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\b(?:[a-z0-9-]{1,60}\.){1,5}[a-z]{2,10}\/)[^\s<>"“”'，。？！；）】]*[^\s<>"“”'，。？！；）】.,;:!?)\]]>?/giu;
const EMOTICON = /(?<=^|\s)(?:[:;=][’'-]?[()DPpO|/\\3]+|[xX]D|<3|\^\^|¯\\_\(ツ\)_\/¯)(?=\s|$)/gu;
const CALLED = /(?<![\p{L}\p{N}.])@\p{L}[\p{L}\p{N}._-]*/gu;

/** Labels of links are words; addresses, emoji and who is called are none. */
function withoutMarkup(message: string): string {
  return message
    .replace(LABELLED_LINK, (_, before?: string, address = '', slackAddress = '', after?: string) => {
      const label = before ?? after ?? '';
      // What is shown of an address is the address.
      return `${address}${slackAddress}`.includes(label) && /^https?:/.test(`${address}${slackAddress}`)
        ? ' '
        : label;
    })
    .replace(ADDRESS, ' ')
    .replace(EMOJI_CODE, ' ')
    .replace(EMOJI, ' ')
    .replace(EMOTICON, ' ')
    .replace(CALLED, ' ');
}

/** Words, names and numbers: no commands, calls or paths. */
const TERM = /^[\p{L}\p{N}][\p{L}\p{N} .,'’&_-]{0,60}$/u;
const SENTENCE_END = /(?<=[.!?。！？；;\n])/u;
const CLAUSE_END = /(?<=[.!?。！？；;，,:：\n]|\s[-–—]\s)/u;
/** Stands for code while sentences are told apart, whatever marks the code holds. */
const CODE = '\ue000';

/** Code stays where it is a term of what is asked: one word of a sentence that asks, or several of the very clause. */
function withoutCode(message: string): string {
  const codes: string[] = [];
  const masked = message.replaceAll(CODE, ' ').replace(INLINE_CODE, (_, _mark, code: string) => {
    codes.push(code.trim());
    return CODE;
  });
  if (codes.length === 0) return message;
  const own = masked
    .split(SENTENCE_END)
    .map((sentence) => withCodeAsked(sentence, codes))
    .join('');
  return isPointer(own) ? message.replace(INLINE_CODE, ' $2 ') : own;
}

/** @param codes those to come, in their order; those of the sentence are taken from it */
function withCodeAsked(sentence: string, codes: string[]): string {
  const isAsking = asks(sentence);
  return sentence
    .split(CLAUSE_END)
    .map((clause) => {
      const isAsked = asks(clause);
      const own = codes.splice(0, clause.split(CODE).length - 1);
      const isTerm = own.every((code) => TERM.test(code) && (isAsked || (isAsking && !/\s/.test(code))));
      // What somebody says of code, beside what they ask, is about the code.
      if (!isTerm && isAsking && !isAsked) return ' ';
      return clause.replaceAll(CODE, () => (isTerm ? (own.shift() ?? '') : ' '));
    })
    .join('');
}

const TIME = String.raw`(?:上午|下午|晚上)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const DATE = String.raw`(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?|\d{4}年\d{1,2}月\d{1,2}日|\p{L}+\.?(?:\s\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s\d{4})?|\d{1,2}\.?\s\p{L}{3,9}(?:,?\s\d{4})?)`;
const STAMP = String.raw`[\[(]?(?:${DATE}(?:,|\sat)?(?:\s+|T))?${TIME}(?:Z|[+-]\d{2}:?\d{2})?[\])]?`;
/** The first letter of each word tells a name, as far as its script has capitals. */
const NAME = String.raw`(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*\s{1,2}){0,3}[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*`;
const HANDLE = String.raw`[\p{L}\p{N}._-]{1,40}`;
const HEAD_LINE = new RegExp(String.raw`^\s*(?:(?:${NAME}|${HANDLE})[\s,·|–—-]+)?${STAMP}\s*:?\s*$`, 'u');
const STAMP_LINE = new RegExp(`^\\s*${STAMP}\\s*$`, 'u');
const HEAD = new RegExp(
  String.raw`^\s*(?:${STAMP}\s*[-–—]?\s*(?:<${HANDLE}>|(?:${NAME}|${HANDLE})\s*[:：])|(?:${NAME}|${HANDLE})\s*[,:–—-]?\s*[\[(]${STAMP}[\])]?\s*[:：]?|\[${STAMP}\]?)\s*`,
  'u',
);

const NAME_LINE = new RegExp(`^\\s*(?:${NAME}|${HANDLE})(?:\\s+(?:APP|BOT))?\\s*$`, 'u');
/** "jo: …": somebody of a chat without times, unless it is a word that says what the line is about. */
const SPEAKER = /^\s*(?<name>[\p{L}._-]{1,40})(?: \p{Lu}[\p{L}.'’-]*)?[:：]\s+(?=\S)/u;
const LETTER_HEAD = /^(?:from|to|cc|bcc|date|sent|subject|reply-to|发件人|收件人|抄送|主题|日期)\s*[:：]/iu;
const MIN_REPEATED = 2;

/** "[10:42] Jo:" and "Jo Smith, 10:42": who said what follows in a chat or a letter it was pasted from, and when. */
function withoutHeads(message: string): string {
  const lines = message.split('\n');
  const heads = lines.filter((line) => LETTER_HEAD.test(line)).length;
  const speakers = lines.filter(isBySpeaker).length;
  const left = lines.map((line, i) => {
    const next = lines[i + 1] ?? '';
    if (HEAD_LINE.test(line) || (NAME_LINE.test(line) && STAMP_LINE.test(next))) return '';
    if (heads >= MIN_REPEATED && LETTER_HEAD.test(line)) return '';
    return line.replace(speakers >= MIN_REPEATED && isBySpeaker(line) ? SPEAKER : HEAD, '');
  });
  return left.every((line) => line.trim() === '') ? message : left.join('\n');
}

function isBySpeaker(line: string): boolean {
  const name = SPEAKER.exec(line)?.groups?.name?.toLowerCase() ?? '';
  return name !== '' && (isEnglishName(name) || !isEnglishWord(name));
}

const FAREWELL = String.raw`(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?|many|all the) )?(?:regards|wishes|greetings|thanks|thank you)(?: in advance| again| so much| a lot| all)*|thx|cheers|best|sincerely|yours(?: \p{L}+)?|take care|rgds|br|mfg|vg|lg|(?:viele|liebe|beste|herzliche|mit freundlichen) gr(?:ü|ue)(?:ß|ss)en?|danke|merci|gracias|cordialement|saludos|此致敬礼|此致|敬礼|祝好|谢谢|多谢`;
const SENT_FROM = String.raw`sent (?:from|via) [^\n]{1,40}|get outlook for [^\n]{1,20}|发自我的[^\n]{1,20}`;
/** Behind a line of its own, or behind a sentence: a farewell or a separator, a name, and lines about the person. */
const SIGNATURE = new RegExp(
  String.raw`(?:(?:^|\n)[^\S\n]*|(?<=[.!?。！？])[^\S\n]*)(?:(?:--+|—|–|__+)[^\S\n]*(?=\n|\p{Lu})|(?:${FAREWELL})(?=\s*[,，.!/\n]|\s+\p{L}+\s*$|\s*$)|(?:${SENT_FROM})).*$`,
  'isu',
);
const MAX_SIGNATURE_LINES = 8;
const MAX_SIGNATURE_WORDS = 40;

function withoutSignature(message: string): string {
  const sign = SIGNATURE.exec(message);
  if (sign === null || sign.index === 0) return message;
  const [signature] = sign;
  const isLong =
    signature.trim().split('\n').length > MAX_SIGNATURE_LINES ||
    signature.split(/\s+/).length > MAX_SIGNATURE_WORDS;
  const before = message.slice(0, sign.index);
  return isLong || signature.split(SENTENCE_END).some(asks) || isBlank(before) ? message : before;
}

const GROUP = 'there|all|team|everyone|everybody|folks|guys|both|again';
const CALLED_NAME = String.raw`[\p{Lu}\p{Lo}][\p{L}.'’-]*`;
/** "Hi Jo, …", "hey team …", "Hello Jo how many …": a greeting, and whom it greets. */
const GREETING = new RegExp(
  String.raw`^\s*(?:(?:[Hh](?:i|iya|ello|ey)|[Gg]reetings|[Dd]ear|[Gg]ood (?:morning|afternoon|evening|day))(?:\s+(?:${GROUP})\b)?(?:(?:\s+${CALLED_NAME}){0,3}|\s+\p{Ll}+)\s*(?:[,!:;–—\n]|\.\s|\s-\s)|[Hh](?:i|ello|ey)\s+(?:(?:${GROUP})\b\s*|(?:${CALLED_NAME}\s+){1,2}(?=\p{Ll}))|\p{Script=Han}{0,4}(?:你好|您好|大家好)[，,！!。：:\s]*)\s*`,
  'u',
);

/** A message that is nothing but a greeting stays one. */
function leaveSomething(greeting: string, ...args: readonly unknown[]): string {
  const message = String(args.at(-1));
  return isBlank(message.slice(greeting.length)) ? greeting : '';
}

function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
