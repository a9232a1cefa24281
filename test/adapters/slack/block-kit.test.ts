import { describe, expect, it } from 'vitest';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { pingsIn, quotesIn, shownBy } from '../../support/slack-text.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', text: plain('Press'), action_id: 'a', value: 'v' };
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const quote = (text: string) => ({ type: 'rich_text_quote', elements: [{ type: 'text', text }] });

describe('the rules of Block Kit', () => {
  it('let through what Slack takes', () => {
    expect(
      faultsOfMessage({ text: 'x', blocks: [rich(quote('x')), { type: 'actions', elements: [button] }] }),
    ).toEqual([]);
  });

  it.each([
    ['no block at all', []],
    ['51 blocks', Array(51).fill({ type: 'divider' })],
    ['a block of no known type', [{ type: 'quote', text: 'x' }]],
    ['an empty text', [rich(quote(''))]],
    ['a text that is too long', [rich(quote('x'.repeat(3_001)))]],
    ['a quote of nothing', [rich({ type: 'rich_text_quote', elements: [] })]],
    [
      'bold code',
      [rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x', style: {} }] })],
    ],
    [
      'a link that is none',
      [rich({ ...quote('x'), elements: [{ type: 'link', url: 'javascript:x', text: 'x' }] })],
    ],
    ['a mention', [rich({ ...quote('x'), elements: [{ type: 'user', user_id: 'U1' }] })]],
    ['a long label', [{ type: 'actions', elements: [{ ...button, text: plain('x'.repeat(76)) }] }]],
    ['a long value', [{ type: 'actions', elements: [{ ...button, value: 'x'.repeat(2_001) }] }]],
    ['one action twice', [{ type: 'actions', elements: [button, button] }]],
    [
      'a label in markup',
      [{ type: 'actions', elements: [{ ...button, text: { type: 'mrkdwn', text: 'x' } }] }],
    ],
    ['a misspelt field', [{ type: 'divider', blockid: 'x' }]],
    ['a long header', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['half a character', [rich(quote('\ud83d'))]],
    ['too much in all', Array.from({ length: 6 }, () => rich(quote('x'.repeat(2_500))))],
  ])('refuse %s', (_, blocks) => {
    expect(faultsOfMessage({ text: 'x', blocks })).not.toEqual([]);
  });

  it.each([
    ['a long title', { type: 'modal', title: plain('x'.repeat(25)), blocks: [{ type: 'divider' }] }],
    [
      'a form that cannot be sent',
      {
        type: 'modal',
        title: plain('x'),
        blocks: [
          {
            type: 'input',
            label: plain('x'),
            element: { type: 'radio_buttons', action_id: 'a', options: [{ text: plain('x'), value: 'x' }] },
          },
        ],
      },
    ],
    ['101 blocks', { type: 'home', blocks: Array(101).fill({ type: 'divider' }) }],
  ])('refuse a view with %s', (_, view) => {
    expect(faultsOfView(view)).not.toEqual([]);
  });
});

describe('Slack’s client', () => {
  it('pings whom an element or parsed text names', () => {
    expect(pingsIn({ text: 'Hi <@U1>', blocks: [rich(quote('<!here>'))] })).toEqual(['<@U1>']);
    expect(
      pingsIn({
        text: 'x',
        blocks: [rich({ ...quote('x'), elements: [{ type: 'broadcast', range: 'here' }] })],
      }),
    ).toHaveLength(1);
    expect(
      pingsIn({
        text: '&lt;@U1&gt;',
        blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: '<!channel>' }] }],
      }),
    ).toEqual(['<!channel>']);
  });

  it('draws pictures in quotes, not in code', () => {
    const elements = [{ type: 'text', text: ' :smile:\tx ' }];
    expect(
      quotesIn([rich({ type: 'rich_text_quote', elements }, { type: 'rich_text_preformatted', elements })]),
    ).toEqual(['🖼 x', ' :smile:\tx ']);
  });

  it('shows markup as what it stands for', () => {
    const text = '&lt;b&gt; &amp;amp; <https://example.org|there> <!date^1^{date}|1970>';
    expect(shownBy([{ type: 'context', elements: [{ type: 'mrkdwn', text }] }])).toBe('<b> &amp; there 1970');
  });
});
