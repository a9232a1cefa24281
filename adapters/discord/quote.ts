import { drawn } from '../../src/drawn.ts';
import { joinedLines, type ShownLine, type ShownText } from '../../src/shown-excerpt.ts';
import { LIMITS } from './components.ts';
import { bold, escapeMarkdown } from './markdown.ts';
import { type Run, shownRuns, textOf } from './markdown-shown.ts';

/** An em space: where a line begins, a client that does not keep it drops it, and takes it for no markup. */
const INDENT = '\u2003';
const INDENTED = new RegExp(`^${INDENT}+`, 'gm');

/**
 * The lines in the first form that shows them unharmed: a quote with what stands out in bold, one without, or a block of
 * code, which keeps every space where it is. `null` if Discord could show them in none.
 */
export function quote(lines: readonly ShownLine[]): string | null {
  const quoted = joinedLines(lines, INDENT);
  return (
    surviving(quoted.text, 'quote', [
      inQuotes(marked(quoted)),
      inQuotes(escapeMarkdown(drawn(quoted.text))),
    ]) ?? codeBlock(quoted.text)
  );
}

/** A document's text that is no quote of ours, as prose or a block of code. */
export function verbatim(lines: readonly ShownLine[]): string | null {
  const shown = joinedLines(lines, INDENT);
  return (
    surviving(shown.text, 'prose', [marked(shown), escapeMarkdown(drawn(shown.text))]) ??
    codeBlock(shown.text)
  );
}

function codeBlock(text: string): string | null {
  return surviving(text, 'code', [`\`\`\`\n${drawn(text)}\n\`\`\``]);
}

/** The gate: what is sent, read as a client would, is the text and nothing else. */
function surviving(text: string, place: Run['in'], forms: readonly string[]): string | null {
  if (text.length > LIMITS.chars || drawn(text) === '' || !text.isWellFormed()) return null;
  const isShownBy = (form: string): boolean => {
    const runs = shownRuns(form);
    return (
      unindented(textOf(runs)) === unindented(drawn(text)) &&
      runs.every((run) => run.in === place || run.text === '')
    );
  };
  return forms.find(isShownBy) ?? null;
}

/** How far a line is set in is no part of what the document says. */
function unindented(text: string): string {
  return text.replace(INDENTED, '');
}

function inQuotes(markdown: string): string {
  return `> ${markdown.replaceAll('\n', '\n> ')}`;
}

/** Text with some of it in bold, line by line: a phone takes each line of a quote for one of its own. */
function marked({ text, marked: spans }: ShownText): string {
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
