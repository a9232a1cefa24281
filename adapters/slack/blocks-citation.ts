import type { types as slack } from '@slack/bolt';
import type { Citation } from '../../src/citation.ts';
import type { Messages } from '../../src/messages.ts';
import { short } from '../../src/short-name.ts';
import { lines, linked, richText, words } from './blocks.ts';
import { quote } from './blocks-quote.ts';

/** The excerpt as a quote and where it stands; `null` if it cannot be quoted unharmed. */
export function quoted(citation: Citation, messages: Messages): slack.RichTextBlock | null {
  const excerpt = quote(citation);
  return excerpt === null ? null : richText(excerpt, lines(...source(citation, messages)));
}

/** Where a passage stands. */
export function reference(citation: Citation, messages: Messages): slack.RichTextBlock {
  return richText(lines(...source(citation, messages)));
}

/** Where a passage stands that cannot be quoted. */
export function unquoted(citation: Citation, messages: Messages): slack.RichTextBlock {
  return richText(lines(words(messages.unquotable), ...source(citation, messages)));
}

function source(citation: Citation, messages: Messages): slack.RichTextElement[][] {
  const { document, heading, startsMidSentence, endsMidSentence } = citation;
  const { title, issuer, publishedOn } = document;
  const language = messages.writtenIn(document.language);
  const origin = [issuer, publishedOn].filter((part) => part !== null).map((part) => ` · ${short(part)}`);
  const place = [
    ...(heading === null ? [] : [messages.section(short(heading))]),
    messages.place(citation),
    ...(language === null ? [] : [language]),
    ...(startsMidSentence || endsMidSentence ? [messages.partOfSentence] : []),
  ];
  return [
    [...linked(short(title), document.source), ...words(origin.join(''))],
    words(place.join(' · ')),
    ...citation.past
      .filter(({ kind }) => kind !== 'date')
      .map((time): slack.RichTextElement[] => [
        { type: 'emoji', name: 'warning' },
        ...words(` ${messages.past(time)}`),
      ]),
  ];
}
