import {
  type APIModalInteractionResponseCallbackData,
  LabelBuilder,
  ModalBuilder,
  type ModalSubmitFields,
  RadioGroupBuilder,
} from 'discord.js';
import type { Answer } from '../../src/answer.ts';
import type { Paragraph } from '../../src/bot.ts';
import type { Citation } from '../../src/citation.ts';
import { type Messages, messagesFor } from '../../src/messages.ts';
import { short } from '../../src/short-name.ts';
import { shownParagraph } from '../../src/shown-excerpt.ts';
import { quoted, reference, unquoted } from './citation.ts';
import { fits, LIMITS, type Message, messageOf, type Part, text } from './components.ts';
import { bold, escapeMarkdown, small } from './markdown.ts';
import { quote, verbatim } from './quote.ts';

type Language = Answer['language'];

/** The field of the form for what was not helpful; its value is one of the reasons in `Messages`. */
export const REASON_FIELD = 'reason';

const MAX_WORDS = 10;
const MAX_WORD_CHARS = 40;
const MAX_SCORE_CHARS = 500;

/** Which words of the question an excerpt says, and what else spoke for it. */
export function renderWhy(citation: Citation, language: Language): Message {
  const messages = messagesFor(language);
  const { title, noWords, by: how, share: shareOf, meaning, score } = messages.why;
  const found = citation.why.words.slice(0, MAX_WORDS).map(({ asked, found, by, share }) => {
    const pair = [...new Set([asked, found])].map((word) => short(word, MAX_WORD_CHARS)).join(' → ');
    return `- ${bold(pair)} · ${escapeMarkdown(`${how[by]} · ${shareOf(Math.round(100 * share))}`)}`;
  });
  const said = [meaning(citation.why)].filter((line) => line !== null);
  const points = citation.why.features.map(
    ({ name, points }) => `${name} ${points > 0 ? '+' : ''}${points.toFixed(2)}`,
  );
  const sum = short([...said, score(citation.score.toFixed(2)), ...points].join(' · '), MAX_SCORE_CHARS);
  return messageOf([
    ...text(bold(title), ...(found.length === 0 ? [escapeMarkdown(noWords)] : found)),
    ...text(reference(citation, messages)),
    ...text(small(escapeMarkdown(sum))),
  ]);
}

/** The paragraphs around an excerpt, in a message; those it is from are quotes, with its words in bold. */
export function renderContext({
  citation,
  paragraphs,
  language,
}: {
  readonly citation: Citation;
  /** In reading order, next to each other. */
  readonly paragraphs: readonly Paragraph[];
  readonly language: Language;
}): Message {
  const messages = messagesFor(language);
  const head = text(bold(messages.contextTitle), reference(citation, messages));
  const around = paragraphs
    .filter((paragraph) => paragraph.text.trim() !== '')
    .map((paragraph) => ({
      distance: distanceBetween(citation, paragraph),
      isTooLong: paragraph.text.length > LIMITS.chars,
      parts: text(renderParagraph(citation, paragraph, messages)),
    }));
  if (around.length === 0) return messageOf([...head, ...text(escapeMarkdown(messages.contextGone))]);
  const shown: typeof around = [];
  for (const paragraph of around.toSorted((a, b) => a.distance - b.distance)) {
    if (paragraph.isTooLong || !fits([...head, ...[...shown, paragraph].flatMap(({ parts }) => parts)]))
      break;
    shown.push(paragraph);
  }
  // A paragraph may be longer than a message; the excerpt itself is not.
  const inOrder = around.filter((paragraph) => shown.includes(paragraph)).flatMap(({ parts }) => parts);
  return messageOf(inOrder.length > 0 ? [...head, ...inOrder] : excerptAlone(citation, messages));
}

/** A form for what was not helpful; it is sent back under the id of the button that opened it. */
export function renderFeedbackForm(
  customId: string,
  language: Language,
): APIModalInteractionResponseCallbackData {
  const { feedback } = messagesFor(language);
  const options = Object.entries(feedback.reasons).map(([value, label]) => ({ label, value }));
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle(feedback.title)
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(feedback.question)
        .setRadioGroupComponent(new RadioGroupBuilder().setCustomId(REASON_FIELD).addOptions(options)),
    )
    .toJSON();
}

function excerptAlone(citation: Citation, messages: Messages): Part[] {
  const whole = text(quoted(citation, messages) ?? unquoted(citation, messages));
  return fits(whole) ? whole : text(unquoted(citation, messages));
}

function renderParagraph(citation: Citation, paragraph: Paragraph, messages: Messages): string {
  const { lines, isQuoted } = shownParagraph(citation, paragraph);
  return (isQuoted ? quote(lines) : verbatim(lines)) ?? escapeMarkdown(messages.unquotable);
}

/** In characters of the document; 0 where they overlap. */
function distanceBetween({ start, end }: Citation, paragraph: Paragraph): number {
  return Math.max(0, paragraph.start - end, start - (paragraph.start + paragraph.text.length));
}

/** The reason chosen in the form; `null` if there is none. */
export function readFeedbackReason(fields: ModalSubmitFields): string | null {
  return fields.fields.has(REASON_FIELD) ? (fields.getRadioGroup(REASON_FIELD) ?? null) : null;
}
