import type { RefreshReport, Source, Status } from './bot.ts';
import type { IndexMessages } from './index-messages.ts';
import { short } from './short-name.ts';
import { groupRefused } from './troubles.ts';

/** A report, or what may be told of it: `unnamed` counts the files that changed as well and are not for those who read it. */
export type Told = RefreshReport & { readonly unnamed?: number };

/** A stretch of a line, for a platform to set in its own way; `address` is where it leads, if a browser opens it. */
export type Words =
  | { readonly text: string; readonly as?: 'bold' | 'code' }
  | { readonly text: string; readonly as: 'title'; readonly address: string | null };

/** A list under a title. */
export type List = { readonly title: string; readonly items: readonly (readonly Words[])[] };

const MAX_REASON_CHARS = 300;

/** Files that are named of those refused for one reason: beside other things, and where they are all that is asked for. */
const MAX_NAMES = 3;
export const MANY_NAMES = 12;

/** The documents that answers come from. */
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
      return [{ text: short(title), as: 'title', address: source }, { text: ` · ${known.join(' · ')}` }];
    }),
  };
}

/** The index and where it is from; the first line names it. */
export function statusLines(status: Status, messages: IndexMessages): [string, ...string[]] {
  const { indexId, index, indexTookMs, snapshotBytes, refused, meaning } = status;
  return [
    messages.indexes(null, indexId),
    messages.holds(status),
    `${messages.opened(index, indexTookMs)}, ${messages.stored(snapshotBytes)}`,
    messages.meaning(meaning),
    ...(refused.length === 0 ? [messages.noneRefused] : []),
  ];
}

/** Files that are not in the index, and what else is to be mended, as far as there are any. */
export function troubles({ refused, problems }: Status, messages: IndexMessages): List[] {
  return [
    refusedList(refused, messages),
    {
      title: messages.problems,
      items: problems.map((problem) => [{ text: short(problem, MAX_REASON_CHARS) }]),
    },
  ].filter(({ items }) => items.length > 0);
}

/** Questions that the documents did not answer, latest first. */
export function unansweredList(questions: readonly string[], messages: IndexMessages): List {
  return {
    title: questions.length === 0 ? messages.noneUnanswered : messages.unanswered,
    items: questions.map((question) => [{ text: short(question) }]),
  };
}

/** The files that are not in the index, by the reason why. */
export function refusedList(
  refused: Status['refused'],
  messages: IndexMessages,
  maxNames: number = MAX_NAMES,
): List {
  return {
    title: messages.refused(refused.length),
    items: groupRefused(refused).map(({ reason, paths }) => [
      ...paths
        .slice(0, maxNames)
        .flatMap((path, i) => (i === 0 ? [name(path)] : [{ text: ', ' }, name(path)])),
      ...(paths.length > maxNames ? [{ text: ` ${messages.more(paths.length - maxNames)}` }] : []),
      { text: ` · ${short(reason, MAX_REASON_CHARS)}` },
    ]),
  };
}

/** What a refresh did, or was kept from doing: the outcome first, then its reasons. */
export function outcomeLines(
  report: Told,
  messages: IndexMessages,
  maxReasonChars: number = MAX_REASON_CHARS,
): [string, ...string[]] {
  const { outcome, reason, golden, unnamed = 0 } = report;
  const isSame = unnamed === 0 && changesIn(report, messages).length === 0;
  return [
    messages.outcome(outcome),
    ...(reason === null ? [] : [short(reason, maxReasonChars)]),
    ...(unnamed === 0 ? [] : [messages.changesHidden(unnamed)]),
    ...(outcome === 'rebuilt' && isSame ? [messages.noChanges] : []),
    ...(golden === null ? [] : [short(messages.golden(golden), maxReasonChars)]),
  ];
}

/** The files that changed, a list for each kind of change there is. */
export function changesIn({ changes }: RefreshReport, messages: IndexMessages): List[] {
  const { added, changed, renamed, removed, published, restricted, refused } = changes;
  return [
    { title: messages.changes.added(added.length), items: added.map((path) => [name(path)]) },
    {
      title: messages.changes.changed(changed.length),
      items: changed.map(({ path, appeared, vanished, moved }) => [
        name(path),
        { text: ` · ${messages.passagesChanged(appeared.length, vanished.length, moved)}` },
      ]),
    },
    {
      title: messages.changes.renamed(renamed.length),
      items: renamed.map(({ from, to }) => [name(from), { text: ' → ' }, name(to)]),
    },
    { title: messages.changes.removed(removed.length), items: removed.map((path) => [name(path)]) },
    { title: messages.changes.published(published.length), items: published.map((path) => [name(path)]) },
    { title: messages.changes.restricted(restricted.length), items: restricted.map((path) => [name(path)]) },
    refusedList(refused, messages),
  ].filter(({ items }) => items.length > 0);
}

/** A report in one line: what changed, and in which index. */
export function reportLine(report: RefreshReport, messages: IndexMessages): Words[] {
  const { at, outcome, oldIndexId, newIndexId } = report;
  const [date, time] = [at.slice(0, 10), at.slice(11, 16)];
  const changes = changesIn(report, messages).map(({ title }) => title);
  const what = outcome === 'rebuilt' && changes.length > 0 ? changes : [messages.outcome(outcome)];
  const indexes = messages.indexes(oldIndexId, newIndexId);
  return [{ text: `${date} ${time} UTC`, as: 'bold' }, { text: ` · ${what.join(' · ')} · ${indexes}` }];
}

function name(path: string): Words {
  return { text: short(path), as: 'code' };
}
