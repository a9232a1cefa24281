import type { Citation } from '../../src/citation.ts';
import type { Messages } from '../../src/messages.ts';
import { short, shortTitle } from '../../src/short-name.ts';
import { shownLines } from '../../src/shown-excerpt.ts';
import { whereabouts } from '../../src/whereabouts.ts';
import { linked } from './link.ts';
import { escapeMarkdown, small } from './markdown.ts';
import { quote } from './quote.ts';

/** Of an issuer, a section or a time, so that where a passage stands never takes the room of what it says. */
const MAX_DETAIL_CHARS = 100;
const MAX_PAST_TIMES = 3;
const MAX_QUESTION_CHARS = 200;

/** The excerpt as a quote and where it stands; `null` if it cannot be quoted unharmed. */
export function quoted(citation: Citation, messages: Messages): string | null {
  const excerpt = quote(shownLines(citation));
  return excerpt === null
    ? null
    : [...answered(citation, messages), excerpt, reference(citation, messages)].join('\n');
}

/** Where a passage stands that cannot be quoted. */
export function unquoted(citation: Citation, messages: Messages): string {
  const words = [...answered(citation, messages), escapeMarkdown(messages.unquotable)];
  return [...words, reference(citation, messages)].join('\n');
}

/** Which of several questions the excerpt answers. */
function answered({ questions }: Citation, messages: Messages): string[] {
  return questions === undefined
    ? []
    : [small(escapeMarkdown(short(messages.answersTo(questions), MAX_QUESTION_CHARS)))];
}

/** Where a passage stands. */
export function reference(citation: Citation, messages: Messages): string {
  const { document, startsMidSentence, endsMidSentence } = citation;
  const { issuer, publishedOn, source } = document;
  const origin = [issuer, publishedOn].filter((part) => part !== null).map(detail);
  const place = [
    ...whereabouts(citation, messages, MAX_DETAIL_CHARS),
    ...(startsMidSentence || endsMidSentence ? [messages.partOfSentence] : []),
  ];
  const past = citation.past
    .filter(({ kind }) => kind !== 'date')
    .slice(0, MAX_PAST_TIMES)
    .map((time) => `⚠️ ${detail(messages.past(time))}`);
  return [
    [linked(shortTitle(document), source, messages.source), ...origin].join(' · '),
    small(escapeMarkdown(place.join(' · '))),
    ...past.map(small),
  ].join('\n');
}

function detail(text: string): string {
  return escapeMarkdown(short(text, MAX_DETAIL_CHARS));
}
