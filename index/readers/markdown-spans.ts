/** What dialects write inside a line: a pattern, and the HTML for it; `null` where it is something else. */
type Span = {
  readonly pattern: RegExp;
  readonly toHtml: (match: RegExpExecArray, around: Around) => string | null;
};

/** The text in front of a span, and the rest of its line behind it. */
type Around = { readonly before: string; readonly after: string };

/** What stands for something that only a program knows: "Staff have {{ days }} days" is not "Staff have days". */
const HOLE = '…';
const NOTHING = '';
/** What directs a program that fills in a text, and stands for no text itself. */
const CONTROL =
  /^(?:end\w*|if|elsif|elif|else|unless|for|case|when|assign|capture|set|block|extends|import|from|macro|raw|comment|highlight|include\w*|render|call|filter|with|tabs?)$/;
const TAG = /<[^<>]{0,200}>/g;
const CODE = /<(?:pre|code|script|style|textarea)\b/i;
const WORD = /[\p{L}\p{N}]/u;

/** What programs that fill in a text are told by, also within HTML. */
const TEMPLATES: readonly Span[] = [
  // {{< shortcode >}}, {{% shortcode %}}: only within a line of text do they stand for some of it.
  {
    pattern: /\{\{(?<kind>[<%])\s*(?<end>\/?)[^{}]{0,500}?[>%]\}\}/y,
    toHtml: ({ groups }, around) => (groups?.end === '' && isWithinText(around) ? HOLE : NOTHING),
  },
  { pattern: /\{\{[^{}]{0,500}\}\}/y, toHtml: () => HOLE },
  // {% channel "help" %}, and {% if %}, which stands for nothing.
  {
    pattern: /\{%-?\s*(?<name>\w*)[^\n]{0,500}?%\}/y,
    toHtml: ({ groups }, around) =>
      isWithinText(around) && !CONTROL.test(groups?.name ?? '') ? HOLE : NOTHING,
  },
  { pattern: /\{#\s[^\n]{0,500}?#\}|\{::[^{}\n]{0,100}\}/y, toHtml: () => NOTHING },
];

const SPANS: readonly Span[] = [
  ...TEMPLATES,
  // {/* remark */}, {' '}
  { pattern: /\{\/\*.{0,2000}?\*\/\}/sy, toHtml: () => NOTHING },
  { pattern: /\{(["'`])(?<words>[^{}\n]{0,300}?)\1\}/y, toHtml: ({ groups }) => asText(groups?.words) },
  // {#id .class}, {: .class }, {width=50%}
  {
    pattern:
      /\{:?\s*(?:(?:[.#][\w:-]+|[\w-]+=(?:"[^"{}]{0,200}"|'[^'{}]{0,200}'|[^\s"'{}]{1,200}))\s*){1,20}\}/y,
    toHtml: () => NOTHING,
  },
  // What has been changed: {++in++}, {--out--}, {~~out~>in~~}, {>>remark<<}, {==marked==}.
  { pattern: /\{\+\+(?<words>[^\n]{0,2000}?)\+\+\}/y, toHtml: ({ groups }) => asText(groups?.words) },
  { pattern: /\{--[^\n]{0,2000}?--\}|\{>>[^\n]{0,2000}?<<\}/y, toHtml: () => NOTHING },
  {
    pattern: /\{~~[^\n]{0,2000}?~>(?<words>[^\n]{0,2000}?)~~\}/y,
    toHtml: ({ groups }) => asText(groups?.words),
  },
  {
    pattern: /\{?==(?<words>[^\s=](?:[^=\n]{0,500}[^\s=])?)==\}?/y,
    toHtml: ({ groups }) => asText(groups?.words),
  },
  // ![[embedded page]], [[page|text]]
  { pattern: /!\[\[[^[\]\n]{0,300}\]\]/y, toHtml: () => NOTHING },
  {
    pattern: /\[\[(?<page>[^[\]|\n]{1,300})(?:\|(?<words>[^[\]\n]{0,300}))?\]\](?!\()/y,
    toHtml: ({ groups }) =>
      `<a href="wiki">${asText(groups?.words || groups?.page?.replace(/(?<=.)#.*/, ''))}</a>`,
  },
  // A component whose text only a program knows, and the ends of others.
  { pattern: /<[A-Z][\w.]*(?:\s[^<>]{0,1000})?\/>/y, toHtml: () => HOLE },
  { pattern: /<\/?[A-Z][\w.]*(?:\s(?:[^<>]|=>){0,1000})?>/y, toHtml: () => NOTHING },
  // Formulas, which hold marks of Markdown and none of it; a sum of money is no formula.
  {
    pattern: /\$\$[^$]{1,2000}\$\$|\$(?=\S)[^$\n]{0,500}[^\s$]\$(?!\d)/y,
    toHtml: ([formula]) => (/[\\^_{}]/.test(formula) ? asText(formula) : null),
  },
  // H~2~O, x^2^, and ~struck out~ with one mark.
  {
    pattern: /~(?=[^\s~])(?<words>[^~\n]{0,300}[^\s~]|\S)~(?![~\p{L}\p{N}])|~(?<low>\w{1,8})~(?!~)/uy,
    toHtml: ({ groups }, { before }) => {
      const isWithin = WORD.test(before.at(-1) ?? '');
      const low = groups?.low ?? groups?.words ?? '';
      if (isWithin) return /^\w{1,8}$/.test(low) ? `<sub>${low}</sub>` : null;
      return groups?.words === undefined || before.endsWith('~') ? null : `<s>${asText(groups.words)}</s>`;
    },
  },
  {
    pattern: /\^(?<high>[\w+-]{1,12})\^/y,
    toHtml: ({ groups }, { before }) => (/\S$/.test(before) ? `<sup>${groups?.high}</sup>` : null),
  },
];

/** Characters that a span begins with. */
const OPENINGS = '{=!<$~^[';
/** What stands around a span is looked at no further. */
const MAX_CHARS_AROUND = 200;

/** What dialects of Markdown write at a place in a line, as HTML; `null` if it is plain Markdown. */
export function spanAt(source: string, place: number): Found | null {
  return OPENINGS.includes(source.charAt(place)) ? findSpan(SPANS, source, place) : null;
}

type Found = { readonly html: string; readonly length: number };

function findSpan(spans: readonly Span[], source: string, place: number): Found | null {
  const before = source.slice(Math.max(0, place - MAX_CHARS_AROUND), place);
  for (const { pattern, toHtml } of spans) {
    pattern.lastIndex = place;
    const match = pattern.exec(source);
    if (match === null) continue;
    const end = place + match[0].length;
    const after = source.slice(end, end + MAX_CHARS_AROUND).replace(/\n.*/s, '');
    const html = toHtml(match, { before, after });
    if (html !== null) return { html, length: match[0].length };
  }
  return null;
}

/** A block of HTML with what programs fill in shown as it is in Markdown; code is shown as it is written. */
export function withoutTemplates(html: string): string {
  if (CODE.test(html)) return html;
  let text = '';
  let end = 0;
  for (let at = html.indexOf('{'); at >= 0; at = html.indexOf('{', Math.max(end, at + 1))) {
    const span = findSpan(TEMPLATES, html, at);
    if (span === null) continue;
    text += html.slice(end, at) + span.html;
    end = at + span.length;
  }
  return text + html.slice(end);
}

/** Whether text of the same line stands in front, or in front and behind, so that a span is a part of it. */
function isWithinText({ before, after }: Around): boolean {
  const [text, rest] = [before, after].map((each) => each.replace(TAG, '')) as [string, string];
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return WORD.test(line) || (WORD.test(text) && WORD.test(rest));
}

function asText(text = ''): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
