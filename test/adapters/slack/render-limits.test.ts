import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/slack/render.ts';
import { ask } from '../../support/questions.ts';
import { buttonsIn, checked, PLAIN, sampleAnswer } from '../../support/slack-answers.ts';
import { quotesIn, sentIn, shownBy } from '../../support/slack-text.ts';

const { citing, answering, shipped } = await sampleAnswer();

describe('what does not fit', () => {
  it('is left out as whole excerpts from the first on that does not fit, counted, and comes with "more"', () => {
    const long = citing(`${'long '.repeat(1_000)}.`);
    const answer = answering(long, citing('Short.'), long, long, citing('Last.'));
    const message = checked(renderAnswer(answer, PLAIN));
    expect(sentIn(message.blocks)).toEqual([long.excerpt, 'Short.', long.excerpt]);
    expect(shownBy(message.blocks)).toContain('2 more excerpts');
    expect(buttonsIn(message).find(({ action }) => action === 'plancite_more')?.value).toBe('[0,3]');
  });

  it('is replaced by its place where no message could hold it', () => {
    const endless = citing('endless '.repeat(3_000));
    const { blocks } = checked(renderAnswer(answering(endless, citing('Short.'), endless), PLAIN));
    expect(quotesIn(blocks)).toEqual(['Short.']);
    expect(shownBy(blocks).match(/cannot be shown whole in a message/g)).toHaveLength(2);
    expect(buttonsIn(checked({ text: 'x', blocks })).map(({ action }) => action)).toContain(
      'plancite_context',
    );
  });

  it('is a button rather than an excerpt', () => {
    const heavy = { place: 'ephemeral', value: () => 'v'.repeat(2_000) } as const;
    const excerpts = Array.from({ length: 3 }, (_, i) => citing(`${i} ${'word '.repeat(400)}`));
    const [first = citing(''), ...others] = excerpts;
    const message = checked(renderAnswer(answering(first, ...others), heavy));
    expect(quotesIn(message.blocks)).toHaveLength(3);
    expect(buttonsIn(message).map(({ action }) => action)).toEqual(['plancite_share', 'plancite_more']);
  });

  it('is never the button to take an answer away', async () => {
    const heavy = { place: 'thread', value: () => '重'.repeat(2_000), asker: 'U0123456789' } as const;
    const excerpts = Array.from({ length: 30 }, (_, i) => citing(`${i} ${'word '.repeat(400)}`));
    const [first = citing(''), ...others] = excerpts;
    const [actions] = [buttonsIn(checked(renderAnswer(answering(first, ...others), heavy)))];
    expect(actions.map(({ action }) => action)).toContain('plancite_dismiss');
    const unknownWords = Array(300).fill({ text: '袋鼠'.repeat(90), suggestions: ['袋鼠'.repeat(90)] });
    const none = { ...(await ask(shipped, 'zebras')), unknownWords };
    const refused = buttonsIn(checked(renderAnswer(none, heavy)));
    expect(refused.map(({ action }) => action)).toContain('plancite_dismiss');
  });

  it('never makes more blocks than a message holds', () => {
    const [first = citing(''), ...others] = Array.from({ length: 60 }, (_, i) => citing(`Number ${i}.`));
    checked(renderAnswer(answering(first, ...others), PLAIN));
  });
});
