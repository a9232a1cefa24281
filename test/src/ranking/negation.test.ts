import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negationBetween } from '../../../src/ranking/negation.ts';

describe('the negation between a question and a statement', () => {
  it.each([
    ['What does the policy not cover?', 'The policy covers glass.', 'missed'],
    ['What does the policy not cover?', 'The policy does not cover floods.', null],
    ['What can’t members bring?', 'Members may bring guests.', 'missed'],
    ['Who is not eligible?', 'Contractors are ineligible.', null],
    ['What is forbidden on the pier?', 'Fishing is allowed on the pier.', 'missed'],
    ['Who pays without a permit?', 'Students with a permit pay.', 'missed'],
    ['What does the policy cover?', 'The policy does not cover floods.', 'added'],
    ['What does the policy cover?', 'The policy covers glass, no later than May.', null],
    ['What does rule 7 cover?', 'See No. 7 of the rules.', null],
    ['Don’t parents get leave?', 'Parents get leave.', null],
    ['会员不能带什么入池？', '会员可以携带客人入池。', 'missed'],
    ['会员不能带什么入池？', '会员不得携带宠物入池。', null],
    ['会员可带什么入池？', '会员不得携带宠物入池。', 'added'],
    ['规划的目标是什么？', '未来将不断建设非常好的无线网络。', null],
  ])('of "%s" and "%s" is %s', (question, statement, between) => {
    expect(negationBetween(question, statement, false)).toBe(between);
  });

  it('is none where the answer may be "no"', () => {
    expect(negationBetween('May I bring a dog?', 'Members may not bring dogs.', true)).toBeNull();
    expect(negationBetween('May I not bring a dog?', 'Members may bring dogs.', true)).toBe('missed');
  });

  it('is none of a text and itself, unless it asks by a negation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(negationBetween(text, text, false)).not.toBe('missed');
      }),
    );
  });
});
