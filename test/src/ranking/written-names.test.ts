import { expect, it } from 'vitest';
import { isWrittenAsName } from '../../../src/ranking/written-names.ts';

function isNameIn(text: string, word: string): boolean {
  const start = text.indexOf(word);
  return isWrittenAsName(text, { start, end: start + word.length });
}

it.each([
  ['Who works at Plancite now?', 'Plancite'],
  ['Who leads Alpha Works?', 'Alpha'],
  ['Who leads Alpha Works?', 'Works'],
  ['Who met President Lincoln?', 'President'],
  ['When are US staff paid?', 'US'],
  ['US staff are paid when?', 'US'],
])('in "%s", "%s" is written as a name', (text, word) => expect(isNameIn(text, word)).toBe(true));

it.each([
  ['We met. General rules apply?', 'General'],
  ['The President asked me what it costs', 'President'],
  ['What does the University pay?', 'University'],
  ['Besides, what does it cost?', 'Besides'],
  ['What Is The Leave Policy?', 'Leave'],
  ['WHAT IS THE LEAVE POLICY?', 'POLICY'],
  ['Question: Parking is where?', 'Parking'],
])('in "%s", "%s" is not', (text, word) => expect(isNameIn(text, word)).toBe(false));
