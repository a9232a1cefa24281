import { answerTo } from '../../support/discord.ts';
import { openCommunity } from '../../support/discord-community.ts';
import { quotesIn } from '../../support/discord-shown.ts';
import { keepsTheContract } from '../contract.ts';

keepsTheContract(async () => {
  const community = await openCommunity();
  return {
    bot: community.bot,
    ask: async (question) =>
      quotesIn(await answerTo(community.server, community.server.people.direct(question))),
    [Symbol.asyncDispose]: () => community[Symbol.asyncDispose](),
  };
});
