import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { isChatter } from '../../../src/ranking/chatter.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

let index: DocumentIndex;
beforeAll(async () => {
  index = await indexOf({
    'kent.txt':
      'Kent leave rules\n\nParents take sixteen weeks of leave.\n\nThe depot asks for a fee of 12 euro.\n',
    'essex.txt': 'Essex leave rules\n\nParents take nine weeks of leave.\n\nCars stand behind the depot.\n',
    'catalog.yaml': 'documents: { kent.txt: { jurisdiction: Kent }, essex.txt: { jurisdiction: Essex } }',
  });
});

describe('what says nothing of a topic', () => {
  it.each([
    'how many weeks of leave do parents take in Kent asap',
    'btw how many weeks of leave do parents take in Kent pls',
    'However, how many weeks of leave do parents take in Kent?',
    'Unfortunately, how many weeks of leave do parents take in Kent?',
    'Legally speaking, how many weeks of leave do parents take in Kent?',
    'welp, how many weeks of leave do parents take in Kent?',
    'bro how many weeks of leave do parents take in Kent',
    'How many weeks of leave do parents take in Kent, mate?',
    'How many weeks of leave do parents take in Kent? TIA',
    'PLEEEASE how many weeks of leave do parents take in Kent',
    'The President asked me. How many weeks of leave do parents take in Kent?',
    'My manager Priya asked me to find out how many weeks of leave parents take in Kent.',
  ])('changes no answer: %s', async (question) => {
    const [first] = citationsOf(await ask(index, question));
    expect(first?.excerpt).toContain('sixteen weeks');
  });

  it.each([
    'I moved here from Essex. How many weeks of leave do parents take in Kent?',
    'Unlike Essex, how many weeks of leave do parents take in Kent?',
    'My team covers both Essex and York. How many weeks of leave do parents take in Kent?',
  ])('tells no document: %s', async (question) => {
    const citations = citationsOf(await ask(index, question));
    expect(citations.map(({ document }) => document.path)).toEqual(['kent.txt']);
  });

  it.each([
    'I have no idea how much time I spent looking. Where do cars stand in Essex?',
    'I do not care when it was decided, where do cars stand in Essex?',
  ])('asks for no number or date: %s', async (question) => {
    const [first] = citationsOf(await ask(index, question));
    expect(first?.excerpt).toContain('behind the depot');
  });
});

describe('isChatter', () => {
  it.each([
    'Unfortunately,',
    'Quite frankly',
    'ok so',
    'Basically',
    'Luckily',
    'Generally speaking,',
    'Quick question:',
  ])('is true of "%s"', (lead) => expect(isChatter(lead)).toBe(true));

  it.each(['Monthly', 'Parking', 'In Kent', 'Family', 'Italy'])('is false of "%s"', (lead) =>
    expect(isChatter(lead)).toBe(false),
  );

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof isChatter(text) === 'boolean'));
  });
});
