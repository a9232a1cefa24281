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
});
