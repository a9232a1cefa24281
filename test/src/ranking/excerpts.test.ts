import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentIndex } from '../../../index/document-index.ts';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

const GATES = Array.from(
  { length: 24 },
  (_, i) => `the ${'gate of the old harbour wall'} number ${i + 101}`,
).join(', ');
const HARBOUR = {
  'harbour.txt': `Harbour rules

The harbour keeps these gates open at night: ${GATES}.

The office was founded by Ada Berg. It has nine wardens.

On May 13 the boats are blessed at the pier, and on 2 June the nets.

Smoking is forbidden on the pier.

The scheme for boats with sails and boats with oars, both of which have moored here since the old wall was built and the wide basin behind it was dug out by hand in a single very long winter, rests on trust between all of the neighbours and on two nightly rounds of the wall, and is known as the Lantern Order.
`,
};

let harbour: DocumentIndex;
beforeAll(async () => {
  harbour = await indexOf(HARBOUR);
});

describe('an excerpt', () => {
  it('is a whole enumeration where a list is asked for, and fits a chat otherwise', async () => {
    const [whole] = citationsOf(await ask(harbour, 'list all gates the harbour keeps open at night'));
    expect(whole?.excerpt).toContain('number 101');
    expect(whole?.excerpt).toContain('number 124');
    const [short] = citationsOf(await ask(harbour, 'are gates of the harbour open at night?'));
    expect(short?.excerpt.length).toBeLessThanOrEqual(280);
  });

  it('is never the words that open a list without the list', async () => {
    const items = Array.from({ length: 40 }, (_, i) => `- the ${i + 1}th reason that the dean accepts`);
    const index = await indexOf({
      'special.txt': `Special leave\n\nSpecial leave is granted for:\n\n- moving house\n- a wedding\n\n- a funeral\n\nThe dean decides on other cases.\n\nStudy leave is granted for:\n${items.join('\n')}\n`,
    });
    const [short] = citationsOf(await ask(index, 'What is special leave granted for?'));
    expect(short?.excerpt).toBe(
      'Special leave is granted for:\n\n- moving house\n- a wedding\n\n- a funeral',
    );
    const [long] = citationsOf(await ask(index, 'What is study leave granted for?'));
    expect(long?.excerpt).toMatch(/^Study leave is granted for:\n- the 1th reason[\s\S]*accepts$/);
    expect(long?.excerpt.length).toBeLessThanOrEqual(800);
  });

  it('reaches back where a name ends a long sentence', async () => {
    const [citation] = citationsOf(await ask(harbour, 'What is the Lantern Order?'));
    expect(citation?.excerpt).toMatch(/two nightly rounds.*Lantern Order/);
  });

  it('without a number does not answer a question for one', async () => {
    for (const question of [
      'how many people may be smoking on the pier',
      'how many boats are blessed at the pier?',
    ])
      expect(await ask(harbour, question), question).toMatchObject({ kind: 'none' });
    expect(citationsOf(await ask(harbour, 'how many wardens does the office have'))[0]?.excerpt).toContain(
      'nine wardens',
    );
  });
});
