import type { Citation } from '../../src/citation.ts';
import { drawn } from '../../src/drawn.ts';
import { LIMITS } from './components.ts';
import { bold, escapeMarkdown } from './markdown.ts';
import { type Run, shownRuns, textOf } from './markdown-shown.ts';

type Excerpt = Pick<Citation, 'excerpt' | 'highlights'>;

/**
 * The excerpt in the first form that shows it unharmed: a quote with the answering words in bold, one without, or a
 * block of code, which keeps every space where it is. `null` if Discord could show it in none.
 */
export function quote({ excerpt, highlights }: Excerpt): string | null {
  return (
    surviving(excerpt, 'quote', [
      inQuotes(marked(excerpt, highlights)),
      inQuotes(escapeMarkdown(drawn(excerpt))),
    ]) ?? codeBlock(excerpt)
  );
}

/** A document's text that is no quote of ours, as prose or a block of code. */
export function verbatim(text: string): string | null {
  return surviving(text, 'prose', [escapeMarkdown(drawn(text))]) ?? codeBlock(text);
}

function codeBlock(text: string): string | null {
  return surviving(text, 'code', [`\`\`\`\n${drawn(text)}\n\`\`\``]);
}

/** The gate: what is sent, read as a client would, is the text and nothing else. */
function surviving(text: string, place: Run['in'], forms: readonly string[]): string | null {
  if (text.length > LIMITS.chars || drawn(text) === '' || !text.isWellFormed()) return null;
  const isShownBy = (form: string): boolean => {
    const runs = shownRuns(form);
    return textOf(runs) === drawn(text) && runs.every((run) => run.in === place || run.text === '');
  };
  return forms.find(isShownBy) ?? null;
}

function inQuotes(markdown: string): string {
  return `> ${markdown.replaceAll('\n', '\n> ')}`;
}

/** Text with some of it in bold, line by line: a phone takes each line of a quote for one of its own. */
function marked(text: string, spans: Excerpt['highlights']): string {
  const parts: string[] = [];
  let reached = 0;
  for (const { start, end } of spans) {
    parts.push(escapeMarkdown(drawn(text.slice(reached, start))));
    parts.push(...drawn(text.slice(start, end)).split(/(\n)/).map(boldWords));
    reached = end;
  }
  return [...parts, escapeMarkdown(drawn(text.slice(reached)))].join('');
}

function boldWords(text: string): string {
  return text.trim() === '' ? text : bold(text);
}
