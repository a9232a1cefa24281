import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { DISCORD } from '../support/discord-ids.ts';
import { type Doing, fateOf } from '../support/doings.ts';
import { buttonsOf } from '../support/slack.ts';
import { postSigned } from '../support/slack-http.ts';
import { openStage } from '../support/stage.ts';
import { AT_ONCE, until } from '../support/waiting.ts';

/** For what might come once more: longer than an answer that was under way is waited for. */
const AFTERWARDS_MS = 6_000;

async function allSeen(doings: readonly Doing[]): Promise<void> {
  await until(() => doings.every(({ seen }) => seen().length > 0), 'answers', 40_000);
  await delay(AFTERWARDS_MS);
}

function fates(doings: readonly Doing[]): Set<string> {
  return new Set(doings.map(fateOf));
}

describe.concurrent('processes that serve', { timeout: 180_000 }, () => {
  it('on one data folder leave to each other what each is at, and take over from the dead', async () => {
    const { stage, first } = await openStage('socket');
    await using _ = stage;
    stage.slowDown({ acceptsAfterMs: 4_000, tellsAfterMs: 0 });
    // One of them hears of it: the other is started meanwhile.
    const before = stage.act().filter(({ kind }) => kind.startsWith('Slack'));
    await Promise.all(before.map(({ acknowledged }) => acknowledged));
    const second = await stage.serve();
    await allSeen(before);
    expect(fates(before)).toEqual(new Set(['answered once']));
    const after = stage.act().filter(({ kind }) => kind.startsWith('Slack'));
    await Promise.all(after.map(({ acknowledged }) => acknowledged));
    for (const child of [first, second]) child.kill('SIGKILL');
    await Promise.all([first, second].map((child) => once(child, 'exit')));
    stage.slowDown(AT_ONCE);
    const third = await stage.serve();
    await allSeen(after);
    third.kill('SIGTERM');
    await once(third, 'exit');
    for (const fate of fates(after)) expect(['answered once', 'answered and told']).toContain(fate);
  });

  it('in shards answer after a kill what was asked of any of them', async () => {
    const { stage, first } = await openStage('socket', { DISCORD_SHARDS: '2' });
    await using _ = stage;
    stage.slowDown({ acceptsAfterMs: 1_000, tellsAfterMs: 1_000 });
    const doings = stage.act();
    await Promise.all(doings.map(({ acknowledged }) => acknowledged));
    first.kill('SIGKILL');
    await once(first, 'exit');
    stage.slowDown(AT_ONCE);
    const next = await stage.serve();
    await allSeen(doings);
    next.kill('SIGTERM');
    await once(next, 'exit');
    for (const doing of doings) expect(['lost', 'doubled']).not.toContain(fateOf(doing));
  });

  it('and are stopped leave to the next one what platforms have not taken', async () => {
    const { stage, first } = await openStage('socket');
    await using _ = stage;
    const { slack, discord } = stage;
    const troubles = Array.from({ length: 100 }, () => ({ status: 503 }));
    slack.fail('chat.postMessage', ...troubles);
    discord.fail('POST /channels/:channel/messages', ...troubles);
    const doings = stage.act().filter(({ kind }) => /mention|direct message/.test(kind));
    await Promise.all(doings.map(({ acknowledged }) => acknowledged));
    first.kill('SIGTERM');
    await once(first, 'exit');
    expect(fates(doings)).toEqual(new Set(['lost']));
    slack.mend();
    discord.mend();
    const next = await stage.serve();
    await allSeen(doings);
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(fates(doings)).toEqual(new Set(['answered once']));
  });

  // On a busy machine one of the five is sometimes not thanked, though its opinion is kept; why is not known yet.
  it('count each opinion once after a kill, and thank those to whom no form can be shown', {
    retry: 2,
  }, async () => {
    const { stage, first } = await openStage('socket');
    await using _ = stage;
    const { slack, discord, dataDir } = stage;
    const { people, interactions, messages } = discord;
    const file = join(dataDir, 'feedback.jsonl');
    const kept = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    const own = () => messages.posts.filter(({ message }) => message.author.id === DISCORD.bot);
    const [answer] = own();
    const values = buttonsOf(slack.callsOf('chat.postMessage')[0]?.args);
    if (answer === undefined) throw new Error('no answer');
    const opened = people.press(answer.message, 'Not helpful');
    await opened.form();
    await until(() => kept().length === 1, 'an opinion');
    stage.slowDown({ acceptsAfterMs: 20_000, tellsAfterMs: 0 });
    people.press(answer.message, 'Not helpful');
    people.press(answer.message, 'Helpful');
    await people.submit(opened, { reason: 'out-of-date' });
    for (const action of ['plancite_helpful', 'plancite_not_helpful'])
      slack.send('interactive', slack.press(action, values.get(action) ?? ''));
    // All but the one whose form comes first.
    await until(() => kept().length === 5, 'opinions');
    first.kill('SIGKILL');
    await once(first, 'exit');
    stage.slowDown(AT_ONCE);
    interactions.patienceMs = 0;
    const next = await stage.serve();
    const thanks = () =>
      [
        ...own().map(({ message }) => message),
        ...slack.callsOf('response_url').map(({ args }) => args),
      ].filter((said) => JSON.stringify(said).includes(chatMessagesFor('en').thanks));
    await until(() => thanks().length === 5, 'thanks');
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(thanks()).toHaveLength(5);
    expect(kept()).toHaveLength(6);
  });

  it('do what was overheard and is sent again no second time, before and after a restart', async () => {
    const { stage, first } = await openStage('http', {
      SLACK_MAINTAINERS: 'U01',
      DISCORD_MAINTAINERS: DISCORD.owner,
    });
    await using _ = stage;
    const { slack, discord, base, signer, dataDir } = stage;
    const now = Date.now();
    const reindex = slack.command('/reindex', 'force') as Record<string, string>;
    const form = new URLSearchParams(reindex).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const toSlack = () =>
      postSigned(`${base}/slack/events`, form, { headers, seconds: Math.floor(now / 1_000) });
    let payload = '';
    discord.people.sendsTo = async (told) => {
      payload = JSON.stringify(told);
    };
    const asked = discord.people.slash('reindex', { force: true }, { user: DISCORD.owner });
    const toDiscord = () => signer.post(`${base}/discord/interactions`, payload, now);
    const reports = () =>
      slack.callsOf('response_url').length + (asked.original?.message.edited_timestamp ? 1 : 0);
    expect([(await toSlack()).status, (await toDiscord()).status]).toEqual([200, 202]);
    // Each says that it begins, and what came of it.
    await until(() => reports() === 3, 'reports', 30_000);
    expect([(await toSlack()).status, (await toDiscord()).status]).toEqual([200, 401]);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const next = await stage.serve();
    expect([(await toSlack()).status, (await toDiscord()).status]).toEqual([200, 401]);
    await delay(2_000);
    expect(reports()).toBe(3);
    expect(readFileSync(join(dataDir, 'journal.db'), 'latin1')).not.toContain('response/');
    next.kill('SIGTERM');
    await once(next, 'exit');
    expect(discord.complaints).toEqual([]);
  });
});
