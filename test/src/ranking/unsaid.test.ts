import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

let fleet: DocumentIndex;
beforeAll(async () => {
  fleet = await indexOf({
    'fleet.txt': `Rules of the fleet

By 2035 every ferry of the fleet is painted green.

The budget of the harbour office until 2035 was fixed by the council.

The depot repairs engines, hulls and sails, and offers delivery of spare parts.

Under Rule 7 a mooring costs a fee, as in (3) below. The mooring of a barge costs 40 crowns.
`,
  });
});

describe('a word that no document says', () => {
  it('is no reason against an answer if everybody uses it', async () => {
    const [first] = citationsOf(await ask(fleet, 'what will happen by 2035?'));
    expect(first?.excerpt).toContain('painted green');
  });

  it('speaks against an answer if it tells what is asked, and of the word behind it too', async () => {
    expect(await ask(fleet, 'does the depot offer delivery?')).toMatchObject({ kind: 'cited' });
    expect(await ask(fleet, 'is there vaccine delivery?')).toMatchObject({ kind: 'none' });
  });
});

describe('a number asked for', () => {
  it('is not the number of a rule or of an item', async () => {
    const [first] = citationsOf(await ask(fleet, 'how much does a mooring cost?'));
    expect(first?.excerpt).toContain('40 crowns');
  });
});

describe("the question's own words in a row", () => {
  it('tell more than the same words apart', async () => {
    const index = await indexOf({
      'yard.txt': `Yard notes

The keeper checks the old copper anchor chain gate each spring.

Each spring the chain, the copper and the anchor lie at the old gate where a keeper checks.
`,
    });
    const [first] = citationsOf(await ask(index, 'who checks the old copper anchor chain gate?'));
    expect(first?.excerpt).toContain('old copper anchor chain gate');
  });

  it.each([
    ['None of the barges hold a licence.', 'How many of the barges hold a licence?'],
    ['Sailors sign a three-year contract.', 'How long is the contract that sailors sign?'],
    ['There is no limit on guests a sailor may bring.', 'How many guests may a sailor bring?'],
    ['The pier is free for children.', 'How much is the pier for children?'],
    ['Half of the toll is paid back.', 'How much of the toll is paid back?'],
    ['The filter is changed twice a year.', 'How many times a year is the filter changed?'],
    ['每名船员可领取两套工作服。', '每名船員可領取幾套工作服？'],
    ['试用期为半年。', '试用期多长时间？'],
  ])('is said in words too: %s', async (said, question) => {
    const index = await indexOf({ 'a.txt': `Pier\n\n${said}\n\nCooks wear hats.\n` });
    const [first] = citationsOf(await ask(index, question));
    expect(first?.excerpt).toContain(said);
  });
});
