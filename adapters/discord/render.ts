import type { Answer } from '../../src/answer.ts';
import type { ActionId } from '../../src/answer-actions.ts';
import type { Dismissal } from '../../src/answering.ts';
import type { Asked } from '../../src/asked-again.ts';
import type { Citation } from '../../src/citation.ts';
import { type Messages, messagesFor } from '../../src/messages.ts';
import { seenAbove } from '../../src/seen.ts';
import { short } from '../../src/short-name.ts';
import { quoted, unquoted } from './citation.ts';
import {
  button,
  fits,
  type Message,
  messageOf,
  type Part,
  quietButton,
  row,
  separator,
  text,
} from './components.ts';
import { type Slot, toCustomIds, toDismissal } from './custom-id.ts';
import { bold, code, escapeMarkdown, localTime, small } from './markdown.ts';

type AnswerOptions = {
  /** `private` is what the asker alone sees, and may share. */
  readonly place: 'private' | 'channel';
  /** What is needed to ask again; the message's buttons carry it. */
  readonly asked: Pick<Asked, 'text' | 'history' | 'document' | 'top'>;
  /** Who may take it away, beside moderators, where others see it. */
  readonly asker?: string | undefined;
  /** Number of the best excerpts that earlier messages showed: the answer's citations come after these. */
  readonly shownBefore?: number;
  /** When the documents were last read. */
  readonly readOn?: Date;
  /** Whether the question stands above, where nobody would know otherwise what was asked. */
  readonly showsQuestion?: boolean;
};

type None = Extract<Answer, { kind: 'none' }>;

/** Reasons that come from looking into the documents. */
const SEARCHED: readonly None['reason'][] = ['ambiguous-word', 'unknown-words', 'weak-match'];

const MAX_QUESTION_CHARS = 200;
const MAX_REMARK_CHARS = 200;
/** Of all remarks, with their markup; half the message is for what they are about. */
const MAX_REMARKS_CHARS = 1_200;
const MAX_NOTICE_CHARS = 1_900;

/** An answer, or that there is none and what to do about it. */
export function renderAnswer(answer: Answer, options: AnswerOptions): Message {
  const messages = messagesFor(answer.language);
  const before = [
    ...(options.showsQuestion
      ? [small(`“${escapeMarkdown(short(answer.question, MAX_QUESTION_CHARS))}”`)]
      : []),
    ...(answer.questionWasCut ? [small(escapeMarkdown(messages.questionCut))] : []),
  ];
  if (answer.kind === 'none') return renderNone(answer, messages, options, before);
  return arrange({
    messages,
    options,
    before,
    answer,
    citations: answer.citations,
    after: inShort([
      ...messages.silent(answer.silent),
      ...messages.open(answer.open ?? []),
      ...messages.unknownWords(answer),
    ]),
    actions: [...(options.place === 'private' ? (['share'] as const) : []), 'more', 'helpful', 'not_helpful'],
  });
}

/** The passages that come nearest to a question without an answer, labelled as such; the answer if there is one now. */
export function renderNearest(answer: Answer, options: AnswerOptions): Message {
  if (answer.kind === 'cited') return renderAnswer(answer, options);
  const messages = messagesFor(answer.language);
  if (answer.nearest.length === 0) return renderNotice(messages.nothingNear);
  return arrange({
    messages,
    options,
    before: [bold(messages.nearestTitle)],
    answer,
    citations: answer.nearest,
    after: [],
    actions: [],
  });
}

/** A sentence or more in the bot's own words; what stands between a pair of backticks is shown as code. */
export function renderNotice(notice: string, dismissal?: Dismissal): Message {
  const shown =
    notice.length <= MAX_NOTICE_CHARS ? notice : `${notice.slice(0, MAX_NOTICE_CHARS - 1).toWellFormed()}…`;
  const parts = shown.split('`');
  const markdown =
    parts.length % 2 === 0
      ? escapeMarkdown(shown)
      : parts.map((part, i) => (i % 2 === 1 && part !== '' ? code(part) : escapeMarkdown(part))).join('');
  return messageOf([
    ...text(markdown.trim() || '…'),
    ...row(dismissal === undefined ? [] : [dismissButton(dismissal)]),
  ]);
}

function renderNone(answer: None, messages: Messages, options: AnswerOptions, before: string[]): Message {
  const details = inShort([...messages.titles(answer), ...messages.unknownWords(answer)]);
  const advice = messages.whatToTry(answer);
  const isSearched = SEARCHED.includes(answer.reason);
  const actions: ActionId[] = [
    ...(answer.nearest.length === 0 ? [] : (['nearest'] as const)),
    ...(isSearched ? (['helpful', 'not_helpful'] as const) : []),
  ];
  const slots = actions.map((action) => ({ action, excerpt: 0 }));
  return messageOf([
    ...text(...before),
    ...text(
      bold(messages.reason(answer)),
      ...details.map((detail) => `- ${detail}`),
      ...(advice === null ? [] : [escapeMarkdown(advice)]),
    ),
    ...row([
      ...toButtons(slots, idsOf(answer, 0, options)(slots), messages),
      ...dismissalOf(answer, options),
    ]),
    ...(isSearched ? text(footerOf(answer, messages, options)) : []),
  ]);
}

/** Remarks, which may hold any word of a question or a title, without taking the room of what they are about. */
function inShort(remarks: readonly string[]): string[] {
  let room = MAX_REMARKS_CHARS;
  return remarks
    .map((remark) => escapeMarkdown(short(remark, MAX_REMARK_CHARS)))
    .filter((remark) => {
      room -= remark.length;
      return room >= 0;
    });
}

function footerOf({ indexId }: Answer, messages: Messages, { readOn }: AnswerOptions): string {
  const index = escapeMarkdown(messages.index(indexId));
  return small([index, ...(readOn ? [messages.readOn(localTime(readOn))] : [])].join(' · '));
}

type Parts = {
  readonly messages: Messages;
  readonly options: AnswerOptions;
  /** Lines of markdown above the excerpts and below them. */
  readonly before: readonly string[];
  readonly answer: Answer;
  readonly citations: readonly Citation[];
  readonly after: readonly string[];
  /** Buttons for the answer as a whole. */
  readonly actions: readonly ActionId[];
};

/**
 * The parts as far as one message holds them, each excerpt whole and with its buttons or not at all. What is left out
 * begins with the first excerpt that does not fit, so that "more" goes on there; it is counted in words.
 */
function arrange({ messages, options, before, answer, citations, after, actions }: Parts): Message {
  const footer = footerOf(answer, messages, options);
  /** What stands in ids takes no room of a message, and time to write: it waits until it is known which excerpts fit. */
  const parts = (excerpts: readonly string[], idsFor: IdsFor = emptyIds): Part[] => {
    const ofExcerpts = excerpts.map((_, i): Place[] =>
      (['context', 'why'] as const).map((action) => ({ action, excerpt: i })),
    );
    const ofAnswer = actions.map((action): Place => ({ action, excerpt: 0 }));
    const slots = [...ofExcerpts.flat(), ...ofAnswer];
    const buttons = toButtons(slots, idsFor(slots), messages);
    const leftOut = citations.length - excerpts.length;
    return [
      ...text(...before),
      ...excerpts.flatMap((excerpt) => [...text(excerpt), ...row(buttons.splice(0, 2))]),
      ...text(...(leftOut === 0 ? [] : [escapeMarkdown(messages.notShown(leftOut))]), ...after),
      separator(),
      ...row([...buttons, ...dismissalOf(answer, options)]),
      ...text(footer),
    ];
  };
  const whole = citations.map((citation) => quoted(citation, messages));
  let shown: readonly string[] = [];
  for (const [i, citation] of citations.entries()) {
    const excerpt = whole[i] ?? null;
    // What no message could hold stands in nobody's way.
    const next = [
      ...shown,
      excerpt !== null && fits(parts([excerpt])) ? excerpt : unquoted(citation, messages),
    ];
    if (!fits(parts(next)) && shown.length > 0) break;
    shown = next;
  }
  return messageOf(parts(shown, idsOf(answer, shown.length, options)), 'answer');
}

/** The button that takes an answer away, where others see it. */
function dismissalOf({ language }: Answer, { asker }: AnswerOptions): ReturnType<typeof button>[] {
  return asker === undefined ? [] : [dismissButton({ asker, language })];
}

function dismissButton({ asker, language }: Dismissal): ReturnType<typeof button> {
  return quietButton(messagesFor(language).buttons.dismiss, toDismissal(asker));
}

/** A button, and which of the answer's citations it belongs to, from 0. */
type Place = Pick<Slot, 'action' | 'excerpt'>;

type IdsFor = (places: readonly Place[]) => string[];

const emptyIds: IdsFor = (places) => places.map(() => '-');

/** Ids that hold what is needed to ask again. */
function idsOf(
  answer: Answer,
  shown: number,
  { asked: { text, history, top, document }, shownBefore = 0 }: AnswerOptions,
): IdsFor {
  const asked = { text, history, top, document, indexId: answer.indexId, shown: shownBefore + shown };
  return (places) => {
    const slots = places.map(({ action, excerpt }) => ({
      action,
      excerpt: shownBefore + excerpt,
      seen: seenAbove(action, answer, { excerpt, shown }),
    }));
    return toCustomIds(asked, slots);
  };
}

function toButtons(
  slots: readonly Place[],
  ids: readonly string[],
  { buttons }: Messages,
): ReturnType<typeof button>[] {
  return slots.map(({ action }, i) =>
    button(action, action === 'not_helpful' ? buttons.notHelpful : buttons[action], ids[i] ?? ''),
  );
}
