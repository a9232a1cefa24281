import { analyze } from '../index/analyzer.ts';

/** English and Chinese questions by their form, whatever they are about; with an eye to what people say to each other. */

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const HAN = /\p{Script=Han}/u;
const MARK = /[?？]["”’')\]）\s]*$/u;

/** What stands in front of a question without being part of it. */
const LEAD =
  /^(?:[\s,.:;!*_("“'•–—-]|(?:and|but|or|so|ok(?:ay)?|well|also|plus|then|sorry|hi|hey|hello|please|oh|um+|hm+|ah|lol|haha|wow|right|yes|no|yeah|thanks|thank you|great|cool|nice|perfect|btw|by the way|just|actually|next|question|quick question|one more(?: thing| question)?|another (?:one|question)|follow[- ]?up)\b(?!['’-]))*/iu;

const AUX =
  "(?:is|are|was|were|am|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had)(?:n['’]?t)?";
const PRONOUN = String.raw`(?:i|we|you|u|he|she|it|they|there|one|anyone|anybody|someone|somebody|everyone|everybody|nobody)\b`;
const DETERMINER = String.raw`(?:the|an?|my|our|your|his|her|their|its|this|that|these|those|any|all|some|every|each|both|either|only|most)\b`;
/** "parents", but neither "gorgeous" nor "less". */
const PLURAL = String.raw`[\p{L}-]{2,}(?![siu])[\p{L}-]s\b`;
const MEASURE = String.raw`how (?:many|much|long|often|far|fast|big|large|high|old|soon|late|early|likely|\p{L}+ly)\b`;

/** Forms of a question that has a predicate of its own, in which the verb stands before its subject. */
const FULL = [
  // "when is the roof mended", "what's the deadline"; not "which is nice", "what is more".
  String.raw`(?:who|whom|what|where|when|why|how)(?:['’](?:s|re|ll|d)|\s+${AUX})\s+(?!more\b)\S`,
  String.raw`which\s+(?:is|are|was|were)\s+${DETERMINER}`,
  // "how many weeks of leave do parents take"; not "what I like is".
  String.raw`(?:${MEASURE}|what|whose|which(?=\s+(?!${AUX}\b)))(?:\s+(?!(?:${PRONOUN}|${AUX}\b))[\p{L}\p{N}'’,%-]+){0,7}?\s+${AUX}\b\s*(?:$|\S)`,
  String.raw`(?:from|to|for|in|on|at|by|until|under|with|within|of|after|before|since|during)\s+(?:what|which|whom|whose|when|where|how)\b.*\s${AUX}\b`,
  // "who approves leave", "what counts as a holiday".
  String.raw`(?:who|what)\s+(?!(?:${PRONOUN}|${DETERMINER}|knows|cares|if|about|else|ever)\b)[\p{L}-]{2,}(?:s|ed)(?:\s+\S|\W*$)`,
  String.raw`which\s+(?!means|makes)${PLURAL}\s+[\p{L}-]+\s+\S`,
  // "can I carry it over", "is the canteen open", "do parents take leave"; not "is fine", "have a nice weekend".
  String.raw`(?:is|are|was|were|am|does|did|can|could|must|should|shall|would|has|may|might|will)(?:n['’]?t)?\s+(?:${PRONOUN}|${DETERMINER}|${PLURAL})\s*\S`,
  String.raw`(?:do|have|had)(?:n['’]?t)?\s+(?:(?!it\b|one\b|there\b)${PRONOUN}|these|those|our|my|all)\s*\S`,
  String.raw`do\s+${PLURAL}\s*\S`,
].map((form) => new RegExp(`^${form}`, 'iu'));
/** "is Alice in": a name is told by its capital. */
const FULL_OF_NAME =
  /^(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Aa]m|[Dd]oes|[Dd]id|[Cc]an|[Cc]ould|[Mm]ust|[Ss]hould|[Ss]hall|[Ww]ould|[Hh]as|[Mm]ay|[Mm]ight|[Ww]ill)(?:n['’]?t)?\s+\p{Lu}[\p{L}'’-]+\s*\S/u;

/** "is overtime paid?": with its mark, any subject will do. */
const ASKS_OF_ANYTHING = new RegExp(String.raw`^${AUX}\s+[\p{L}\p{N}-]+\s+[\p{L}\p{N}]`, 'iu');

/** Other forms of asking: half a question, what somebody wonders, what they want to be told. */
const HALF = [
  String.raw`${MEASURE}\s+(?!(?:${PRONOUN}|${DETERMINER}|better|worse|more|less|fun)\b)[\p{L}-]+\s+\S+\s+\S`,
  String.raw`(?:(?:i|we)(?:['’](?:m|re|d)|\s+(?:am|are|was|would|want|need))?(?:\s+(?:just|also|still|really|only))*\s+)?(?:wonder(?:ing|ed)?|(?:like |want |need |love )to know|curious)\b.*\b(?:who|what|which|when|where|why|how|if|whether|about)\b`,
  String.raw`(?:any|some)(?:one|body) (?:knows?|remembers?)\b.*\b(?:who|what|which|when|where|why|how|if|whether)\b`,
  String.raw`any (?:idea|clue|rules?|policy|guidance|info(?:rmation)?)\b.*\b(?:who|what|which|when|where|why|how|if|whether|on|about|for)\b`,
  String.raw`(?:tell (?:me|us)|remind (?:me|us)|explain|describe|define|compare|list|look up|find out|summari[sz]e|show (?:me|us)|give (?:me|us) (?:the|all|an overview))\s+(?!about it|him|her|them)\S+(?:\s+\S|$)`,
].map((form) => new RegExp(`^${form}`, 'iu'));

/** "How many weeks of paternity leave?": what is asked for, without a verb. */
const VERBLESS = new RegExp(String.raw`^(?:${MEASURE}|what|which|whose)\s`, 'iu');
const MIN_VERBLESS_TERMS = 2;

/** "What about Fridays", "and for part-timers": what goes on from a question before. */
const GOES_ON = /^(?:(?:what|how) about|what if|same (?:for|with|on|in|at))\s+\S/iu;
const FOLLOWS_UP =
  /^\W*(?:(?:ok|so)[\s,]+)*(?:(?:and|or|but)\s+(?:also\s+)?(?:for|in|on|at|with|without|after|before|during|if|when|as|under|from|per|the)\b)\s+\S/iu;
/** "And …" without a mark is a short question: what is longer tells something. */
const MAX_FOLLOW_UP_WORDS = 5;

/** Said to a person: about what they did or think, what they should do for somebody, or what to do together. */
const TELLING = String.raw`(?:please\s+|kindly\s+|also\s+|quickly\s+)*(?:tell|explain|check|confirm|say|look up|find|remind|let (?:me|us) know|show|clarify|know|list|describe|outline|summari[sz]e|provide|elaborate)`;
const TO_PEOPLE = [
  String.raw`\b(?:did|were|had|will|would|won['’]?t|have|haven['’]?t|aren['’]?t|weren['’]?t|didn['’]?t)\s+(?:you|u|ya|y['’]all)\b(?!\s+(?:${TELLING}|have to|need to)\b)`,
  String.raw`\bare\s+(?:you|u|ya)\b(?!\s+(?:still |even |only |not )*(?:allowed|required|supposed|entitled|eligible|obliged|able|expected|paid|covered|insured|permitted)\b)`,
  String.raw`\bdo(?:n['’]?t)?\s+(?:you|u)\s+(?:guys\s+|all\s+|still\s+|really\s+|ever\s+)*(?:like|think|want|remember|mind|feel|mean|agree|prefer|see|love|fancy|wanna|happen|reckon|guys)\b`,
  String.raw`\b(?:could|would|will)\s+(?:you|u|someone|somebody|anyone|anybody)\s+(?!${TELLING})\S`,
  String.raw`\bcan(?:['’]?t)?\s+(?:you|u|someone|somebody|anyone|anybody)\s+(?!${TELLING})(?:\S+\s+)*?(?:my|our|me|us|it|them|him|her|this|that|these|those|over|by)\b`,
  String.raw`\b(?:want|need|like)\s+me\s+to\b|\bwhat['’]?s up\b`,
  String.raw`\bdo(?:n['’]?t)?\s+(?:you|u)\s+have\s+(?:an?|any|the|some|my|your|time|enough)\b(?!.*\b(?:polic|rule|guid|info|document|form|list|instruction|procedure))`,
  String.raw`\b(?:shall|why don['’]?t)\s+we\b`,
  String.raw`\b(?:should|can|could|let['’]?s|wanna|gonna)\s+(?:we\s+)?(?:all\s+)?(?:meet|go|grab|talk|chat|call|order|eat|discuss|move|push|reschedule|start|sync|catch up|hang|celebrate|head|do (?:it|this|that|lunch|coffee))\b`,
  String.raw`\bhow(?:['’]s|\s+(?:is|was|are|were|did))\s+(?:it|you|your|u|things|everyone|everybody|the weekend|life)\b`,
  String.raw`\b(?:who['’]?s|who is|who are|who wants|who['’]?ll|anyone|anybody|any(?:one|body) else|somebody|someone)\s+(?:in|up|out|with|coming|joining|going|around|free|here|there|for|want|wants|fancy|fancies|wanting|hungry|to|got|have|has|seen|else|bringing|driving)\b`,
  String.raw`^\W*(?:so\s+|and\s+|but\s+)?you(?:['’]\p{L}+|\s+(?:are|were|have|had|ok|okay|sure|took|went|saw|think|thought|mean|meant|coming|free|around|there|guys|all|said|say|know|there))\b`,
  String.raw`\bwhat\s+(?:do|did|are|were|have|would|will)\s+(?:you|u)\b(?!\s+(?:have to|need|get|call))`,
].map((form) => new RegExp(form, 'iu'));

/** All that a question may be without asking anything. */
const EMPTY: ReadonlySet<string> = new Set(
  'really seriously right ok okay sure no yes yeah yep nope huh wait wow lol haha cool fine good nice great true correct deal agreed done ready alone'.split(
    ' ',
  ),
);
const ELLIPTIC =
  /^(?:why|how (?:come|so|soon)|(?:(?:by|until|since|from|up to|for|at) )?(?:when|how (?:long|much|many|often|far))|when|where|who|which one)\W*$/iu;

const CHINESE_ASKS =
  /什么|甚么|多少|多久|多长|多大|多高|几[天个個周月年次人点點小时]|哪|谁|誰|如何|怎[么麼样樣]|为何|為何|是否|能否|可否|([能可会會有是要需该應])[不没沒]\1|可不可以|需不需要|应不应该|[吗嗎呢][\s。.！!~～]*$/u;
const CHINESE_TELLS =
  /(?:没|沒|不知道|什么都|什么也|谁都|谁也|哪.都|怎么都|怎么也|无论|無論|不管|随便|隨便)(?:什么|谁|哪|怎么|多少)?|[了这那這前过過好]几|不怎么|没怎么/u;
const CHINESE_TO_PEOPLE =
  /一起|咱们|要不要(?:去|来|吃|喝)|有空|(?:你|您)们?(?:吃|去|来|在哪|觉得|觉|想|看|忙|呢|好|怎么样|还好|昨|今|明|几点|什么时候)|(?:^|[，,])(?:真的|是|对|好|行|可以|没事|不会|是不是|对不对|好不好)[吗吧嗎]?[?？]?$|吃(?:什么|啥|了吗)|几点(?:走|下班|见|吃)/u;

/** Whether something is asked that documents may answer: not what people ask each other. */
export function asks(message: string): boolean {
  return sentencesOf(message).some(sentenceAsks);
}

/** Whether a part of a message could stand as a question by itself: it has a predicate and something it is about. */
export function isFullQuestion(part: string): boolean {
  const words = part.replace(LEAD, '');
  if (!analyze(part).some(({ stop }) => !stop)) return false;
  if (HAN.test(part)) return CHINESE_ASKS.test(part.trim()) && !CHINESE_TELLS.test(part);
  return isFull(words) || (MARK.test(part) && ASKS_OF_ANYTHING.test(words));
}

/** Whether a part of a message asks for something by its name alone, with the mark of a question: no verb tells it. */
export function isVerblessQuestion(part: string): boolean {
  if (!MARK.test(part) || !VERBLESS.test(part.replace(LEAD, ''))) return false;
  return analyze(part).filter(({ stop }) => !stop).length >= MIN_VERBLESS_TERMS;
}

/** "And why?", "by when?": all that is asked was said before. */
export function isElliptic(sentence: string): boolean {
  return ELLIPTIC.test(sentence.replace(LEAD, ''));
}

/** Whether it goes on from a question before in so many words. */
export function followsUp(sentence: string): boolean {
  return FOLLOWS_UP.test(sentence) || GOES_ON.test(sentence.replace(LEAD, ''));
}

/** Sentences, and lines as well: people seldom put a full stop at the end of a line. */
function sentencesOf(message: string): string[] {
  return message
    .split(/\n+/)
    .flatMap((line) => [...SENTENCES.segment(line)].map(({ segment }) => segment))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function isFull(words: string): boolean {
  return FULL_OF_NAME.test(words) || FULL.some((form) => form.test(words));
}

function sentenceAsks(sentence: string): boolean {
  const isMarked = MARK.test(sentence);
  if (HAN.test(sentence)) {
    if (CHINESE_TO_PEOPLE.test(sentence.trim())) return false;
    return isMarked || (CHINESE_ASKS.test(sentence.trim()) && !CHINESE_TELLS.test(sentence));
  }
  if (TO_PEOPLE.some((form) => form.test(sentence))) return false;
  const words = sentence.replace(LEAD, '');
  if (isElliptic(sentence)) return isMarked;
  if (!analyze(sentence).some(({ word, stop }) => !stop && !EMPTY.has(word))) return false;
  if (isMarked || isFull(words) || GOES_ON.test(words) || HALF.some((form) => form.test(words))) return true;
  return FOLLOWS_UP.test(sentence) && analyze(sentence).length <= MAX_FOLLOW_UP_WORDS;
}
