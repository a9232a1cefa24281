import type { types as slack } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { RefreshReport, Source, Status } from '../../src/bot.ts';
import { type List, reportLine, sourceList, statusLines, troubles } from '../../src/index-lists.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { line, plain, richText, words } from './blocks.ts';
import { renderList } from './blocks-list.ts';

export type Home = {
  readonly sources: readonly Source[];
  /** Questions the documents answer. */
  readonly prompts: readonly string[];
  /** What only maintainers see; `reports` oldest first, `unanswered` latest first. */
  readonly maintainer?: {
    readonly status: Status;
    readonly reports: readonly RefreshReport[];
    readonly unanswered: readonly string[];
  };
  readonly language: Answer['language'];
};

const MAX_SOURCES_BYTES = 20_000;
const MAX_LIST_BYTES = 4_000;
const MAX_REPORTS = 5;

/** The bot's own page: what it knows for everybody, how it fares for maintainers. */
export function renderHome({ sources, prompts, maintainer, language }: Home): slack.HomeView {
  const messages = indexMessagesFor(language);
  const show = (list: List, room = MAX_LIST_BYTES): slack.KnownBlock[] => {
    const elements = renderList(list, room, messages.more);
    return elements.length === 0 ? [] : [richText(...elements)];
  };
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(messages.home) },
      richText(line(...words(messages.howToAsk))),
      ...show({ title: messages.samples, items: prompts.map((text) => [{ text }]) }),
      ...(sources.length === 0
        ? [richText(line(...words(messages.noSources)))]
        : show(sourceList(sources, messages), MAX_SOURCES_BYTES)),
      ...(maintainer === undefined ? [] : [...forMaintainers(maintainer)]),
    ],
  };

  function forMaintainers({
    status,
    reports,
    unanswered,
  }: NonNullable<Home['maintainer']>): slack.KnownBlock[] {
    const lists: List[] = [
      { title: messages.status, items: statusLines(status, messages).map((text) => [{ text }]) },
      ...troubles(status, messages),
      {
        title: messages.refreshes,
        items: reports
          .slice(-MAX_REPORTS)
          .toReversed()
          .map((report) => reportLine(report, messages)),
      },
      {
        title: messages.unanswered,
        items: unanswered.map((text) => [{ text }]),
      },
    ];
    return [{ type: 'divider' }, ...lists.flatMap((list) => show(list))];
  }
}
