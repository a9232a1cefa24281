import { expect, it } from 'vitest';
import { answerTo } from '../../support/discord.ts';
import { ANSWER, openCommunity, QUESTION } from '../../support/discord-community.ts';
import { DISCORD } from '../../support/discord-ids.ts';
import { shownBy } from '../../support/discord-shown.ts';

it('smoke', async () => {
  await using community = await openCommunity();
  const { server, log } = community;
  try {
    const asked = server.people.slash('ask', { question: QUESTION });
    const m = await asked.answer();
    console.log(shownBy(m));
    expect(shownBy(m)).toContain(ANSWER);
    const mention = server.people.mention(QUESTION);
    const a = await answerTo(server, mention);
    console.log(JSON.stringify(a.components, null, 1));
    expect(shownBy(a)).toContain(ANSWER);
    const dm = server.people.direct(QUESTION);
    expect(shownBy(await answerTo(server, dm))).toContain(ANSWER);
    const dm2 = server.people.direct('and who issued it?');
    console.log(shownBy(await answerTo(server, dm2)));
    const why = server.people.press(a, 'Why this?');
    console.log(shownBy(await why.answer()));
    const st = server.people.slash('index-status', {}, { user: DISCORD.owner });
    console.log(shownBy(await st.answer()));
    expect(server.complaints).toEqual([]);
  } finally {
    console.log(
      server.complaints,
      log.filter((l) => l.level > 30),
    );
  }
}, 20000);
