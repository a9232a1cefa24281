import type { types as slack } from '@slack/bolt';
import type { Citation } from '../../src/citation.ts';
import type { Messages } from '../../src/messages.ts';
import { short, shortTitle } from '../../src/short-name.ts';
import { shownLines } from '../../src/shown-excerpt.ts';
import { whereabouts } from '../../src/whereabouts.ts';
import { bold, line, lines, linked, richText, words } from './blocks.ts';
import { quote } from './blocks-quote.ts';

const MAX_QUESTION_CHARS = 200;
const MAX_SECTION_CHARS = 150;

/** The excerpt as a quote and where it stands; `null` if it cannot be quoted unharmed. */
export function quoted(citation: Citation, messages: Messages): slack.RichTextBlock | null {
  const excerpt = quote(shownLines(citation));
  return excerpt === null
    ? null
    : richText(...answered(citation, messages), excerpt, lines(...source(citation, messages)));
}

/** Where a passage stands. */
export function reference(citation: Citation, messages: Messages): slack.RichTextBlock {
  return richText(lines(...source(citation, messages)));
}

/** Where a passage stands that cannot be quoted. */
export function unquoted(citation: Citation, messages: Messages): slack.RichTextBlock {
  return richText(
    ...answered(citation, messages),
    lines(words(messages.unquotable), ...source(citation, messages)),
  );
}

/** Which of several questions the excerpt answers. */
function answered({ questions }: Citation, messages: Messages): slack.RichTextSection[] {
  return questions === undefined
    ? []
    : [line(...bold(short(messages.answersTo(questions), MAX_QUESTION_CHARS)))];
}

function source(citation: Citation, messages: Messages): slack.RichTextElement[][] {
  const { document, startsMidSentence, endsMidSentence } = citation;
  const { issuer, publishedOn } = document;
  const origin = [issuer, publishedOn].filter((part) => part !== null).map((part) => ` · ${short(part)}`);
  const place = [
    ...whereabouts(citation, messages, MAX_SECTION_CHARS),
    ...(startsMidSentence || endsMidSentence ? [messages.partOfSentence] : []),
  ];
  return [
    [...linked(shortTitle(document), document.source), ...words(origin.join(''))],
    words(place.join(' · ')),
    ...citation.past
      .filter(({ kind }) => kind !== 'date')
      .map((time): slack.RichTextElement[] => [
        { type: 'emoji', name: 'warning' },
        ...words(` ${messages.past(time)}`),
      ]),
  ];
}
