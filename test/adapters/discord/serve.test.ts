import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { quotesIn, shownBy } from '../../support/discord-shown.ts';
import { folderWith } from '../../support/folders.ts';
import { finished, run, start } from '../../support/plancite.ts';
import { ANSWER, QUESTION } from '../../support/served-bot.ts';
import { SlackServer } from '../../support/slack-server.ts';
import { quotesIn as slackQuotesIn } from '../../support/slack-text.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { until } from '../../support/waiting.ts';

const POST = 'POST /channels/:channel/messages';
const IDS = { DISCORD_TOKEN: DISCORD.token, DISCORD_APPLICATION_ID: DISCORD.bot };

describe.concurrent('plancite serve', () => {
  it('answers in Discord, survives a token revoked there, and stops once all is answered', async () => {
    const server = await DiscordServer.start();
    const child = start(['serve'], { ...IDS, DISCORD_API_URL: server.apiUrl });
    child.stdin.end();
    const ended = finished(child);
    await until(() => server.commands.writes === 1, 'commands');
    const asked = server.people.slash('ask', { question: QUESTION });
    expect(shownBy(await asked.answer())).toContain(ANSWER);
    server.fail(POST, { status: 503 }, { retryAfter: 0.5 });
    const mention = server.people.mention(QUESTION);
    await server.called(POST);
    server.gateway.drop(4004);
    await delay(100);
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    const { status, stderr } = await ended;
    expect(status).toBe(0);
    expect(shownBy(await answerTo(server, mention))).toContain(ANSWER);
    expect(stderr).toContain('Discord refuses DISCORD_TOKEN; nobody is answered there');
    expect(stderr).not.toContain(DISCORD.token);
    expect(server.complaints).toEqual([]);
    await server.stop();
  });

  it('ends with one sentence where Discord refuses a token', async () => {
    const server = await DiscordServer.start();
    const env = { ...IDS, DISCORD_TOKEN: 'secret.of.somebody', DISCORD_API_URL: server.apiUrl };
    const { status, stderr } = await run(['serve'], '', env);
    await server.stop();
    expect(status).toBe(2);
    expect(stderr.trim().split('\n').at(-1)).toContain('plancite: Discord refuses DISCORD_TOKEN');
    expect(stderr).not.toMatch(/secret|\n +at /);
  });

  it('ends at half a configuration, naming what is missing', async () => {
    const { status, stderr } = await run(['serve'], '', { DISCORD_TOKEN: DISCORD.token });
    expect(status).toBe(2);
    expect(stderr).toBe('plancite: DISCORD_APPLICATION_ID: missing, though Discord is configured\n');
  });

  it('answers in Slack and Discord while documents change, verbatim and from one index at a time', async () => {
    const edition = (n: number) => `Leave rules\n\nStaff have ${n} days of paid leave a year.\n`;
    const question = 'How many days of paid leave do staff have?';
    const seeds = folderWith({ 'leave.txt': edition(100), 'other.txt': 'Travel rules\n\nBy train.\n' });
    const [slack, discord] = [await SlackServer.start(), await DiscordServer.start()];
    const child = start(['serve'], {
      ...IDS,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: SLACK.botToken,
      SLACK_APP_TOKEN: SLACK.appToken,
      SLACK_API_URL: slack.apiUrl,
      SEEDS_DIR: seeds,
      REFRESH_CRON: '* * * * * *',
    });
    child.stdin.end();
    const ended = finished(child);
    await until(() => discord.commands.writes === 1 && slack.connections === 1, 'connections');
    /** What each index was seen to say, wherever. */
    const seen = new Map<string, Set<string>>();
    const note = (shown: string, quotes: readonly string[]) => {
      const [, indexId = ''] = /index ([0-9a-f]{12})/.exec(shown) ?? [];
      const said = seen.get(indexId) ?? new Set();
      for (const quote of quotes) if (quote.includes('days')) said.add(quote);
      seen.set(indexId, said);
    };
    for (let n = 101; n <= 104; n += 1) {
      writeFileSync(join(seeds, 'leave.txt'), edition(n));
      const round = seen.size;
      for (let i = 0; seen.size === round && i < 200; i += 1) {
        const asked = discord.people.slash(
          'ask',
          { question },
          { user: i % 2 === 0 ? DISCORD.user : DISCORD.neighbour },
        );
        const posts = slack.callsOf('chat.postMessage').length;
        slack.send('events_api', slack.event(slack.mention(question, { user: `U${i % 7}` })));
        const answer = await asked.answer();
        note(shownBy(answer), quotesIn(answer));
        const post = await slack.called('chat.postMessage', posts + 1);
        note(JSON.stringify(post), slackQuotesIn(post.blocks as never));
        await delay(30);
      }
    }
    child.kill('SIGTERM');
    const { status } = await ended;
    expect(status).toBe(0);
    expect(seen.size).toBeGreaterThanOrEqual(4);
    const editions = Array.from({ length: 5 }, (_, i) => `Staff have ${100 + i} days of paid leave a year.`);
    for (const said of seen.values()) {
      expect(said.size).toBe(1);
      for (const quote of said) expect(editions).toContain(quote);
    }
    expect(discord.complaints).toEqual([]);
    await Promise.all([slack.stop(), discord.stop()]);
  });
});
