import type { types as slack } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { ActionId } from '../../src/answer-actions.ts';
import type { Dismissal } from '../../src/answering.ts';
import type { Citation } from '../../src/citation.ts';
import { type Messages, messagesFor } from '../../src/messages.ts';
import { short, shortTitle } from '../../src/short-name.ts';
import { joinedLines, shownLines } from '../../src/shown-excerpt.ts';
import {
  bold,
  button,
  LIMITS,
  line,
  lines,
  type Message,
  richText,
  row,
  sizeOf,
  smallPrint,
  words,
} from './blocks.ts';
import { quoted, unquoted } from './blocks-citation.ts';
import { toDismissal } from './button-value.ts';
import { escapeMrkdwn, localTime } from './mrkdwn.ts';

type AnswerOptions = {
  /** `ephemeral` is what the asker alone sees, and may share. */
  readonly place: 'ephemeral' | 'thread' | 'pane';
  /**
   * What a button has to know: which of the answer's citations it belongs to, from 0, how many of them the message takes
   * up, which the others follow, and what it does.
   */
  readonly value: (citation: number, shown: number, action: ActionId) => string;
  /** Who may take it away, beside moderators, where others see it. */
  readonly asker?: string | undefined;
  /** When the documents were last read. */
  readonly readOn?: Date;
  /** Whether the question stands above, where nobody would know otherwise what was asked. */
  readonly showsQuestion?: boolean;
};

type None = Extract<Answer, { kind: 'none' }>;

/** Reasons that come from looking into the documents. */
const SEARCHED: readonly None['reason'][] = ['ambiguous-word', 'unknown-words', 'weak-match'];
/** The `action_id` of the button that takes an answer away. */
export const DISMISS = 'plancite_dismiss';
const SYMBOLS: { readonly [action in ActionId]?: string } = { helpful: '👍', not_helpful: '👎' };

/** Slack advises no more than this: https://docs.slack.dev/reference/methods/chat.postMessage */
const MAX_TEXT_CHARS = 4_000;
/** Of a line that may stand above the excerpts. */
const MAX_TITLE_CHARS = 100;
const MAX_QUESTION_CHARS = 200;
const MAX_REMARKS = 12;
const MAX_REMARK_CHARS = 200;
/** Each may take two blocks, and there are others. */
const MAX_EXCERPTS = (LIMITS.blocks - 10) / 2;

/** An answer, or that there is none and what to do about it. */
export function renderAnswer(answer: Answer, options: AnswerOptions): Message {
  const messages = messagesFor(answer.language);
  const notices = [
    ...(options.showsQuestion ? [`“${short(answer.question, MAX_QUESTION_CHARS)}”`] : []),
    ...(answer.questionWasCut ? [messages.questionCut] : []),
  ].map((notice) => richText(line(...words(notice))));
  if (answer.kind === 'none') return renderNone(answer, messages, options, notices);
  const asides = inShort([
    ...messages.silent(answer.silent),
    ...messages.open(answer.open ?? []),
    ...messages.unknownWords(answer),
  ]);
  return {
    text: renderFallback(answer.citations),
    blocks: arrange({
      messages,
      options,
      before: notices,
      citations: answer.citations,
      after: asides.length === 0 ? [] : [richText(lines(...asides.map((aside) => words(aside))))],
      actions: answerActions(options),
      dismissal: dismissalOf(answer, options),
      footer: renderFooter(answer, messages, options),
    }),
  };
}

/** The passages that come nearest to a question without an answer, labelled as such; the answer if there is one now. */
export function renderNearest(answer: Answer, options: AnswerOptions): Message {
  if (answer.kind === 'cited') return renderAnswer(answer, options);
  const messages = messagesFor(answer.language);
  if (answer.nearest.length === 0) return renderNotice(messages.nothingNear);
  return {
    text: `${escapeMrkdwn(messages.nearestTitle)}\n${renderFallback(answer.nearest)}`,
    blocks: arrange({
      messages,
      options,
      before: [richText(line(...bold(messages.nearestTitle)))],
      citations: answer.nearest,
      after: [],
      actions: [],
      dismissal: [],
      footer: renderFooter(answer, messages, options),
    }),
  };
}

/** A sentence or more in the bot's own words; what stands between a pair of backticks is shown as code. */
export function renderNotice(text: string, dismissal?: Dismissal): Message {
  const shown = text.length <= LIMITS.textChars ? text : `${text.slice(0, LIMITS.textChars - 1)}…`;
  const parts = shown.split('`');
  const elements =
    parts.length % 2 === 0
      ? words(shown)
      : parts.flatMap((part, i) => words(part, i % 2 === 1 ? { code: true } : undefined));
  return {
    text: escapeMrkdwn(shown),
    blocks: [richText(line(...elements)), ...row(dismissal === undefined ? [] : [dismissButton(dismissal)])],
  };
}

function renderNone(
  answer: None,
  messages: Messages,
  options: AnswerOptions,
  notices: readonly slack.KnownBlock[],
): Message {
  const reason = messages.reason(answer);
  const details = inShort([...messages.titles(answer), ...messages.unknownWords(answer)]);
  const advice = messages.whatToTry(answer);
  const list: slack.RichTextList = {
    type: 'rich_text_list',
    style: 'bullet',
    elements: details.map((detail) => line(...words(detail))),
  };
  const said = [
    ...notices,
    richText(
      line(...bold(reason)),
      ...(details.length === 0 ? [] : [list]),
      ...(advice === null ? [] : [line(...words(advice))]),
    ),
  ];
  const isSearched = SEARCHED.includes(answer.reason);
  const footer = isSearched ? [renderFooter(answer, messages, options)] : [];
  const dismissal = dismissalOf(answer, options);
  const fits = within(LIMITS.messageBytes - sizeOf([...said, ...row(dismissal), ...footer]));
  const buttons = [
    ...(answer.nearest.length === 0 ? [] : (['nearest'] as const)),
    ...(isSearched ? (['helpful', 'not_helpful'] as const) : []),
  ]
    .map((action) => toButton(action, messages, options.value(0, 0, action)))
    .filter(fits);
  return {
    text: escapeMrkdwn([reason, ...details].join('\n')),
    blocks: [...said, ...row([...buttons, ...dismissal]), ...footer],
  };
}

/** The button that takes an answer away, where others see it. */
function dismissalOf({ language }: Answer, { asker }: AnswerOptions): slack.Button[] {
  return asker === undefined ? [] : [dismissButton({ asker, language })];
}

function dismissButton(dismissal: Dismissal): slack.Button {
  return button(messagesFor(dismissal.language).buttons.dismiss, DISMISS, toDismissal(dismissal));
}

/** Remarks, which may hold any word of a question or a title, without taking the room of what they are about. */
function inShort(remarks: readonly string[]): string[] {
  return remarks.slice(0, MAX_REMARKS).map((remark) => short(remark, MAX_REMARK_CHARS));
}

function renderFooter(
  { indexId }: Answer,
  messages: Messages,
  { readOn }: AnswerOptions,
): slack.ContextBlock {
  const parts = [
    messages.index(escapeMrkdwn(indexId)),
    ...(readOn ? [messages.readOn(localTime(readOn))] : []),
  ];
  return smallPrint(parts.join(' · '));
}

/** As many whole excerpts as a notification takes, best first. */
function renderFallback(citations: readonly Citation[]): string {
  let room = MAX_TEXT_CHARS - MAX_TITLE_CHARS;
  const fitting = citations
    .map((citation) => ({ text: joinedLines(shownLines(citation), '').text, document: citation.document }))
    .filter(({ text }) => text.isWellFormed())
    .map(({ text, document }) => escapeMrkdwn(`“${text}”\n— ${shortTitle(document)}`))
    .filter((text) => {
      if (text.length > room) return false;
      room -= text.length + 2;
      return true;
    });
  return fitting.length > 0 ? fitting.join('\n\n') : escapeMrkdwn(short(citations[0]?.document.title ?? ''));
}

function answerActions({ place }: AnswerOptions): ActionId[] {
  return [...(place === 'ephemeral' ? (['share'] as const) : []), 'more', 'helpful', 'not_helpful'];
}

function toButton(action: ActionId, { buttons }: Messages, value: string): slack.Button {
  const label = action === 'not_helpful' ? buttons.notHelpful : buttons[action];
  return button(label, `plancite_${action}`, value, SYMBOLS[action]);
}

/** Whether each part still fits, in turn, into so many bytes. */
function within(bytes: number): (part: slack.KnownBlock | slack.Button) => boolean {
  let room = bytes;
  return (part) => {
    const size = sizeOf([part]);
    if (size > room) return false;
    room -= size;
    return true;
  };
}

type Parts = {
  readonly messages: Messages;
  readonly options: AnswerOptions;
  readonly before: readonly slack.KnownBlock[];
  readonly citations: readonly Citation[];
  readonly after: readonly slack.KnownBlock[];
  /** Buttons for the answer as a whole. */
  readonly actions: readonly ActionId[];
  readonly dismissal: readonly slack.Button[];
  readonly footer: slack.KnownBlock;
};

/**
 * The parts as far as one message holds them: excerpts first, each whole or not at all, then buttons. What is left out
 * begins with the first excerpt that does not fit, so that "more" goes on there; it is counted in words.
 */
function arrange({
  messages,
  options: { value },
  before,
  citations,
  after,
  actions,
  dismissal,
  footer,
}: Parts): slack.KnownBlock[] {
  const leftOut = (count: number): slack.KnownBlock[] =>
    count === 0 ? [] : [richText(line(...words(messages.notShown(count))))];
  const buttonFor = (action: ActionId, citation: number, shown: number): slack.Button =>
    toButton(action, messages, value(citation, shown, action));
  const more = actions.includes('more') ? [buttonFor('more', 0, citations.length)] : [];
  const always = [...more, ...dismissal];
  const wholeRoom =
    LIMITS.messageBytes - sizeOf([...before, ...leftOut(citations.length), ...after, ...always, footer]);
  const fits = within(wholeRoom);
  const excerpts: slack.RichTextBlock[] = [];
  for (const citation of citations.slice(0, MAX_EXCERPTS)) {
    const block = quoted(citation, messages);
    // What no message could hold stands in nobody's way.
    const shown = block !== null && sizeOf([block]) <= wholeRoom ? block : unquoted(citation, messages);
    if (!fits(shown) && excerpts.length > 0) break;
    excerpts.push(shown);
  }
  const ofAnswer = actions
    .map((action) => ({ action, button: buttonFor(action, 0, excerpts.length) }))
    .filter(({ action, button }) => action === 'more' || fits(button));
  const ofExcerpt = (citation: number): slack.Button[] =>
    (['context', 'why'] as const).map((action) => buttonFor(action, citation, excerpts.length)).filter(fits);
  return [
    ...before,
    ...excerpts.flatMap((block, citation) => [block, ...row(ofExcerpt(citation))]),
    ...leftOut(citations.length - excerpts.length),
    ...after,
    ...row([...ofAnswer.map(({ button }) => button), ...dismissal]),
    footer,
  ];
}
