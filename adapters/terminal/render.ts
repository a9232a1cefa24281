import type { Answer } from '../../src/answer.ts';
import type { Source, Status } from '../../src/bot.ts';
import type { Findings } from '../../src/check.ts';
import type { Citation } from '../../src/citation.ts';
import { indexMessagesFor } from '../../src/index-messages.ts';
import { type Messages, messagesFor } from '../../src/messages.ts';
import { type ShownText, shownLines } from '../../src/shown-excerpt.ts';
import { groupRefused } from '../../src/troubles.ts';
import { whereabouts } from '../../src/whereabouts.ts';
import { printable, printableLines, type Style } from './style.ts';

const MAX_SECTION_CHARS = 200;
/** Of an item in a list of a list. */
const INDENT = '  ';
/** Files that are named of those refused for one reason. */
const MAX_NAMES = 5;

/** What to show of an answer beyond the answer. */
export type Extras = {
  /** The nearest passages, where there is no answer. */
  readonly nearest: boolean;
  /** Why each excerpt was chosen. */
  readonly explain: boolean;
};

/** An answer as lines for a terminal. */
export function renderAnswer(answer: Answer, style: Style, extras: Extras): string {
  const messages = messagesFor(answer.language);
  const notices = answer.questionWasCut ? [style.warn(messages.questionCut)] : [];
  if (answer.kind === 'cited') {
    const silent = [...messages.silent(answer.silent), ...messages.open(answer.open ?? [])].map(printable);
    const unknown = messages.unknownWords(answer).map((word) => style.faint(printable(`(${word})`)));
    return [
      ...notices,
      ...renderCitations(answer.citations, messages, style, extras),
      ...silent,
      ...unknown,
    ].join('\n');
  }
  const none = [...notices, printableLines(messages.noAnswer(answer))];
  if (answer.nearest.length === 0 || !extras.nearest) return none.join('\n');
  return [
    ...none,
    '',
    messages.nearestTitle,
    ...renderCitations(answer.nearest, messages, style, extras),
  ].join('\n');
}

function renderCitations(
  citations: readonly Citation[],
  messages: Messages,
  style: Style,
  extras: Extras,
): string[] {
  return citations.flatMap((citation, i) => {
    const rank = citations.length > 1 ? `#${i + 1} ` : '';
    const indent = ' '.repeat(rank.length);
    const below = indent || '  ';
    return [
      ...(i > 0 ? [''] : []),
      ...(citation.questions === undefined
        ? []
        : [style.faint(printable(messages.answersTo(citation.questions)))]),
      ...renderExcerpt(citation, style).map((line, at) => (at === 0 ? style.faint(rank) : indent) + line),
      ...[renderSource(citation), renderPlace(citation, messages)].map((line) => below + style.faint(line)),
      ...(extras.explain ? renderWhy(citation, messages).map((line) => below + style.faint(line)) : []),
      ...citation.past
        .filter(({ kind }) => kind !== 'date')
        .map((time) => below + style.warn(`(${printable(messages.past(time))})`)),
    ];
  });
}

/** Which words matched, by what and for what share; what meaning says; and what each feature added to the score. */
function renderWhy({ why, score }: Citation, messages: Messages): string[] {
  const meaning = messages.why.meaning(why);
  const words = why.words.map(({ asked, found, by, share }) => {
    const pair = asked === found ? asked : `${asked} → ${found}`;
    return `${pair} (${by}, ${Math.round(100 * share)} %)`;
  });
  const features = why.features.map(
    ({ name, points }) => `${name} ${points > 0 ? '+' : ''}${points.toFixed(2)}`,
  );
  return [
    `  words: ${words.join(', ') || 'none'}`,
    ...(meaning === null ? [] : [`  meaning: ${meaning}`]),
    `  score ${score.toFixed(2)}: ${features.join(', ')}`,
  ].map(printable);
}

/** The excerpt line by line, what stands out in bold, and marks where it starts or stops inside a sentence. */
function renderExcerpt(citation: Citation, style: Style): string[] {
  const lines = shownLines(citation);
  const first = citation.startsMidList ? 1 : 0;
  const last = lines.length - (citation.endsMidList ? 2 : 1);
  return lines.map(({ text, marked, depth }, i) => {
    const before = i === first && citation.startsMidSentence ? '… ' : '';
    const behind = i === last && citation.endsMidSentence ? ' …' : '';
    return `${INDENT.repeat(depth)}${before}${emphasized(text, marked, style)}${behind}`;
  });
}

function emphasized(text: string, spans: ShownText['marked'], style: Style): string {
  let shown = '';
  let reached = 0;
  for (const { start, end } of spans) {
    shown += printable(text.slice(reached, start)) + style.strong(printable(text.slice(start, end)));
    reached = end;
  }
  return shown + printable(text.slice(reached));
}

function renderSource({ document: { title, issuer, publishedOn, apart } }: Citation): string {
  const name = `— ${title}${apart === null ? '' : ` (${apart})`}`;
  return printable([name, issuer, publishedOn].filter((part) => part !== null).join(' · '));
}

function renderPlace(citation: Citation, messages: Messages): string {
  const { path, source } = citation.document;
  const place = whereabouts(citation, messages, MAX_SECTION_CHARS);
  return printable([`  ${path}`, ...place, ...(source === null ? [] : [source])].join(' · '));
}

export function renderSources(sources: readonly Source[], style: Style): string {
  if (sources.length === 0) return 'There are no documents.';
  return sources
    .map(({ path, title, issuer, publishedOn, source, language, audience, passages, sha256 }) =>
      [
        style.strong(printable(title)),
        ...[
          [issuer, publishedOn, language, audience === 'internal' ? 'internal' : null, source]
            .filter((part) => part !== null)
            .join(' · '),
          `${path} · ${passages} passages · sha256 ${sha256.slice(0, 12)}`,
        ].map((line) => `  ${style.faint(printable(line))}`),
      ].join('\n'),
    )
    .join('\n');
}

export function renderStatus(status: Status, style: Style): string {
  return [...renderIndex(status, style), ...renderFaults(status, style)].join('\n');
}

export function renderIndex(
  { indexId, documents, passages, index, indexTookMs, snapshotBytes, meaning }: Status,
  style: Style,
): string[] {
  const stored = snapshotBytes === null ? 'not stored' : `snapshot of ${snapshotBytes} bytes`;
  return [
    `index ${style.strong(indexId)}: ${documents} documents, ${passages} passages`,
    `${index === 'loaded' ? 'loaded from its snapshot' : 'built from the seeds'} in ${indexTookMs} ms, ${stored}`,
    indexMessagesFor('en').meaning(meaning),
  ];
}

/** What a maintainer may have to mend. */
export function renderFaults({ refused, problems }: Status, style: Style): string[] {
  return [...renderRefused(refused, style), ...problems.map((problem) => style.warn(printable(problem)))];
}

/** Files that are not in the index by the reason why, with some of their names. */
export function renderRefused(refused: Status['refused'], style: Style): string[] {
  return groupRefused(refused).flatMap(({ reason, paths }) => {
    if (paths.length === 1) return [style.warn(printable(`not in the index: ${paths[0]}: ${reason}`))];
    const more = paths.length > MAX_NAMES ? ` and ${paths.length - MAX_NAMES} more` : '';
    return [
      style.warn(printable(`not in the index: ${paths.length} files: ${reason}`)),
      `  ${printable(paths.slice(0, MAX_NAMES).join(', '))}${more}`,
    ];
  });
}

export function renderFindings({ documents, passages, refused, problems }: Findings, style: Style): string {
  const faults = refused.length + problems.length;
  return [
    `${documents} documents, ${passages} passages: ${faults === 0 ? 'all is well' : `${faults} to mend`}`,
    ...renderRefused(refused, style),
    ...problems.map((problem) => style.warn(printable(problem))),
  ].join('\n');
}
