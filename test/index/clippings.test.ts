import { expect, it } from 'vitest';
import { findClipped } from '../../index/clippings.ts';
import { PassageCounts, Vocabulary } from '../../index/vocabulary.ts';

function countsOf(...words: string[]): PassageCounts {
  const vocabulary = new Vocabulary();
  const counts = new PassageCounts(vocabulary);
  counts.add(vocabulary.enter(words), new Uint32Array(words.length).fill(1), 1);
  return counts;
}

it.each([
  ['bldg', 'building'],
  ['bldgs', 'buildings'],
  ['assoc', 'association'],
  ['intl', 'international'],
  ['committee', 'cttee'],
  ['configuration', 'config'],
])('takes "%s" and "%s" for one word', (word, known) => {
  expect(findClipped(word, countsOf('gate', known))).toEqual([known]);
});

it.each([
  ['car', 'carpenter'],
  ['report', 'reporter'],
  ['bldg', 'boulder'],
  ['building', 'bath'],
  ['b', 'building'],
])('does not take "%s" for "%s"', (word, known) => {
  expect(findClipped(word, countsOf(known))).toEqual([]);
});
