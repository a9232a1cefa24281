/** The kind of thing a question asks for, where its wording tells. */
export type AnswerKind = 'number' | 'date' | 'name';

const ASKS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'date',
    /\b(?:when|(?:what|which) (?:year|date|day|week|month|time|time ?frame|period|deadline)|by when|until when|how long|(?:target|start|end) (?:year|date)|deadline|time ?frame|time ?line|last updated)\b|何时|什么时候|什麼時候|哪[一]?年|几月|哪天|期限|截止|多久/iu,
  ],
  [
    'number',
    /\b(?:how (?:many|much|fast|big|large|high|far|often|old|quick(?:ly)?)|what (?:number|percentage|share|proportion|amount|speed|rate|rank|ranking)|number of|count of)\b|多少|几|幾|比例|占比|第几/iu,
  ],
  ['name', /\b(?:who(?:se|m)?)\b|谁|誰|哪个部门|哪些部门/iu],
];

export function answerKindOf(question: string): AnswerKind | null {
  return ASKS.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}
