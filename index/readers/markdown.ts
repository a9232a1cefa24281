import MarkdownIt, { type Token } from 'markdown-it';
import readEmphasisInChinese from 'markdown-it-cjk-friendly';
import readDefinitionLists from 'markdown-it-deflist';
import readFootnotes from 'markdown-it-footnote';
import { decode } from './decode.ts';
import { readFrontMatter } from './front-matter.ts';
import { partsOfHtml } from './html.ts';
import { toPlainMarkdown } from './markdown-lines.ts';
import { spanAt, withoutTemplates } from './markdown-spans.ts';
import { markerOf } from './markers.ts';
import { partOf, toReading } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';

const FIELD = /^\p{L}[\p{L}\p{N} /-]{0,30}[:：](?:\s|\p{L}|$)/u;
const PARSER = new MarkdownIt({ html: true })
  .use(readEmphasisInChinese)
  .use(readDefinitionLists)
  .use(readFootnotes);
PARSER.inline.ruler.before('strikethrough', 'dialects', (state, isOnlyAsked) => {
  const span = spanAt(state.src, state.pos);
  if (span === null) return false;
  if (!isOnlyAsked) state.push('html_inline', '', 0).content = span.html;
  state.pos += span.length;
  return true;
});
// Blocks inside of more than a hundred others would be left out in silence; so deep that they cannot be read, they refuse the file.
PARSER.core.ruler.before('block', 'deep-blocks', ({ md }) =>
  md.set({ maxNesting: Number.POSITIVE_INFINITY }),
);
PARSER.core.ruler.after('block', 'shallow-lines', ({ md }) => md.set({ maxNesting: 100 }));
// Notes stay where they are written, under the number that calls them; what nothing calls is not shown. Those that are written
// within a line come at the end.
PARSER.renderer.rules.footnote_caption = (tokens, at) => `[${numberOf(tokens[at]?.meta)}]`;
PARSER.renderer.rules.footnote_reference_open = (tokens, at, _options, env) => {
  const id = notesIn(env).refs?.[`:${tokens[at]?.meta?.label}`] ?? -1;
  return id < 0 ? '<div hidden>' : `<div id="fn${id + 1}">`;
};
PARSER.renderer.rules.footnote_reference_close = () => '</div>';
PARSER.core.ruler.at('footnote_tail', ({ env, tokens, Token }) => {
  for (const [id, note] of notesIn(env).list?.entries() ?? []) {
    if (note.tokens === undefined) continue;
    const open = new Token('html_block', '', 0);
    open.content = `<div id="fn${id + 1}">`;
    const text = new Token('inline', '', 0);
    text.children = note.tokens;
    const close = new Token('html_block', '', 0);
    close.content = '</div>';
    tokens.push(open, text, close);
  }
});

// Lines of one paragraph are one line, unless each says something for itself: "Issued by: …", "Q: …", "(a) …".
PARSER.renderer.rules.softbreak = (tokens, at) => {
  const next = tokens.slice(at + 1, at + 3).find(({ content }) => content.trim() !== '')?.content ?? '';
  return FIELD.test(next) || markerOf(next) !== null ? '<br>\n' : '\n';
};

PARSER.renderer.rules.html_block = (tokens, at) => withoutTemplates(tokens[at]?.content ?? '');

/** What the plug-in for notes, which has no types, keeps while it reads a text. */
type Notes = {
  readonly refs?: Readonly<Record<string, number>>;
  readonly list?: readonly { readonly tokens?: Token[] }[];
};

function notesIn(env: object | undefined): Notes {
  // It says nowhere else what it puts there.
  return (env as { readonly footnotes?: Notes } | undefined)?.footnotes ?? {};
}

function numberOf(meta: { readonly id?: number } | null | undefined): number {
  return (meta?.id ?? 0) + 1;
}

/** A part of which all that would be seen is known to a program alone. */
const IS_HOLE = /^[\s…-]*$/;

/**
 * Reads Markdown in the dialects that GitHub, the makers of handbooks and wikis write, with front matter. It is read by way of the
 * HTML that it stands for: so what an author wrote in HTML is one with what stands around it.
 */
export function readMarkdown(bytes: Uint8Array): Reading | Refusal {
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const frontMatter = readFrontMatter(decoded.text);
  if ('refused' in frontMatter) return frontMatter;
  const { body, description, fields } = frontMatter;
  const parts = partsOfHtml(PARSER.render(toPlainMarkdown(body))).filter(({ text }) => !IS_HOLE.test(text));
  const head = parts.length > 0 ? fields.map((field) => partOf('metadata', field)) : [];
  return toReading([...head, ...parts], { description, recordedTitle: null });
}
