import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsked, readPressed, type Slot, toCustomIds } from '../../../adapters/discord/custom-id.ts';
import type { ActionId } from '../../../src/answer-actions.ts';

const ACTIONS: readonly ActionId[] = ['more', 'context', 'why', 'share', 'helpful', 'not_helpful', 'nearest'];
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('How many key projects are there?', '湖南的白皮书有几个部分？', 'x'.repeat(5_000)),
);
const asked = fc.record({
  text,
  history: fc.array(text, { maxLength: 20 }),
  top: fc.option(fc.nat(50), { nil: undefined }),
  indexId: fc.stringMatching(/^[0-9a-f]{12}(-[0-9a-f]{6})?$/),
  shown: fc.nat(50),
});
const slot = fc.record({
  action: fc.constantFrom(...ACTIONS),
  excerpt: fc.nat(40),
  seen: fc.stringMatching(/^[\w-]{8}$/),
});
const slots = fc.uniqueArray(slot, {
  minLength: 1,
  maxLength: 30,
  selector: ({ action, excerpt }) => `${action} ${excerpt}`,
});

/** As Discord nests them. */
function messageWith(ids: readonly string[]): object[] {
  const rows = ids.map((id) => ({ type: 1, components: [{ type: 2, custom_id: id }] }));
  return [{ type: 17, components: [{ type: 10, content: 'pc1m0.text' }, ...rows] }];
}

const HOW_MANY = {
  text: 'How many key projects does the plan set up?',
  history: ['What is the plan?', 'Whose is it?'],
  top: 3,
  indexId: '0123456789ab',
  shown: 3,
};
const THREE: Slot[] = [
  { action: 'nearest', excerpt: 0, seen: 'a1B2-_z9' },
  { action: 'helpful', excerpt: 0, seen: '00000000' },
  { action: 'not_helpful', excerpt: 0, seen: '--------' },
];

describe('the ids of a message', () => {
  it('are short and different, and give back all but the oldest of the history or the end of the question', () => {
    fc.assert(
      fc.property(asked, slots, (before, buttons) => {
        const ids = toCustomIds(before, buttons);
        expect(new Set(ids).size).toBe(buttons.length);
        for (const id of ids) expect(id).toMatch(/^[!-~]{1,100}$/);
        for (const [i, { action, excerpt, seen }] of buttons.entries()) {
          const pressed = readPressed(messageWith(ids), ids[i] ?? '');
          const { text: question, history, ...rest } = pressed?.asked ?? {};
          expect(pressed?.action).toBe(action);
          expect(rest).toEqual({
            top: before.top,
            indexId: before.indexId,
            shown: before.shown,
            excerpt,
            seen,
          });
          expect(before.text.startsWith(question ?? '-')).toBe(true);
          expect(history).toEqual(before.history.slice(before.history.length - (history?.length ?? 0)));
          if (question !== before.text) expect(history).toEqual([]);
        }
      }),
    );
  });

  it('give back a question of usual length with a few before it, whatever its language', () => {
    for (const question of [HOW_MANY.text, '湖南省数字政府建设中，哪些部门负责数据安全？'])
      for (const { id, before } of [
        { before: { ...HOW_MANY, text: question }, id: toCustomIds({ ...HOW_MANY, text: question }, THREE) },
      ])
        expect(readPressed(messageWith(id), id[2] ?? '')).toEqual({
          action: 'not_helpful',
          asked: { ...before, excerpt: 0, seen: '--------' },
        });
  });

  it('lose the oldest of the history first, then the end of the question', () => {
    const history = Array.from({ length: 9 }, (_, i) => `${i}: ${crypto.randomUUID()}`);
    const ids = toCustomIds({ ...HOW_MANY, history }, THREE);
    const kept = readPressed(messageWith(ids), ids[0] ?? '')?.asked;
    expect(kept?.text).toBe(HOW_MANY.text);
    expect(kept?.history.length).toBeGreaterThan(0);
    expect(kept?.history).toEqual(history.slice(-(kept?.history.length ?? 0)));
    const long = Array.from({ length: 30 }, () => crypto.randomUUID()).join('😀');
    const cut = toCustomIds({ ...HOW_MANY, text: long, history }, THREE);
    const asked = readPressed(messageWith(cut), cut[0] ?? '')?.asked;
    expect(long.startsWith(asked?.text ?? '-')).toBe(true);
    expect(asked?.text.length).toBeGreaterThan(100);
    expect(asked?.text.isWellFormed()).toBe(true);
  });

  it('are read from what discord.js makes of a message as well', () => {
    const ids = toCustomIds(HOW_MANY, THREE);
    const components = [{ components: [{ components: ids.map((customId) => ({ customId })) }] }];
    expect(readPressed(components, ids[1] ?? '')?.asked.text).toBe(HOW_MANY.text);
  });

  it('are refused where one is missing, changed or not ours', () => {
    const ids = toCustomIds(HOW_MANY, THREE);
    const [first = '', second = '', third = ''] = ids;
    expect(readPressed(messageWith(ids), first)).not.toBeNull();
    expect(readPressed(messageWith([second, third]), second)).toBeNull();
    expect(readPressed(messageWith([second, first, third]), second)).toBeNull();
    expect(readPressed([], first)).toBeNull();
    for (const id of ['', 'more', 'plancite_more', 'pc2m0.', 'pc1x0.', 'pc1m.', `${first} `, 'pc1m0.§'])
      expect(readPressed(messageWith(ids), id)).toBeNull();
    for (const garbage of ['pc1m0.', 'pc1m0.AAAA', 'pc1m0.q1YqLE3MUbJSMlCKjgUA'])
      expect(readPressed(messageWith([garbage]), garbage)).toBeNull();
  });

  it('from before are understood, but no buttons of ours', () => {
    const ids = toCustomIds(HOW_MANY, THREE).map((id) => id.replace(/\.[\w-]{8}\./, '.'));
    expect(readAsked(messageWith(ids))).toEqual(HOW_MANY);
    for (const id of ids) expect(readPressed(messageWith(ids), id)).toBeNull();
  });

  it('are refused with an index or a number that is none', () => {
    for (const forged of [
      { indexId: '<@1> everyone' },
      { indexId: '0123456789AB' },
      { indexId: '0123456789ab-01234' },
      { indexId: '0123456789ab\n' },
      { indexId: '' },
      { shown: -1 },
      { shown: 0.5 },
      { top: -3 },
    ]) {
      const ids = toCustomIds({ ...HOW_MANY, ...forged }, THREE);
      expect(readPressed(messageWith(ids), ids[0] ?? ''), JSON.stringify(forged)).toBeNull();
      expect(readAsked(messageWith(ids))).toBeNull();
    }
  });

  it('are refused whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^pc1m0\.[\w-]{0,80}$/), { minLength: 1, maxLength: 4 }),
        (ids) => {
          expect(readPressed(messageWith(ids), ids[0] ?? '')).toBeNull();
        },
      ),
    );
  });
});
