import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTerm } from '../../index/analyzer.ts';
import { americanSpellingOf } from '../../index/british-english.ts';

it.each([
  ['colour', 'color'],
  ['advisers', 'advisors'],
  ['byelaw', 'bylaw'],
  ['tsar', 'czar'],
  ['neighbourhoods', 'neighborhoods'],
  ['unfavourably', 'unfavorably'],
  ['centre', 'center'],
  ['centred', 'centered'],
  ['kilometres', 'kilometers'],
  ['defenceless', 'defenseless'],
  ['licences', 'licenses'],
  ['catalogue', 'catalog'],
  ['dialogues', 'dialogs'],
  ['programmes', 'programs'],
  ['travelling', 'traveling'],
  ['counsellors', 'counselors'],
  ['jewellery', 'jewelry'],
  ['skilful', 'skillful'],
  ['enrolment', 'enrollment'],
  ['instalments', 'installments'],
  ['judgement', 'judgment'],
  ['likeable', 'likable'],
  ['tyres', 'tires'],
  ['kerbside', 'curbside'],
  ['cheques', 'checks'],
  ['storey', 'story'],
  ['grey', 'gray'],
  ['practising', 'practicing'],
  ['organisational', 'organizational'],
  ['unauthorised', 'unauthorized'],
  ['anonymise', 'anonymize'],
  ['pseudonymisation', 'pseudonymization'],
  ['analysed', 'analyzed'],
  ['paediatric', 'pediatric'],
  ['foetus', 'fetus'],
  ['haematology', 'hematology'],
  ['manoeuvre', 'maneuver'],
  ['aluminium', 'aluminum'],
  ['enquiries', 'inquiries'],
])('finds %s and %s by each other', (british, american) => {
  expect(toTerm(british)).toBe(toTerm(american));
});

describe('americanSpellingOf', () => {
  it.each(
    'four hours tour source journal course flour devour glamour acre genre fence sentence sequence ring spring poet shoe canoe heroes filling controlled called willing miller raise promise advise exercise enterprise franchise otherwise supervise precise noise likely table agreeable peaceful message police'.split(
      ' ',
    ),
  )('leaves %s as it is', (word) => expect(americanSpellingOf(word)).toBe(word));

  it('makes one spelling of both however often it is asked', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,14}(?:our|ise|isation|re|ogue)?$/), (word) => {
        const spelled = americanSpellingOf(word);
        expect(spelled).not.toBe('');
        expect(americanSpellingOf(word)).toBe(spelled);
      }),
    );
  });
});
