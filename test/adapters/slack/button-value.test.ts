import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromButtonValue, toButtonValue } from '../../../adapters/slack/button-value.ts';

const asked = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 400 }),
  history: fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 20 }),
  top: fc.option(fc.nat(20), { nil: undefined }),
  indexId: fc.stringMatching(/^[0-9a-f]{12}(-[0-9a-f]{6})?$/),
  shown: fc.nat(20),
  excerpt: fc.nat(20),
  seen: fc.stringMatching(/^[\w-]{8}$/),
});

const HOW_MANY = {
  text: 'How many?',
  history: [],
  indexId: '0123456789ab',
  shown: 3,
  excerpt: 0,
  seen: 'a1B2-_z9',
};

describe('the value of a button', () => {
  it('never holds more than Slack takes, and gives back all but the oldest of the history', () => {
    fc.assert(
      fc.property(asked, (before) => {
        const value = toButtonValue(before);
        expect(value.length).toBeLessThanOrEqual(2_000);
        const after = fromButtonValue(value);
        if (JSON.stringify(before.text).length > 1_800) return;
        expect(after).toEqual({ ...before, history: after?.history });
        expect(before.history.slice(before.history.length - (after?.history.length ?? 0))).toEqual(
          after?.history,
        );
      }),
    );
  });

  it('cuts a question that is too long by itself', () => {
    const text = '😀"'.repeat(2_000);
    const value = toButtonValue({ ...HOW_MANY, text, history: ['earlier'] });
    expect(value.length).toBeLessThanOrEqual(2_000);
    const after = fromButtonValue(value);
    expect(text.startsWith(after?.text ?? '-')).toBe(true);
    expect(after?.text.length).toBeGreaterThan(1_000);
  });

  it.each(['', 'null', '{}', '{"q":1,"h":[],"i":"","n":1,"c":0}', 'plain'])(
    'is refused if it is %s',
    (value) => {
      expect(fromButtonValue(value)).toBeNull();
    },
  );

  it.each([
    { indexId: '<!channel> all' },
    { indexId: '0123456789AB' },
    { indexId: '0123456789ab\n' },
    { indexId: '' },
    { seen: 'short' },
    { seen: '<!here>!' },
    { shown: -1 },
    { excerpt: 0.5 },
    { top: -3 },
  ])('is refused with %j, as nothing of ours says that', (forged) => {
    expect(fromButtonValue(toButtonValue(HOW_MANY))).toEqual(HOW_MANY);
    expect(fromButtonValue(toButtonValue({ ...HOW_MANY, ...forged }))).toBeNull();
  });

  it('from before, which does not say what it stands below, is refused', () => {
    const { s, ...before } = JSON.parse(toButtonValue(HOW_MANY)) as Record<string, unknown>;
    expect(s).toBe(HOW_MANY.seen);
    expect(fromButtonValue(JSON.stringify(before))).toBeNull();
  });
});
