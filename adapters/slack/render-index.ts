import type { types as slack } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { RefreshReport, Source, Status } from '../../src/bot.ts';
import { type IndexMessages, indexMessagesFor } from '../../src/index-messages.ts';
import { short } from '../../src/short-name.ts';
import { bold, line, lines, linked, type Message, richText, smallPrint, words } from './blocks.ts';
import { type List, renderList } from './blocks-list.ts';
import { escapeMrkdwn, localTime } from './mrkdwn.ts';

/** Room for one list of several, so that each says something. */
const MAX_LIST_BYTES = 1_800;
/** Room for a list that is all there is. */
const MAX_MESSAGE_BYTES = 11_000;
const MAX_REASON_CHARS = 300;
const MAX_REPORTS = 5;

type Language = Answer['language'];

/** What refreshes did, or were kept from doing, oldest first; the last {@link MAX_REPORTS} share the room of a message. */
export function renderReports(reports: readonly RefreshReport[], language: Language): Message {
  const messages = indexMessagesFor(language);
  const last = reports.slice(-MAX_REPORTS);
  const room = Math.floor(MAX_LIST_BYTES / Math.max(last.length, 1));
  const rendered = last.map((report) => reportBlocks(report, room, messages));
  return {
    text: rendered.map(({ text }) => text).join('\n') || messages.noChanges,
    blocks: rendered.length > 0 ? rendered.flatMap(({ blocks }) => blocks) : notice(messages.noChanges),
  };
}

function reportBlocks(report: RefreshReport, room: number, messages: IndexMessages): Message {
  const { at, tookMs, outcome, reason, oldIndexId, newIndexId, golden } = report;
  const changes = changesIn(report, messages);
  const indexes = messages.indexes(oldIndexId, newIndexId);
  const reasons = [
    ...(reason === null ? [] : [words(short(reason, MAX_REASON_CHARS))]),
    ...(changes.length === 0 && outcome === 'rebuilt' ? [words(messages.noChanges)] : []),
    ...(golden === null ? [] : [words(short(messages.golden(golden), MAX_REASON_CHARS))]),
  ];
  return {
    text: escapeMrkdwn(
      [messages.outcome(outcome), ...changes.map(({ title }) => title), indexes].join(' · '),
    ),
    blocks: [
      richText(
        lines(bold(messages.outcome(outcome)), ...reasons),
        ...changes.flatMap((list) => renderList(list, room, messages.more)),
      ),
      smallPrint([escapeMrkdwn(indexes), messages.took(tookMs), localTime(new Date(at))].join(' · ')),
    ],
  };
}

/** The files that are not in the index, and why. */
export function renderRefused(refused: Status['refused'], language: Language): Message {
  const messages = indexMessagesFor(language);
  const list = refusedList(refused, messages);
  const text = refused.length === 0 ? messages.noneRefused : list.title;
  const elements = renderList(list, MAX_MESSAGE_BYTES, messages.more);
  return { text, blocks: elements.length > 0 ? [richText(...elements)] : notice(text) };
}

/** Questions that the documents did not answer, latest first. */
export function renderUnanswered(questions: readonly string[], language: Language): Message {
  const messages = indexMessagesFor(language);
  const list = {
    title: questions.length === 0 ? messages.noneUnanswered : messages.unanswered,
    items: questions.map((question) => words(short(question, MAX_REASON_CHARS))),
  };
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

export function sourceList(sources: readonly Source[], messages: IndexMessages): List {
  return {
    title: sources.length === 0 ? messages.noSources : messages.sources(sources.length),
    items: sources.map(({ title, issuer, publishedOn, source, audience, passages }) => {
      const details = [
        issuer === null ? null : short(issuer),
        publishedOn,
        audience === 'internal' ? messages.internal : null,
        messages.passages(passages),
      ];
      const known = details.filter((detail) => detail !== null);
      return [...linked(short(title), source), ...words(` · ${known.join(' · ')}`)];
    }),
  };
}

/** The index and where it is from; the first line names it. */
export function statusLines(status: Status, messages: IndexMessages): [string, ...string[]] {
  const { indexId, index, indexTookMs, snapshotBytes, refused } = status;
  return [
    messages.indexes(null, indexId),
    messages.holds(status),
    `${messages.opened(index, indexTookMs)}, ${messages.stored(snapshotBytes)}`,
    ...(refused.length === 0 ? [messages.noneRefused] : []),
  ];
}

/** Files that are not in the index, and what else is to be mended, as far as there are any. */
export function troubles({ refused, problems }: Status, messages: IndexMessages): List[] {
  return [
    refusedList(refused, messages),
    {
      title: messages.problems,
      items: problems.map((problem) => words(short(problem, MAX_REASON_CHARS))),
    },
  ].filter(({ items }) => items.length > 0);
}

/** In one line: what changed, and in which index. */
export function reportLine(report: RefreshReport, messages: IndexMessages): slack.RichTextElement[] {
  const { at, outcome, oldIndexId, newIndexId } = report;
  const [date, time] = [at.slice(0, 10), at.slice(11, 16)];
  const changes = changesIn(report, messages).map(({ title }) => title);
  const what = outcome === 'rebuilt' && changes.length > 0 ? changes : [messages.outcome(outcome)];
  const indexes = messages.indexes(oldIndexId, newIndexId);
  return [...bold(`${date} ${time} UTC`), ...words(` · ${what.join(' · ')} · ${indexes}`)];
}

function notice(text: string): slack.KnownBlock[] {
  return [richText(line(...words(text)))];
}

function changesIn({ changes }: RefreshReport, messages: IndexMessages): List[] {
  const { added, changed, renamed, removed, refused } = changes;
  const name = (path: string): slack.RichTextElement[] => words(short(path), { code: true });
  return [
    { title: messages.changes.added(added.length), items: added.map(name) },
    {
      title: messages.changes.changed(changed.length),
      items: changed.map(({ path, appeared, vanished, moved }) => [
        ...name(path),
        ...words(` · ${messages.passagesChanged(appeared.length, vanished.length, moved)}`),
      ]),
    },
    {
      title: messages.changes.renamed(renamed.length),
      items: renamed.map(({ from, to }) => [...name(from), ...words(' → '), ...name(to)]),
    },
    { title: messages.changes.removed(removed.length), items: removed.map(name) },
    refusedList(refused, messages),
  ].filter(({ items }) => items.length > 0);
}

function refusedList(refused: Status['refused'], messages: IndexMessages): List {
  return {
    title: messages.refused(refused.length),
    items: refused.map(({ path, reason }) => [
      ...words(short(path), { code: true }),
      ...words(` · ${short(reason, MAX_REASON_CHARS)}`),
    ]),
  };
}
