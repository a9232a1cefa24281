import type { types as slack } from '@slack/bolt';
import type { Answer } from '../../src/answer.ts';
import type { Paragraph } from '../../src/bot.ts';
import type { Citation } from '../../src/citation.ts';
import { messagesFor } from '../../src/messages.ts';
import { short } from '../../src/short-name.ts';
import { joinedLines, shownParagraph } from '../../src/shown-excerpt.ts';
import { bold, LIMITS, line, type Message, plain, richText, sizeOf, words } from './blocks.ts';
import { reference } from './blocks-citation.ts';
import { INDENT, marked, quote } from './blocks-quote.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

type Language = Answer['language'];

/** The `callback_id` of the form for what was not helpful. */
export const FEEDBACK_FORM = 'plancite_feedback';

/** Slack takes 250 KB; this is more than anybody reads in a dialog. */
const MAX_VIEW_BYTES = 50_000;
const MAX_SCORE_CHARS = 500;

/** Which words of the question an excerpt says, and what else spoke for it. */
export function renderWhy(citation: Citation, language: Language): Message {
  const messages = messagesFor(language);
  const { title, noWords, by: how, share: shareOf, meaning, score } = messages.why;
  const found = citation.why.words.map(({ asked, found, by, share }) =>
    line(
      ...bold(asked === found ? asked : `${asked} → ${found}`),
      ...words(` · ${how[by]} · ${shareOf(Math.round(100 * share))}`),
    ),
  );
  const said = [meaning(citation.why)].filter((line) => line !== null);
  const points = citation.why.features.map(
    ({ name, points }) => `${name} ${points > 0 ? '+' : ''}${points.toFixed(2)}`,
  );
  const list: slack.RichTextList = { type: 'rich_text_list', style: 'bullet', elements: found };
  return {
    text: escapeMrkdwn(`${title}: ${short(citation.document.title)}`),
    blocks: [
      richText(line(...bold(title)), found.length === 0 ? line(...words(noWords)) : list),
      reference(citation, messages),
      {
        type: 'context',
        elements: [
          plain([...said, score(citation.score.toFixed(2)), ...points].join(' · ').slice(0, MAX_SCORE_CHARS)),
        ],
      },
    ],
  };
}

/** A dialog with the paragraphs around an excerpt; those it is from are quotes, with its words in bold. */
export function renderContext({
  citation,
  paragraphs,
  language,
}: {
  readonly citation: Citation;
  /** In reading order, next to each other. */
  readonly paragraphs: readonly Paragraph[];
  readonly language: Language;
}): slack.ModalView {
  const messages = messagesFor(language);
  const heading = reference(citation, messages);
  const around = paragraphs
    .filter(({ text }) => text.trim() !== '')
    .map((paragraph) => ({
      distance: distanceBetween(citation, paragraph),
      block: renderParagraph(citation, paragraph),
    }));
  let room = MAX_VIEW_BYTES - sizeOf([heading]);
  const nearest = around
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, LIMITS.viewBlocks - 1)
    .filter(({ block }) => {
      const size = sizeOf([block]);
      if (size > room) return false;
      room -= size;
      return true;
    });
  return {
    type: 'modal',
    title: plain(messages.contextTitle),
    close: plain(messages.buttons.close),
    blocks: [
      heading,
      ...around.filter((paragraph) => nearest.includes(paragraph)).map(({ block }) => block),
      ...(nearest.length > 0 ? [] : [richText(line(...words(messages.contextGone)))]),
    ],
  };
}

/** A form for what was not helpful; `value` comes back with it as its `private_metadata`. */
export function renderFeedbackForm(value: string, language: Language): slack.ModalView {
  const { feedback, buttons } = messagesFor(language);
  const options = Object.entries(feedback.reasons).map(([reason, text]) => ({
    text: plain(text),
    value: reason,
  }));
  return {
    type: 'modal',
    callback_id: FEEDBACK_FORM,
    private_metadata: value,
    title: plain(feedback.title),
    submit: plain(buttons.send),
    close: plain(buttons.close),
    blocks: [
      {
        type: 'input',
        block_id: 'plancite_reason',
        label: plain(feedback.question),
        element: { type: 'radio_buttons', action_id: 'plancite_reason', options },
      },
    ],
  };
}

function renderParagraph(citation: Citation, paragraph: Paragraph): slack.RichTextBlock {
  const { lines, isQuoted } = shownParagraph(citation, paragraph);
  return richText((isQuoted ? quote(lines) : null) ?? line(...marked(joinedLines(lines, INDENT))));
}

/** In characters of the document; 0 where they overlap. */
function distanceBetween({ start, end }: Citation, paragraph: Paragraph): number {
  return Math.max(0, paragraph.start - end, start - (paragraph.start + paragraph.text.length));
}
