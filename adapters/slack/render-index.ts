import type { types as slack } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { Source, Status } from '../../src/bot.ts';
import {
  changesIn,
  MANY_NAMES,
  outcomeLines,
  refusedList,
  sourceList,
  statusLines,
  type Told,
  troubles,
  unansweredList,
} from '../../src/index-lists.ts';
import { type IndexMessages, indexMessagesFor } from '../../src/index-messages.ts';
import { bold, line, lines, type Message, richText, smallPrint, words } from './blocks.ts';
import { renderList } from './blocks-list.ts';
import { escapeMrkdwn, localTime } from './mrkdwn.ts';

/** Room for one list of several, so that each says something. */
const MAX_LIST_BYTES = 1_800;
/** Room for a list that is all there is. */
const MAX_MESSAGE_BYTES = 11_000;
const MAX_REPORTS = 5;

type Language = Answer['language'];

/** What refreshes did, or were kept from doing, oldest first; the last {@link MAX_REPORTS} share the room of a message. */
export function renderReports(
  reports: readonly Told[],
  language: Language,
  problem: string | null = null,
): Message {
  const messages = indexMessagesFor(language);
  const last = reports.slice(-MAX_REPORTS);
  const room = Math.floor(MAX_LIST_BYTES / Math.max(last.length, 1));
  const rendered = last.map((report) => reportBlocks(report, room, messages));
  return {
    text: rendered.map(({ text }) => text).join('\n') || messages.noChanges,
    blocks: [
      ...(rendered.length > 0 ? rendered.flatMap(({ blocks }) => blocks) : notice(messages.noChanges)),
      ...(problem === null ? [] : notice(problem)),
    ],
  };
}

function reportBlocks(report: Told, room: number, messages: IndexMessages): Message {
  const { at, tookMs, oldIndexId, newIndexId } = report;
  const changes = changesIn(report, messages);
  const indexes = messages.indexes(oldIndexId, newIndexId);
  const [outcome, ...reasons] = outcomeLines(report, messages);
  return {
    text: escapeMrkdwn([outcome, ...changes.map(({ title }) => title), indexes].join(' · ')),
    blocks: [
      richText(
        lines(bold(outcome), ...reasons.map((reason) => words(reason))),
        ...changes.flatMap((list) => renderList(list, room, messages.more)),
      ),
      smallPrint([escapeMrkdwn(indexes), messages.took(tookMs), localTime(new Date(at))].join(' · ')),
    ],
  };
}

/** The files that are not in the index, and why. */
export function renderRefused(refused: Status['refused'], language: Language): Message {
  const messages = indexMessagesFor(language);
  const list = refusedList(refused, messages, MANY_NAMES);
  const text = refused.length === 0 ? messages.noneRefused : list.title;
  const elements = renderList(list, MAX_MESSAGE_BYTES, messages.more);
  return { text, blocks: elements.length > 0 ? [richText(...elements)] : notice(text) };
}

/** Questions that the documents did not answer, latest first. */
export function renderUnanswered(questions: readonly string[], language: Language): Message {
  const messages = indexMessagesFor(language);
  const list = unansweredList(questions, messages);
  const elements = renderList(list, MAX_MESSAGE_BYTES, messages.more);
  return { text: list.title, blocks: elements.length > 0 ? [richText(...elements)] : notice(list.title) };
}

/** The index in use, and what is to be mended. */
export function renderStatus(status: Status, language: Language): Message {
  const messages = indexMessagesFor(language);
  const [first, ...others] = statusLines(status, messages);
  return {
    text: escapeMrkdwn([first, ...others].join(' · ')),
    blocks: [
      richText(
        lines(bold(first), ...others.map((other) => words(other))),
        ...troubles(status, messages).flatMap((list) => renderList(list, MAX_LIST_BYTES, messages.more)),
      ),
    ],
  };
}

/** The documents that answers come from. */
export function renderSources(sources: readonly Source[], language: Language): Message {
  const messages = indexMessagesFor(language);
  const list = sourceList(sources, messages);
  const elements = renderList(list, MAX_MESSAGE_BYTES, messages.more);
  return { text: list.title, blocks: elements.length > 0 ? [richText(...elements)] : notice(list.title) };
}

function notice(text: string): slack.KnownBlock[] {
  return [richText(line(...words(text)))];
}
