import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DISCORD } from '../../support/discord-ids.ts';
import { DiscordServer } from '../../support/discord-server.ts';
import { quotesIn, shownBy } from '../../support/discord-shown.ts';
import { folderWith, temporaryFolder } from '../../support/folders.ts';
import { finished, start } from '../../support/plancite.ts';
import { until } from '../../support/waiting.ts';

const PAY = '# Pay rules\n\nProject Marigold pays managers a bonus of nine percent in May.\n';
const INTERNAL = 'documents: { pay.md: { audience: internal } }\n';
const EDITED = 'PATCH /webhooks/:application/:token/messages/:message';
const QUESTION = 'What bonus does project Marigold pay managers?';

it('a public channel is never quoted what was internal, whatever happens to files and settings while the bot runs', async () => {
  const seeds = folderWith({
    'pay.md': PAY,
    'leave.md': '# Leave rules\n\nStaff have thirty days of paid leave a year.\n',
    'catalog.yaml': INTERNAL,
  });
  const at = (path: string): string => join(seeds, path);
  const server = await DiscordServer.start();
  const dataDir = temporaryFolder();
  const serve = async () => {
    const before = server.gateway.identified.length;
    const child = start(['serve'], {
      DISCORD_TOKEN: DISCORD.token,
      DISCORD_APPLICATION_ID: DISCORD.bot,
      DISCORD_API_URL: server.apiUrl,
      DISCORD_MAINTAINERS: DISCORD.owner,
      SEEDS_DIR: seeds,
      DATA_DIR: dataDir,
      REFRESH_CRON: 'off',
    });
    child.stdin.end();
    await until(
      () => server.gateway.identified.length > before && server.commands.writes > 0,
      'a bot that is connected',
    );
    return child;
  };
  let child = await serve();
  const maintain = async (command: string): Promise<void> => {
    const edits = server.callsOf(EDITED).length;
    await server.people.slash(command, {}, { user: DISCORD.owner }).answer();
    await until(() => server.callsOf(EDITED).length > edits, 'an outcome');
  };
  const isQuoted = async (): Promise<boolean> => {
    const answer = await server.people.slash('ask', { question: QUESTION }).answer();
    return (
      quotesIn(answer).some((quote) => quote.includes('nine')) || /Pay rules|pay\.md/.test(shownBy(answer))
    );
  };
  expect(await isQuoted()).toBe(false);

  const days: readonly [string, () => void][] = [
    ['the file is renamed', () => renameSync(at('pay.md'), at('wages.md'))],
    ['the catalog is emptied', () => writeFileSync(at('catalog.yaml'), '')],
    ['the catalog is broken', () => writeFileSync(at('catalog.yaml'), 'documents: [')],
    ['the catalog is gone', () => rmSync(at('catalog.yaml'))],
    ['the file is copied', () => copyFileSync(at('wages.md'), at('copy.md'))],
    [
      'its text is edited and moved',
      () => {
        rmSync(at('wages.md'));
        writeFileSync(at('bonus.md'), PAY.replace('in May', 'in June'));
      },
    ],
    ['the glossary is broken', () => writeFileSync(at('glossary.yaml'), '- [a]')],
    ['the glossary is mended', () => rmSync(at('glossary.yaml'))],
  ];
  for (const [what, happen] of days) {
    happen();
    await maintain('reindex');
    expect([what, await isQuoted()]).toEqual([what, false]);
  }
  await maintain('plancite rollback');
  expect(await isQuoted()).toBe(false);
  child.kill('SIGKILL');
  await finished(child);
  child = await serve();
  expect(await isQuoted()).toBe(false);
  writeFileSync(at('catalog.yaml'), 'documents: { bonus.md: { audience: public } }\n');
  await maintain('reindex');
  expect(await isQuoted()).toBe(true);
  child.kill('SIGTERM');
  await finished(child);
  await server.stop();
});
