import { expect, it } from 'vitest';
import { indexOf } from '../../support/indexes.ts';
import { ask, citationsOf } from '../../support/questions.ts';

it('shows a rule before what takes part of it back', async () => {
  const index = await indexOf({
    'yard.md':
      '# Yard rules\n\nNotwithstanding rule 2, trailers may stand in the yard for a week in winter.\n\nTrailers may stand in the yard for a day.\n',
  });
  const [first] = citationsOf(await ask(index, 'How long may trailers stand in the yard?'));
  expect(first?.excerpt).toMatch(/^Trailers may stand in the yard for a day/);
});

it('shows the row that the question names, and not another one', async () => {
  const index = await indexOf({
    'fees.md':
      '# Fees\n\n| Yard | Monthly fee |\n| --- | --- |\n| North yard | £40 |\n| Garage | £85 |\n| South yard | £30 |\n',
  });
  const [first] = citationsOf(await ask(index, 'What is the monthly fee in the garage?'));
  expect(first?.excerpt).toContain('Garage | £85');
  expect(first?.excerpt).not.toContain('£40');
});
