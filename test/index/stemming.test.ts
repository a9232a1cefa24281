import { expect, it } from 'vitest';
import { stemOf } from '../../index/stemming.ts';

it.each([
  ['university', 'universities'],
  ['organisation', 'organizing'],
  ['notify', 'notifications'],
  ['apply', 'applicants'],
  ['register', 'registration'],
  ['emergency', 'emergencies'],
  ['reimburse', 'reimbursement'],
])('takes %s and %s for forms of one word', (one, other) => expect(stemOf(one)).toBe(stemOf(other)));

it.each([
  ['university', 'universal'],
  ['university', 'universe'],
  ['news', 'new'],
  ['several', 'severance'],
  ['authority', 'author'],
  ['organization', 'organ'],
  ['organization', 'organic'],
  ['community', 'communication'],
  ['general', 'generation'],
  ['emergency', 'emerge'],
  ['business', 'busy'],
  ['important', 'import'],
  ['international', 'internal'],
  ['internal', 'intern'],
  ['customs', 'custom'],
  ['customer', 'custom'],
  ['officer', 'office'],
  ['department', 'departure'],
  ['department', 'depart'],
  ['past', 'paste'],
])('keeps %s and %s apart', (one, other) => expect(stemOf(one)).not.toBe(stemOf(other)));
