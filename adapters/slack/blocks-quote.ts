import type { types as slack } from '@slack/bolt';
import type { Citation } from '../../src/citation.ts';
import { drawn } from '../../src/drawn.ts';
import { bold, words } from './blocks.ts';
import { shownText } from './blocks-shown.ts';

type Excerpt = Pick<Citation, 'excerpt' | 'highlights'>;

/**
 * The excerpt in the first form that shows it unharmed: a quote with the answering words in bold, or a block of code,
 * which keeps every space where it is. `null` if Slack could show it in neither.
 */
export function quote({
  excerpt,
  highlights,
}: Excerpt): slack.RichTextQuote | slack.RichTextPreformatted | null {
  const forms = [
    { type: 'rich_text_quote', elements: marked(excerpt, highlights) } as const,
    { type: 'rich_text_preformatted', elements: words(excerpt) } as const,
  ];
  return forms.find((form) => survives(excerpt, form)) ?? null;
}

/** The gate: what is sent, turned back into what is shown, is the excerpt. */
function survives(excerpt: string, form: slack.RichTextQuote | slack.RichTextPreformatted): boolean {
  return excerpt !== '' && excerpt.isWellFormed() && shownText(form) === drawn(excerpt);
}

/** Text with some of it in bold. */
function marked(text: string, spans: Excerpt['highlights']): slack.RichTextElement[] {
  const elements: slack.RichTextElement[] = [];
  let reached = 0;
  for (const { start, end } of spans) {
    elements.push(...words(text.slice(reached, start)), ...bold(text.slice(start, end)));
    reached = end;
  }
  return [...elements, ...words(text.slice(reached))];
}
