import type { types as slack } from '@slack/bolt';
import { drawn } from '../../src/drawn.ts';
import { joinedLines, type ShownLine, type ShownText } from '../../src/shown-excerpt.ts';
import { bold, words } from './blocks.ts';
import { shownText } from './blocks-shown.ts';

/** An em space, which stays where lines begin. */
export const INDENT = '\u2003';

/**
 * The lines in the first form that shows them unharmed: a quote with what stands out in bold, or a block of code, which
 * keeps every space where it is. `null` if Slack could show them in neither.
 */
export function quote(lines: readonly ShownLine[]): slack.RichTextQuote | slack.RichTextPreformatted | null {
  const quoted = joinedLines(lines, INDENT);
  const forms = [
    { type: 'rich_text_quote', elements: marked(quoted) } as const,
    { type: 'rich_text_preformatted', elements: words(quoted.text) } as const,
  ];
  return forms.find((form) => survives(quoted.text, form)) ?? null;
}

/** The gate: what is sent, turned back into what is shown, is the text. */
function survives(text: string, form: slack.RichTextQuote | slack.RichTextPreformatted): boolean {
  return text !== '' && text.isWellFormed() && shownText(form) === drawn(text);
}

/** Text with what stands out in bold. */
export function marked({ text, marked: spans }: ShownText): slack.RichTextElement[] {
  const elements: slack.RichTextElement[] = [];
  let reached = 0;
  for (const { start, end } of spans) {
    elements.push(...words(text.slice(reached, start)), ...bold(text.slice(start, end)));
    reached = end;
  }
  return [...elements, ...words(text.slice(reached))];
}
