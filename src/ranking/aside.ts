import { analyze } from '../../index/analyzer.ts';
import type { Span } from '../../index/document.ts';
import { asks, isFullQuestion } from '../asks.ts';
import { isChatter } from './chatter.ts';

/**
 * What a stretch of a message is there for: it asks; it tells something beside what is asked (`aside`); it calls somebody or
 * names a topic (`address`), which only documents that know its words can tell apart; or it says nothing (`chatter`).
 */
type Role = 'asks' | 'aside' | 'address' | 'chatter';
type Part = Span & { readonly role: Role };

export type MessageParts = {
  readonly parts: readonly Part[];
  /** The message with blanks for what asks nothing: what it asks for, and of which document, is told by this alone. */
  readonly asking: string;
};

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const MARKED = /[?？]["”’')\]）\s]*$/u;
const ASKS =
  /^\W*(?:(?:and|but|so|ok|well|please|also),?\s+)*(?:(?:who|whose|whom|what|which|how|is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|am|name|list|tell|give|show|explain|describe|compare|find|quote|define|summari[sz]e)\b|(?:when|where|why)\s+(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|to)\b)|[吗嗎呢谁誰哪]|什[么麼]|多少|如何|怎[么麼]|为何|為何|[几幾](?!乎)/iu;

/** "My boss needs a slide on this, so could you tell me …": what people say of themselves, up to where they ask. */
const ABOUT_PEOPLE =
  /^\W*(?:(?:hi|hello|hey|sorry|so|well|ok|okay|and|but|just|also|as)\W+)*(?:i|i['’](?:m|ve|d|ll)|we|we['’](?:re|ve|d|ll)|my|our|nobody|no one|everyone|everybody|somebody|someone|this is|that is|it is|it['’]s|there is|我|咱|本人)(?![\p{L}'’])/iu;
/** What comes in front of a question and says in which case, where, when or of what it is asked. */
const RESTRICTS =
  /^\W*(?:and\W+|but\W+|or\W+)?(?:if|when(?:ever)?|while|for|in|inside|during|as|at|on|onto|upon|with(?:in|out)?|after|before|under|over|since|once|because|given|according|regarding|concerning|about|from|to|of|off|per|by|between|among|until|till|unless|whether|should|except|excluding|including|beyond|out|outside|near|where|who|what|which|how|than|despite|although|though|even|assuming|suppos(?:e|ing)|provided|through(?:out)?|via|against|towards?|across|along|around|behind|below|above|next)\b|^\W*(?:如果|若|在|对|對|关于|關於|当|當|按|根据|根據|作为|作為|除|比|由|从|從|至于|至於)/iu;
/** Says what is not meant. */
const SETS_APART =
  /^\W*(?:and\W+|but\W+)?(?:unlike|instead of|rather than|as opposed to|contrary to|in contrast (?:to|with)|compared (?:to|with)|apart from|aside from|other than|not (?:in|at|for|about|like)\b)\W/iu;
/** "… asked me to find out how many weeks parents take": an indirect question of somebody. */
const INDIRECT =
  /\b(?:know|ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|find out|figure out|tell me|check|see|sure|clear|curious|confirm|understand|explain|remember|idea|clarify|question is)\b\W+(?:(?:about|on|of|exactly)\W+)?(?=(?:if|whether|who|whom|whose|what|which|when|where|why|how)\b)/giu;
/** What a question refers to by a pronoun stands in front of it. */
const REFERS_BACK = /\b(?:it|its|they|them|their|theirs|this|that|these|those|one|he|she|there|such)\b/iu;
/** A question of fewer words of meaning says too little by itself. */
const MIN_CONTENT = 2;
/** A full stop too: where the next sentence begins with a small letter, it is taken for that of an abbreviation. */
const BREAK = /(?:[,;:，；：]|…|\.{2,}|[.!](?=\s)|\s[-–—]|—)\s*/gu;
const MAX_BREAKS = 8;
/** One or two words that may stand in front of a question without a comma: "welp ok what is …". */
const LEADING_WORDS = /(?<=^\W*(?:[\p{L}\p{N}'’]+\s+)?)[\p{L}\p{N}'’]+\s+/gu;
/** "Sorry, can I …": what begins so may be a question as a whole all the same. */
const STARTS_APART = /^\W*\p{L}+[,:]/u;
const RELATIVE = /^\W*(?:who|which|whose|whom)\b/iu;
/** "…, cheers": what follows a question and is so short is no part of it. */
const TAIL =
  /[,，]\s*(?!(?:and|or|but|nor|if|when|in|on|at|for|from|with|not)\b)(?:[\p{L}\p{N}'’]+\s?){1,3}[.!?\s]*$/iu;

/** What each part of a message is there for, in their order; without a part that asks, all of it but chatter does. */
export function partsOf(message: string): MessageParts {
  const sentences = [...SENTENCES.segment(message)].map(({ segment, index }) => {
    const lead = leadOf(segment);
    return { segment, index, lead, isFull: lead.at > 0 || asksFully(segment) };
  });
  const anyFull = sentences.some(({ isFull }) => isFull);
  const parts = sentences.flatMap(({ segment, index, lead, isFull }) => {
    if (isFull) return splitSentence(segment, index, lead);
    // What somebody wonders is asked where nothing else is.
    const indirect = indirectIn(segment);
    if (!anyFull && (indirect.at > 0 || asks(segment))) return splitSentence(segment, index, indirect);
    return [{ start: index, end: index + segment.length, role: 'aside' as const }];
  });
  const isAsked = parts.some(({ role }) => role === 'asks');
  const all = isAsked ? parts : parts.map((part) => ({ ...part, role: 'asks' as const }));
  return { parts: all, asking: blanked(message, all, ['aside', 'chatter']) };
}

/** Parts of a message that ask nothing, where others do. */
export function findAside(message: string): Span[] {
  return partsOf(message).parts.filter(({ role }) => role === 'aside');
}

/** A text with blanks for the parts that have one of some roles; what stays keeps its place. */
export function blanked(text: string, parts: readonly Part[], roles: readonly Role[]): string {
  return parts.reduce(
    (left, { start, end, role }) =>
      roles.includes(role) ? left.slice(0, start) + ' '.repeat(end - start) + left.slice(end) : left,
    text,
  );
}

function asksFully(sentence: string): boolean {
  return MARKED.test(sentence) || ASKS.test(sentence) || isFullQuestion(sentence);
}

function splitSentence(sentence: string, offset: number, { at, role }: Lead): Part[] {
  const tail = at < sentence.length ? tailOf(sentence, at) : sentence.length;
  const parts: Part[] = [
    { start: offset, end: offset + at, role },
    { start: offset + at, end: offset + tail, role: 'asks' },
    { start: offset + tail, end: offset + sentence.length, role: 'address' },
  ];
  return parts.filter(({ start, end }) => start < end);
}

/** What stands in front of where a sentence begins to ask. */
type Lead = { readonly at: number; readonly role: Role };
const NO_LEAD: Lead = { at: 0, role: 'asks' };

function leadOf(sentence: string): Lead {
  const isAboutPeople = ABOUT_PEOPLE.test(sentence);
  if (!isAboutPeople && isFullQuestion(sentence) && !STARTS_APART.test(sentence)) return NO_LEAD;
  const afterWord = isAboutPeople
    ? []
    : wordBreaks(sentence).filter((at) => isFullQuestion(unmarked(sentence.slice(at))));
  const afterBreak = sentence
    .matchAll(BREAK)
    .take(MAX_BREAKS)
    .map(({ index, 0: mark }) => index + mark.length)
    .filter((at) => asksFrom(sentence, at));
  const at = afterWord[0] ?? afterBreak.next().value ?? 0;
  return at === 0 ? NO_LEAD : { at, role: roleOfLead(sentence.slice(0, at), sentence.slice(at)) };
}

/** "… asked me to find out how many": what stands in front of an indirect question. */
function indirectIn(sentence: string): Lead {
  const last = ABOUT_PEOPLE.test(sentence) ? [...sentence.matchAll(INDIRECT)].at(-1) : undefined;
  return last === undefined ? NO_LEAD : { at: last.index + last[0].length, role: 'aside' };
}

function wordBreaks(sentence: string): number[] {
  return [...sentence.matchAll(LEADING_WORDS)].map(({ index, 0: word }) => index + word.length);
}

function unmarked(question: string): string {
  return question.replace(/[?？\s]+$/u, '');
}

function asksFrom(sentence: string, at: number): boolean {
  const rest = sentence.slice(at);
  return isFullQuestion(rest) || (MARKED.test(sentence) && ASKS.test(rest) && !RELATIVE.test(rest));
}

function roleOfLead(lead: string, rest: string): Role {
  if (isChatter(lead) || SETS_APART.test(lead)) return 'chatter';
  if (ABOUT_PEOPLE.test(lead)) return 'aside';
  if (RESTRICTS.test(lead) || REFERS_BACK.test(rest)) return 'asks';
  return analyze(rest).filter(({ stop }) => !stop).length < MIN_CONTENT ? 'asks' : 'address';
}

function tailOf(sentence: string, from: number): number {
  const tail = TAIL.exec(sentence);
  return tail !== null && tail.index > from && isFullQuestion(sentence.slice(from, tail.index))
    ? tail.index
    : sentence.length;
}
