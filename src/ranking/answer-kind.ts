import type { Span } from '../../index/document.ts';
import { simplify } from '../../index/simplify.ts';

/**
 * The kind of thing a question asks for, where its wording tells: `number` is a count or an amount; `measure` (how fast, how
 * often) may be said without a number too; `extent` (how long) is one of time or of space; a `norm` says what is allowed or due.
 */
export type AnswerKind = 'number' | 'measure' | 'date' | 'extent' | 'name' | 'norm';

const ASKS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'date',
    /(?:^|[,.;:?!—–-]\s*|\b(?:and|but|or|so|since|until|by|from|me|us|know|exactly|ask|say|says)\s+)when\b|\bwhen\W*$|\b(?:(?:what|which) (?:year|date|day|week|month|time|time ?frame|period|deadline)|by when|until when|(?:target|start|end) (?:year|date)|deadline|time ?frame|time ?line|last updated|how (?:old|current) (?:is|are) the|date)\b|何时|什么时候|哪一?[年月天]|几[月号日点时]|哪天|期限|截止/iu,
  ],
  ['extent', /\bhow long\b|多久|多[长長]/iu],
  [
    'number',
    /\b(?:how (?:many|much(?! (?:better|worse|more|less|\p{L}+er)\b))|what (?:number|percentage|share|proportion|amount)|(?<=^\s*(?:the\s+)?|[,:;]\s*|\bis the\s+|\bwas the\s+)(?:number|count) of)\b|多少|几[个条项名位种]|比例|占比|第几/iu,
  ],
  [
    'measure',
    /\bhow (?!(?:many|much|long|come|about|else|exactly|do|does|did|can|could|to|will|would|shall|should|must|may|might|is|are|was|were|has|have|had|the|a|an|i|we|you|they|he|she|it|my|our|your)\b)\p{L}+\b|\b(?:what (?:speed|rate|rank|ranking))\b|几/iu,
  ],
  ['name', /\b(?:who(?:se|m)?)\b|谁|哪[个些](?:部门|单位|机构|机关)/iu],
  [
    'norm',
    /^\W*(?:so |and |but |then )?(?:may|can|could|must|should|shall|am i|are we|is it|do (?:i|we|you) (?:have|need)|does (?:\p{L}+ ){1,4}(?:have|need) to)\b|\b(?:allowed|permitted|permissible|forbidden|prohibited|banned|ok(?:ay)?) to\b|\b(?:allowed|permitted|forbidden|prohibited|banned)\W*$|可以|可否|能否|能不能|是否|允许|准许|必须/iu,
  ],
];

/** Words that only say what kind of thing is asked for, or refer to it: "how fast", "what kind of", "that one", "differ". No answer repeats them. */
const ASKING =
  /\bhow (?:many|much|fast|big|large|high|far|often|old|long|quick(?:ly)?|soon|come)\b|\b(?:what|which) (?:kinds?|sorts?|types?) of\b|\b(?:by|until) when\b|\b(?:that|this|the|which|other|first|second|last|same) ones?\b|什么时候|何时|哪[一]?[天年月日位个些里]|多(?:少|[久长大高远](?:时间)?)|[第]?[几][个条项名位种点时]?|[有是]?什么|怎么样?|\b(?:differ(?:s|ed|ences?|ently|ent from)?|compar(?:ed|ing|isons?)|versus|vs)\b|有何|不同|区别|差[异别]|相比|比较|对比|分别|各自/giu;

const ASKS_FOR_LIST =
  /\b(?:list|enumerate|name)\s+(?:all|every|each|the|its|their|some|me)\b|\b(?:give|show|tell)(?:\s+(?:me|us))?\s+(?:all|every|the\s+(?:full|whole|complete)?\s*list)\b|\ball\s+(?:of\s+)?(?:the\s+)?\p{Nd}+\b|\bwhat are (?:all|the (?:\p{Nd}+|two|three|four|five|six|seven|eight|nine|ten))\b|哪些|哪几|列出|列举/iu;

const COMPARES =
  /\b(?:compare[ds]?|comparing|comparison|versus|vs|differ(?:s|ent|ence|ences)?|respectively|contrast|side by side)\b|比较|对比|相比|区别|差[异别]|不同|分别|各自|两[份个者]/iu;
/** "both plans", "each of them": several things, whose name may follow. */
const OF_SEVERAL =
  /\b(?:both|each)(?: of)?(?: (?:the|these|those|our|my|your|its|their))?(?<name>(?: [\p{L}\p{N}’'-]+){0,3})/giu;
/** "both parties", "each day of": something else that there are several of; not "do both allow" or "what does each say". */
const ANOTHER =
  /^both(?: of)?(?: (?:the|our|my|your|its|their))? \p{L}+[^\P{L}su]s(?![\p{L}])|^each(?: \p{L}+){2}/iu;
/** Two halves that ask the same of two things: "who issued A and who issued B?", "quote A and B". */
const ASKS_TWICE = /\b(who|what|when|which|where|how)\b.+\band (?:\w+ )?\1\b|\bquote\b.+\band\b/iu;

/**
 * Whether a question asks the same of several things.
 * @param isNamed whether a stretch of it names what may be compared
 */
export function asksToCompare(question: string, isNamed: (span: Span) => boolean): boolean {
  const plain = simplified(question);
  return (
    COMPARES.test(plain) ||
    ASKS_TWICE.test(plain) ||
    [...plain.matchAll(OF_SEVERAL)].some(({ index, 0: said, groups: { name = '' } = {} }) => {
      const end = index + said.length;
      return isNamed({ start: end - name.length, end }) || !ANOTHER.test(said);
    })
  );
}

/** Kinds of questions are told alike in traditional and in simplified characters; the text keeps its length. */
function simplified(question: string): string {
  return /\p{Script=Han}/u.test(question) ? simplify(question) : question;
}

/** Asks of a document who made it, when, and since when it holds: what stands in its head. */
const ABOUT_DOCUMENT =
  /\bwho (?:has |have )?(?:issued|published|wrote|written|authored|approved|adopted|owns|maintains|prepared|released)\b|\b(?:last|most recent(?:ly)?) (?:updated?|revised|revision|reviewed|amended|changed|modified)\b|\b(?:came|come|comes|go|goes|been) (?:in|into) (?:force|effect)\b|\b(?:take|takes|took) effect\b|\bin (?:force|effect) since\b|\b(?:effective|publication|issue|review) date\b|\bwhen (?:was|were|is) .{1,60} (?:issued|published|adopted|approved|updated|revised|written|released)\b|\bwhich version\b|\bhow (?:old|current|recent) (?:is|are) the\b|\bdate of the\b|(?:谁|哪个部门|什么机关).{0,6}(?:发布|印发|制定|起草)|(?:何时|什么时候|哪[年天]).{0,8}(?:发布|印发|施行|生效|修订|更新)|版本|发文/iu;

/** Whether a question is about a document, and not about what it says. */
export function asksAboutDocument(question: string): boolean {
  return ABOUT_DOCUMENT.test(simplified(question));
}

/** Whether a question asks what something is or stands for. */
export function asksForMeaning(question: string): boolean {
  return /^\W*what (?:is|are|does|do)\b.{0,60}(?:\b(?:mean|stand for|refer to)\b|$)|\bdefin(?:e|ition)\b|是什么|什么是|指什么|什么意思|含义/iu.test(
    simplified(question),
  );
}

/** Whether a question asks for all of several things. */
export function asksForList(question: string): boolean {
  return ASKS_FOR_LIST.test(simplified(question));
}

export function answerKindOf(question: string): AnswerKind | null {
  // "How much may I spend when travelling?" asks how much: what is asked for stands first.
  const plain = simplified(question);
  const found = ASKS.flatMap(([kind, pattern]) => {
    const at = pattern.exec(plain)?.index;
    return at === undefined ? [] : [{ kind, at }];
  });
  return (
    found.reduce<(typeof found)[number] | null>((a, b) => (a !== null && a.at <= b.at ? a : b), null)?.kind ??
    null
  );
}

/** Whether a question that asks when asks for a time of the day: no date answers it. */
export function asksForTime(question: string): boolean {
  return /\b(?:what|which) (?:exact )?time(?! ?(?:frame|line|limit|period|of (?:the )?year)s?\b)\b|几[点时]/iu.test(
    simplified(question),
  );
}

/** Where a question only says what kind of thing it asks for. */
export function findAskingWords(question: string): Span[] {
  return [...simplified(question).matchAll(ASKING)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
}
