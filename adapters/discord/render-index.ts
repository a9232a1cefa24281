import type { Answer } from '../../src/answer.ts';
import type { Source, Status } from '../../src/bot.ts';
import {
  changesIn,
  type List,
  MANY_NAMES,
  outcomeLines,
  refusedList,
  sourceList,
  statusLines,
  type Told,
  troubles,
  unansweredList,
} from '../../src/index-lists.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { messagesFor } from '../../src/messages.ts';
import { short } from '../../src/short-name.ts';
import { LIMITS, type Message, messageOf, separator, text } from './components.ts';
import { renderLists } from './list.ts';
import { bold, escapeMarkdown, localTime, small } from './markdown.ts';

type Language = Answer['language'];

const MAX_REPORTS = 5;
const MAX_REASON_CHARS = 300;

/** What refreshes did, or were kept from doing, oldest first; the last {@link MAX_REPORTS} share the room of a message. */
export function renderReports(
  reports: readonly Told[],
  language: Language,
  problem: string | null = null,
): Message {
  const last = reports.slice(-MAX_REPORTS);
  const below = problem === null ? [] : [escapeMarkdown(short(problem, MAX_REASON_CHARS))];
  if (last.length === 0)
    return messageOf(text(escapeMarkdown(indexMessagesFor(language).noChanges), ...below));
  const room = Math.floor((LIMITS.chars - below.join('').length) / last.length);
  return messageOf([
    ...last.flatMap((report, i) => [
      ...(i === 0 ? [] : [separator()]),
      ...text(...reportLines(report, room, language)),
    ]),
    ...(below.length === 0 ? [] : text(...below)),
  ]);
}

function reportLines(report: Told, room: number, language: Language): string[] {
  const messages = indexMessagesFor(language);
  const { at, tookMs, oldIndexId, newIndexId } = report;
  // With its markup a reason may take twice its length, and there may be two.
  const maxReasonChars = Math.min(MAX_REASON_CHARS, Math.floor(room / 8));
  const [outcome, ...reasons] = outcomeLines(report, messages, maxReasonChars);
  const indexes = escapeMarkdown(`${messages.indexes(oldIndexId, newIndexId)} · ${messages.took(tookMs)}`);
  return withLists(
    [bold(outcome), ...reasons.map(escapeMarkdown)],
    changesIn(report, messages),
    [small(`${indexes} · ${localTime(new Date(at))}`)],
    room,
    language,
  );
}

/** The files that are not in the index, and why. */
export function renderRefused(refused: Status['refused'], language: Language): Message {
  const messages = indexMessagesFor(language);
  return refused.length === 0
    ? notice(messages.noneRefused)
    : listed([refusedList(refused, messages, MANY_NAMES)], language);
}

/** The index in use, and what is to be mended. */
export function renderStatus(status: Status, language: Language): Message {
  const messages = indexMessagesFor(language);
  const [first, ...others] = statusLines(status, messages);
  return listed(troubles(status, messages), language, [bold(first), ...others.map(escapeMarkdown)]);
}

/** The documents that answers come from. */
export function renderSources(sources: readonly Source[], language: Language): Message {
  const list = sourceList(sources, indexMessagesFor(language));
  return sources.length === 0 ? notice(list.title) : listed([list], language);
}

/** Questions that the documents did not answer, latest first. */
export function renderUnanswered(questions: readonly string[], language: Language): Message {
  const list = unansweredList(questions, indexMessagesFor(language));
  return questions.length === 0 ? notice(list.title) : listed([list], language);
}

function notice(words: string): Message {
  return messageOf(text(escapeMarkdown(words)));
}

/** Lists as one message, below a few lines. */
function listed(lists: readonly List[], language: Language, above: readonly string[] = []): Message {
  return messageOf(text(...withLists(above, lists, [], LIMITS.chars, language)));
}

/** Lists between lines of markdown, in the room that these leave. */
function withLists(
  above: readonly string[],
  lists: readonly List[],
  below: readonly string[],
  room: number,
  language: Language,
): string[] {
  const left = room - [...above, ...below].join('\n').length - 2;
  const { more } = indexMessagesFor(language);
  return [...above, ...renderLists(lists, left, { more, source: messagesFor(language).source }), ...below];
}
