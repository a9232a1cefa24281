import { denies } from '../excerpts/polarity.ts';

/** Words that negate a clause (Huddleston & Pullum 2002, chapter 9), but not "No. 7", "not only" and "no later than"; and Chinese ones. */
const NEGATES =
  /\b(?:not(?! (?:only|just|less|more|fewer|later|until|to mention|exceed\p{L}*))|no(?!\.? ?\p{Nd}| (?:later|less|more|fewer|sooner|matter|doubt|idea|one knows)\b)|never|nor|neither|none|nobody|nothing|nowhere|without|cannot)\b|n['’]t\b|不(?![同断斷仅僅但少过過久管论論止])|[没沒]有|未(?![来來])|[无無](?![线線论論])|非(?!常)|勿|[严嚴]?禁止?/iu;
/** What any of these holds, found much sooner. */
const MAY_NEGATE = /\bn[eo]|n['’]t|\bcannot|\bwithout|[不没沒未无無非勿禁]/iu;
/** "Don't parents get leave?", "Why not …": asks as it would without the negation. */
const RHETORICAL =
  /^\W*(?:(?:and|but|so|or|then)\W+)*(?:(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had)n['’]t|why (?:not|(?:do|can|is|are)n['’]t))\b/iu;

/** Whether a text negates something. */
export function negates(text: string): boolean {
  return MAY_NEGATE.test(text) && NEGATES.test(text);
}

/**
 * Whether a statement lacks the negation of a question (`missed`: "does not cover" is asked), or has one that the question lacks
 * (`added`). A yes-or-no question lacks none: its answer may well be "no".
 */
export function negationBetween(
  question: string,
  statement: string,
  isYesNo: boolean,
): 'missed' | 'added' | null {
  const asked = (negates(question) || denies(question)) && !RHETORICAL.test(question);
  if (asked) return denies(statement) ? null : 'missed';
  return !isYesNo && negates(statement) ? 'added' : null;
}
