import { createHmac } from 'node:crypto';
import { SLACK } from './slack-workspace.ts';

/** Posts to the adapter's own address what Slack would, signed. */
export async function postSigned(
  url: string,
  body: string,
  { seconds = Math.floor(Date.now() / 1000), headers = {}, secret = SLACK.signingSecret as string } = {},
): Promise<Response> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
  });
}
