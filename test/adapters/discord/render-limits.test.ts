import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/discord/render.ts';
import type { Answer } from '../../../src/answer.ts';
import { checked, OPTIONS, pressedOn, quotesIn, shownBy } from '../../support/discord-answers.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { ask } from '../../support/questions.ts';
import { sampleAnswer } from '../../support/slack-answers.ts';

const { answered, shipped, citing, answering } = await sampleAnswer();

const WORST = '*_~`|<@1>[](\\'.repeat(40);
const DOCUMENT = {
  ...answered.citations[0].document,
  title: WORST,
  issuer: WORST,
  publishedOn: WORST,
  source: `https://example.org/${'x'.repeat(370)}`,
};

describe('what does not fit', () => {
  it('is left out as whole excerpts from the first on that does not fit, counted, and comes with "more"', () => {
    const long = citing(`${'long '.repeat(300)}.`);
    const answer = answering(long, citing('Short.'), long, long, citing('Last.'));
    const message = checked(renderAnswer(answer, OPTIONS));
    expect(quotesIn(message)).toEqual([long.excerpt, 'Short.', long.excerpt]);
    expect(shownBy(message)).toContain('2 more excerpts');
    expect(pressedOn(message).find(({ action }) => action === 'more')?.asked.shown).toBe(3);
  });

  it('is replaced by its place where no message could hold it', () => {
    const endless = citing('endless '.repeat(600));
    const message = checked(renderAnswer(answering(endless, citing('Short.'), endless), OPTIONS));
    expect(quotesIn(message)).toEqual(['Short.']);
    expect(shownBy(message).match(/cannot be shown whole in a message/g)).toHaveLength(2);
    expect(pressedOn(message).filter(({ action }) => action === 'context')).toHaveLength(3);
  });

  it('never makes more components than a message holds', () => {
    const [first = citing(''), ...others] = Array.from({ length: 60 }, (_, i) => citing(`Number ${i}.`));
    const message = checked(renderAnswer(answering(first, ...others), { ...OPTIONS, place: 'private' }));
    checked(renderAnswer(answering(first, ...others), { ...OPTIONS, asker: DISCORD.user }));
    const shown = quotesIn(message).length;
    expect(shown).toBeGreaterThan(5);
    expect(shownBy(message)).toContain(`${60 - shown} more excerpts`);
  });

  it('is never a place, whatever stands around it', () => {
    const past = Array(9).fill({ kind: 'period', text: WORST, ended: '2020-01-01' });
    const citation = citing('endless '.repeat(600), { document: DOCUMENT, heading: WORST, past } as never);
    const answer = {
      ...answering(citation, citation),
      question: WORST,
      questionWasCut: true,
      silent: Array(20).fill(WORST),
      unknownWords: Array(300).fill({ text: WORST, suggestions: [WORST] }),
    } as Answer;
    const message = checked(
      renderAnswer(answer, { ...OPTIONS, place: 'private', showsQuestion: true, readOn: new Date() }),
    );
    expect(shownBy(message)).toContain('cannot be shown whole in a message');
  });

  it('of remarks on no answer is left out', async () => {
    const unknownWords = Array(300).fill({ text: WORST, suggestions: [WORST] });
    checked(
      renderAnswer(
        { ...(await ask(shipped, 'zebras')), question: WORST, unknownWords },
        { ...OPTIONS, showsQuestion: true, asker: DISCORD.user },
      ),
    );
  });
});
