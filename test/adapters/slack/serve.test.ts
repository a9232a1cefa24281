import { describe, expect, it } from 'vitest';
import { finished, run, start } from '../../support/plancite.ts';
import { ANSWER, QUESTION, textOf } from '../../support/slack.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const TOKENS = { SLACK_BOT_TOKEN: SLACK.botToken, SLACK_APP_TOKEN: SLACK.appToken };

describe.concurrent('plancite serve', () => {
  it('answers in Slack, survives a revoked token there, and stops in order', async () => {
    const server = await SlackServer.start();
    const child = start(['serve'], { ...TOKENS, SLACK_API_URL: server.apiUrl });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.connections === 1, 'a connection');
    server.send('slash_commands', server.command('/ask', QUESTION));
    expect(textOf(await server.called('response_url'))).toContain(ANSWER);
    server.isRevoked = true;
    server.drop();
    const attempts = server.callsOf('apps.connections.open').length;
    await until(() => server.callsOf('apps.connections.open').length >= attempts + 2, 'more attempts');
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    const { status, stderr } = await ended;
    expect(status).toBe(0);
    expect(stderr).toContain('Slack refuses SLACK_APP_TOKEN');
    await server.stop();
  });

  it('ends with one sentence where Slack refuses a token', async () => {
    const server = await SlackServer.start();
    const env = { ...TOKENS, SLACK_BOT_TOKEN: 'xoxb-secret-1', SLACK_API_URL: server.apiUrl };
    const { status, stderr } = await run(['serve'], '', env);
    await server.stop();
    expect(status).toBe(2);
    expect(stderr).toContain('plancite: Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
    expect(stderr).not.toMatch(/secret-1|\n +at /);
  });

  it('ends at half a configuration, naming what is missing', async () => {
    const { status, stderr } = await run(['serve'], '', { SLACK_BOT_TOKEN: SLACK.botToken });
    expect(status).toBe(2);
    expect(stderr).toBe(
      'plancite: SLACK_APP_TOKEN: missing for Socket Mode, or SLACK_SIGNING_SECRET for HTTP\n',
    );
  });
});
