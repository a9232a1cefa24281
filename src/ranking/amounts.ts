/**
 * Says how many or how much without a numeral: quantifiers and multipliers of English grammar (Huddleston & Pullum 2002, chapter
 * 5), what costs nothing, and the same in Chinese.
 */
const AMOUNT =
  /\b(?:none|nobody|no one|nothing|no (?:limit|minimum|maximum|more|fees?|charges?|costs?|fines?|\p{L}+ (?:limit|fee|charge))|without (?:limit|charge|cost)|unlimited|uncapped|half|halves|(?:a|one) (?:third|quarter|fifth|tenth)|dozens?|(?:a )?(?:couple|pair|handful) of|twice|once (?:a|an|per|every|each|in)|thrice|double|triple|majority|(?:is|are|be) free|free (?:of charge|for|to (?:all|every\p{L}*|members|staff))|for free|in full|as (?:many|much) as|any (?:number|amount) of)\b|[二三四五六七八九十百千万两兩半双雙](?=\p{Script=Han})|[无無]需?(?:上限|限制|费|費)|不限|[免收][费費]|全[额額]|若干|翻番/giu;

/** Where a text says an amount in words. */
export function amountsIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(AMOUNT)].map(({ index, 0: said }) => ({ start: index, end: index + said.length }));
}
