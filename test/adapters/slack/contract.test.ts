import { openWorkspace } from '../../support/slack.ts';
import { quotesIn } from '../../support/slack-text.ts';
import { SLACK } from '../../support/slack-workspace.ts';
import { keepsTheContract } from '../contract.ts';

keepsTheContract(async () => {
  const workspace = await openWorkspace();
  const { server } = workspace;
  return {
    bot: workspace.bot,
    async ask(question) {
      const before = server.callsOf('chat.postMessage').length;
      server.send('events_api', server.event(server.message(question, { channel: SLACK.direct })));
      const { blocks } = await server.called('chat.postMessage', before + 1);
      return quotesIn(blocks as unknown[]);
    },
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  };
});
