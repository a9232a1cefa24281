import { stemmer } from 'stemmer';
import { americanSpellingOf } from './british-english.ts';
import { baseOf } from './irregular-forms.ts';

/**
 * Words that Porter's rules would take for forms of others: "university" for "universal", "several" for "severance",
 * "authority" for "author". Later versions of the rules (Snowball's) know some of these
 * families too.
 */
const KEPT_APART: readonly (readonly [RegExp, string])[] = [
  [/^universit(?:y|ies)$/, 'universiti'],
  [/^universal(?:ly|i[sz]e|ity)?$/, 'universal'],
  [/^news$/, 'news'],
  [/^several$/, 'several'],
  [/^authorit(?:y|ies|ative)$/, 'authoriti'],
  [/^organi(?:[sz]e[drs]?|[sz]ers|[sz]ing|[sz]ations?|[sz]ational)$/, 'organiz'],
  [/^organic(?:ally)?$/, 'organic'],
  [/^communit(?:y|ies)$/, 'communiti'],
  [/^communicat(?:e[sd]?|ing|ions?|ive|ors?)$/, 'communic'],
  [/^general(?:s|ly)?$/, 'general'],
  [/^generic(?:ally)?$/, 'generic'],
  [/^generous(?:ly)?$/, 'generous'],
  [/^emergenc(?:y|ies)$/, 'emergenc'],
  [/^business(?:es)?$/, 'business'],
  [/^importan(?:t|tly|ce)$/, 'important'],
  [/^international(?:ly)?$/, 'international'],
  [/^internal(?:ly)?$/, 'internal'],
  [/^interns?$/, 'intern'],
  [/^past(?:e[sd]?|ing)$/, 'paste'],
  [/^customs$/, 'customs'],
  [/^customers?$/, 'customer'],
  [/^officers?$/, 'officer'],
  [/^department(?:s|al)?$/, 'department'],
  [/^positive(?:ly)?$/, 'positive'],
  [/^conversations?$/, 'conversation'],
  [/^experiment(?:s|al|ed|ing)?$/, 'experiment'],
  [/^evenings?$/, 'evening'],
  [/^executives?$/, 'executive'],
  [/^rational(?:e|ly)?$/, 'rational'],
  [/^animals?$/, 'animal'],
  [/^objections?$/, 'objection'],
  [/^informal(?:ly|ity)?$/, 'informal'],
  [/^marketing$/, 'marketing'],
  [/^probation(?:s|ary)?$/, 'probation'],
  [/^operation(?:s|al)?$/, 'operation'],
];

/** "notification" is what "notify" makes, "application" and "applicant" what "apply" does. */
const NOUNS_OF_VERBS: readonly (readonly [RegExp, string])[] = [
  [/ifications?$/, 'ify'],
  [/^(re)?applica(?:tions?|nts?)$/, '$1apply'],
  [/^(re)?registrations?$/, '$1register'],
];

/** What all forms of an English word in lower case come to: American spelling, without the endings of its forms. */
export function stemOf(word: string): string {
  const spelled = baseOf(americanSpellingOf(word));
  const [, apart] = KEPT_APART.find(([family]) => family.test(spelled)) ?? [];
  return apart ?? stemmer(NOUNS_OF_VERBS.reduce((verb, [noun, of]) => verb.replace(noun, of), spelled));
}
