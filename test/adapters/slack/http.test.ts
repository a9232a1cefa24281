import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER, openWorkspace, QUESTION, textOf, type Workspace } from '../../support/slack.ts';
import { postSigned } from '../../support/slack-http.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

let port = 0;
let url = '';
let workspace: Workspace;
beforeAll(async () => {
  port = await SlackServer.freePort();
  url = `http://127.0.0.1:${port}/slack/events`;
  workspace = await openWorkspace({
    env: { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: SLACK.signingSecret, PORT: String(port) },
  });
});
afterAll(() => workspace[Symbol.asyncDispose]());

describe('over HTTP', () => {
  it('a signed event is acknowledged and answered, delivered again only acknowledged', async () => {
    const { server } = workspace;
    const body = JSON.stringify(server.event(server.message(QUESTION, { channel: SLACK.direct })));
    expect((await postSigned(url, body)).status).toBe(200);
    const again = await postSigned(url, body, { headers: { 'x-slack-retry-num': '1' } });
    expect(again.status).toBe(200);
    expect(textOf(await server.called('chat.postMessage'))).toContain(ANSWER);
    const form = new URLSearchParams(server.command('/ask', QUESTION) as Record<string, string>).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await postSigned(url, form, { headers: type })).status).toBe(200);
    // The same request again, as somebody who has overheard it would send it.
    expect((await postSigned(url, form, { headers: type })).status).toBe(200);
    expect(textOf(await server.called('response_url'))).toContain(ANSWER);
    await until(() => server.callsOf('chat.postMessage').length === 1, 'one answer');
    expect(server.callsOf('response_url')).toHaveLength(1);
  });

  it('the address is verified', async () => {
    const response = await postSigned(url, JSON.stringify({ type: 'url_verification', challenge: 'abc' }));
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it('what is not signed, wrongly or long ago is refused', async () => {
    const body = JSON.stringify(workspace.server.event(workspace.server.message(QUESTION)));
    expect((await fetch(url, { method: 'POST', body })).status).toBe(401);
    expect((await postSigned(url, body, { secret: 'other' })).status).toBe(401);
    const now = Math.floor(Date.now() / 1000);
    for (const seconds of [now - 600, now - 31_536_000, now + 600, now + 31_536_000])
      expect((await postSigned(url, body, { seconds })).status).toBe(401);
    expect(workspace.server.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('what is signed and no object is refused, whoever it is from', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of ['null', '42', '"text"', '[]', '{', '', 'text'])
      expect((await postSigned(url, body)).status).toBe(400);
    for (const body of ['payload=null', 'payload=42', 'payload=[]', 'payload={', 'payload='])
      expect((await postSigned(url, body, { headers: form })).status).toBe(400);
    expect((await postSigned(url, 'null', { secret: 'other' })).status).toBe(401);
  });

  it('other signed garbage is survived', async () => {
    const garbage = ['{"event":null}', '{"event":{}}', '{"type":"event_callback","event":[]}'];
    const responses = await Promise.all(garbage.map((body) => postSigned(url, body)));
    for (const { status } of responses) expect([200, 400, 404, 500]).toContain(status);
    expect((await postSigned(url, JSON.stringify({ type: 'url_verification', challenge: 'x' }))).status).toBe(
      200,
    );
  });
});
