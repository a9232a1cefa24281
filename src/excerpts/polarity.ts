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
  /^[\s(（[*]*(?:(?:unless|except\p{L}*|provided(?:,? (?:that|however|further|always))?|however|but|only|although|though|notwithstanding|despite|nevertheless|nonetheless|otherwise|conversely|save (?:for|that|as|where)|as an exception|an exception|the exception|exclusions?|with the exception)(?![\p{L}\p{N}])|但|然而|不过|不過|除|例外|仅|只有|前[款项項条條]|上述|本[款项項条條])/iu;
/** A statement that begins so speaks of what was just said. */
const REFERS_BACK =
  /^[\s(（[]*(?:(?:it|they|this|that|these|those|such|he|she|the (?:above|foregoing|same|preceding|latter|former)|in (?:this|that|such|these|those) (?:case|event)s?|in no (?:case|event)|under no|all others?|any others?|others?)(?![\p{L}\p{N}])|其|该|該|这|這|此|那|在此)/iu;

/** Whether the first statement of a paragraph takes back part of what stands in the one above. */
export function takesBackAcross(statement: string): boolean {
  return (
    TAKES_BACK.test(statement) ||
    (REFERS_BACK.test(statement) && /\bnot appl|n['’]t appl|\bonly appl|不适用|不適用/iu.test(statement))
  );
}

/** Whether a statement speaks of what was just said: "These are:". */
export function refersBack(statement: string): boolean {
  return REFERS_BACK.test(statement);
}

/** Whether a statement takes back part of the one in front of it: "However, …", "This does not apply to …". */
export function takesBack(statement: string): boolean {
  return TAKES_BACK.test(statement) || (REFERS_BACK.test(statement) && restricts(statement));
}
