import { analyze } from '../../index/analyzer.ts';

/**
 * Words that deny, forbid, except or condition, so that a statement says something else without them: the negation words of
 * English grammar (Huddleston & Pullum 2002, chapter 9), its conjunctions and prepositions of exception and condition
 * (chapters 7 and 14), verbs whose meaning is a negation with their derivations, and the same in Chinese.
 */
const DENIES =
  /\b(?:not|no|nor|never|none|nobody|nothing|neither|nowhere|without|cannot|hardly|non(?=[-‐])\p{L}*)\b|\p{L}n['’]t\b|\b(?:prohibit|forbid|forbad|disallow|disqualif|ban(?:s|ned|ning)?\b|bar(?:red|s)\b|exclu[ds]|exempt|preclud|prevent|refus|reject|den(?:y|ie)|refrain|abstain|avoid|ceas|waiv|illegal|unlawful|invalid|unable|lack|fail(?!ing)|ineligib|unacceptab|impermissib|inadmissib|unauthori[sz]|violat|offen[cs]e|misconduct)\p{L}*|不|无|無|未|没|沒|非|禁|勿|莫|否|免|拒/iu;
const LIMITS =
  /\b(?:unless|except\p{L}*|only|provided|however|but|although|though|despite|notwithstanding|otherwise|whereas|save (?:for|that|as|where)|subject to|in so far|to the extent|until)\b|但|除|仅|僅|只|然而|不过|不過|另有/iu;

/** Whether a text denies or forbids something. */
export function denies(text: string): boolean {
  return DENIES.test(text);
}

/** Whether a text denies, excepts or conditions something. */
export function restricts(text: string): boolean {
  return DENIES.test(text) || LIMITS.test(text);
}

/** A statement that begins so takes part of the one in front of it back. */
const TAKES_BACK =
  /^[\s(（[*]*(?:(?:unless|except\p{L}*|provided(?:,? (?:that|however|further|always))?|however|but|only|although|though|notwithstanding|despite|nevertheless|nonetheless|otherwise|conversely|yet|that said|as long as|so long as|apart from|save (?:for|that|as|where)|as an exception|an exception|the exception|exclusions?|with the exception)(?![\p{L}\p{N}])|但|然而|不过|不過|除|例外|仅|只有|前[款项項条條]|上述|本[款项項条條])/iu;
/** A statement that begins so speaks of what was just said. */
const REFERS_BACK =
  /^[\s(（[]*(?:(?:it|they|this|that|these|those|such|he|she|the (?:above|foregoing|same|preceding|latter|former)|in (?:this|that|such|these|those) (?:case|event)s?|in no (?:case|event)|under no|all others?|any others?|others?)(?![\p{L}\p{N}])|其|该|該|这|這|此|那|在此)/iu;

/** Says of something that it does not hold, is left out, or holds on a condition: it always speaks of something else. */
const DOES_NOT_HOLD =
  /\b(?:(?:not|never|nothing|none|no)\b.{0,40}? appl(?:y|ies|icable)|n['’]t apply|(?:not|n['’]t) (?:hold|cover(?:ed)?|eligible)|appl(?:y|ies) only|only appl(?:y|ies)|(?:is|are|be|remain) (?:\p{L}+ )?(?:exempt(?:ed)?|excluded|excepted|suspended|waived)|waived (?:if|for|where|when)|(?:exempt(?:ed)?|excluded) (?:is|are)|excluding|subject to (?:\p{L}+ ){0,2}(?:approval|consent|permission|agreement|availability|conditions?|exceptions?|limits?))\b|不适用|不適用|不在此[限列]|不包括|不含|除外|不享受|另行规定/iu;
/** Denies something of what was just said, whatever that is called: "This does not extend to lorries." */
const DENIES_OF_IT =
  /^[\s(（[*]*(?:this|that|these|those|the (?:above|foregoing|same))(?: \p{L}+)?(?: (?:does|do|is|are|was|were|shall|will|may|can|must|should|has|have)(?: not|n['’]t| only| never))\b|^(?:该|此|上述|以上).{0,8}(?:不|仅|只)/iu;
/** Names what was said: "this rule", "the above", "these provisions", "前款". */
const SAID_BEFORE =
  /\b(?:this|these|that|those|such|it|they|(?:the )?(?:above|foregoing|same|preceding)|the (?:rule|section|requirement|provision|paragraph|clause|article|policy|offer|right|entitlement|obligation)s?)\b|[该該这這此]|[上前][述文款项項条條]|以上|本[条條款规規]/iu;
/** Begins with what it says of the statement in front, whose subject it shares: "Not applicable to contractors." */
const SUBJECTLESS =
  /^[\s(（[*–—-]*(?:(?:does|do|is|are|shall|will|may) not|not(?! (?:only|all|every\p{L}*|many|few))|never|excluded?|excluding|exempt|subject to|as long as|if approved|apart from|other than|only (?:if|when|where|with|for|on|from|between|until))(?![\p{L}\p{N}])|^[\s(（]*(?:不包括|不含|不适用|须经|須經|需经|前提)/iu;
/** States that there are exceptions, wherever it says so. */
const STATES_EXCEPTION =
  /\bthere (?:is|are) (?:\p{L}+ ){0,2}exceptions?\b|\bby way of exception\b|\b(?:make|makes|grant|grants|allow|allows|permit|permits) (?:an |\p{L}+ )?exceptions?\b|\bexceptions? (?:is|are|may|can|appl)|特殊情况除外|例外/iu;
/** Ends with no more than an auxiliary and "not": what was said before is what is not so ("Contractors may not."). */
const ENDS_IN_DENIAL =
  /\b(?:may|can|must|shall|will|should|do|does|did|is|are|has|have) not[.)]*$|\bcannot[.)]*$|\p{L}n['’]t[.)]*$/iu;
/** Somebody has to agree first. */
const ASKS_CONSENT =
  /\b(?:approval|permission|consent|authori[sz]ation)\b.{0,60}\b(?:required|needed|necessary|obtained|sought|requested)\b|\b(?:this|it|that) (?:\p{L}+ ){0,1}(?:requires?|needs?|is subject to)\b|[须須需][经經]?.{0,20}(?:批准|同意|许可|許可|审批)/iu;
/** Stands in front of a remark. */
const REMARK =
  /^[\s(（[*!]*(?:(?:note|n\.?b\.?|please note|important|caution|warning|attention|remark|restrictions?|limits?|limitations?|conditions?)(?:\s*[:：*]+|\s+that\b)|(?:注意|备注|備註|说明|注)\s*[:：]?)|^(?:note|important|caution|warning|attention)\s+(?-i:\p{Lu})/iu;
const NAME_OF_REMARK =
  /^[\s(（[*!]*(?:note|n\.?b\.?|please note|important|caution|warning|attention|remark|restrictions?|limitations?|conditions?|注意|备注|備註|说明|注)[\s:：*.!\])）]*$/iu;
/** Brings in a list of what is left out. */
const OPENS_EXCEPTIONS =
  /(?:\b(?:except\p{L}*|exclu\p{L}*|but (?:not|only)|not (?:cover|includ|appl|allow|permit|for)\p{L}*|unless|provided|only (?:if|when|where))\b|除外|例外|不包括|不适用|不含)[^.!?。！？]{0,80}[:：]\**$/iu;

/** Whether a text is only the name of a remark, which the next one is: "Note", "**Warning**". */
export function namesRemark(text: string): boolean {
  return text.length <= MAX_NAME_CHARS && NAME_OF_REMARK.test(text);
}

/** Whether a heading names what does not fall under the rule in front of it. */
export function namesExceptions(heading: string): boolean {
  return (
    heading.length <= MAX_NAME_CHARS &&
    /\b(?:exception|exclusion|exemption|restriction|limitation)s?\b|例外|除外/iu.test(heading)
  );
}

/** Whether a statement speaks of what was just said: "These are:". */
export function refersBack(statement: string): boolean {
  return REFERS_BACK.test(statement);
}

const MAX_NAME_CHARS = 60;

/** Behind "Yes.", "It depends." or no more than the mark of an answer, the answer has only begun. */
export function onlyBeginsAnswer(statement: string): boolean {
  return /^(?:[AaQq]\d{0,3}[.:：]|[答问][:：]?)?\s*(?:(?:yes|no|it depends|that depends|maybe|sometimes|in general|generally|是的?|不是|不可以|可以|不行|能|不能)[.!。！]*|)$/iu.test(
    statement,
  );
}

/** Whether a text ends by opening a list of exceptions: "Exceptions:", "but not of:". */
export function opensExceptions(text: string): boolean {
  return OPENS_EXCEPTIONS.test(text);
}

/** Whether a statement says, wherever it stands behind another, that something said before does not hold throughout. */
export function limitsBefore(statement: string): boolean {
  return (
    STATES_EXCEPTION.test(statement) ||
    (DOES_NOT_HOLD.test(statement) && (SAID_BEFORE.test(statement) || SUBJECTLESS.test(statement)))
  );
}

/** Whether the first statement of a paragraph takes back part of what stands in the one above. */
export function takesBackAcross(statement: string): boolean {
  return (
    (TAKES_BACK.test(statement) && !BEGINS_WITH_ONLY.test(statement)) ||
    limitsBefore(statement) ||
    DENIES_OF_IT.test(statement) ||
    SUBJECTLESS.test(statement) ||
    isElliptic(statement) ||
    (REMARK.test(statement) && restricts(statement))
  );
}

/** Behind a paragraph, "Only members may use the pool." is a rule of its own. */
const BEGINS_WITH_ONLY = /^only(?! (?:if|when|where|with|for|on|from|between|until)\b)/iu;

/** Whether a statement says too little without the one in front of it, and denies or asks consent. */
function isElliptic(statement: string): boolean {
  return ENDS_IN_DENIAL.test(statement) || ASKS_CONSENT.test(statement) || LEAVES_OUT.test(statement);
}

/** Says that somebody is left out, but not of what: "Contractors are exempt." Or sets it against what was said. */
const LEAVES_OUT =
  /\b(?:exempt(?:ed)?|excluded|excepted|not eligible)[.)]*$|^.{0,60}, (?:however|though|by contrast),|\bhowever[.)]*$|(?:除外|不适用|不適用|不在此[限列]|另行规定|不享受.{0,6})[。）)]*$/iu;

/** Sets a statement against the one in front of it, and opens no clause of its own: what it limits has been said. */
const SETS_AGAINST =
  /^[\s(（[*]*(?:(?:however|but|nevertheless|nonetheless|otherwise|conversely|yet|that said|as an exception|an exception|the (?:only )?exceptions?)(?![\p{L}\p{N}])|但|然而|不过|不過|例外)/iu;
/** Lifts a duty, with what need not be done behind it. */
const LIFTS_DUTY =
  /\b(?:need(?: not|n['’]t)|(?:(?:do|does|is|are)(?: not|n['’]t)|no longer) (?:need(?:ed)?|have|required|obliged|expected) to|(?:is|are) (?:exempt(?:ed)?|excused) from)\b(?<duty>.*)|(?:不必|无需|無需|无须|無須|不需要?|不用|免于|免於)(?<duty>.*)/iu;

/** Whether a statement only takes back or limits the one in front of it, and is half of what is said without it. */
export function onlyTakesBack(statement: string, before: string): boolean {
  if (SETS_AGAINST.test(statement) || DENIES_OF_IT.test(statement)) return true;
  if (ENDS_IN_DENIAL.test(statement) || LEAVES_OUT.test(statement)) return true;
  if (REFERS_BACK.test(statement) && DOES_NOT_HOLD.test(statement)) return true;
  // "Couriers need not sign in." limits "Every visitor signs in.", and not "The desk is on the left."
  const duty = new Set(contentOf(LIFTS_DUTY.exec(statement)?.groups?.duty ?? ''));
  return !LIFTS_DUTY.test(before) && contentOf(before).some((term) => duty.has(term));
}

function contentOf(text: string): string[] {
  return analyze(text).flatMap(({ stop, term }) => (stop ? [] : [term]));
}

/** Whether a statement takes back part of the one in front of it: "However, …", "This does not apply to …". */
export function takesBack(statement: string): boolean {
  return (
    TAKES_BACK.test(statement) ||
    (REFERS_BACK.test(statement) && restricts(statement)) ||
    takesBackAcross(statement) ||
    DOES_NOT_HOLD.test(statement)
  );
}
