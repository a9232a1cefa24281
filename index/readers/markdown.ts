import type { List, ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { decode } from './decode.ts';
import { readFrontMatter } from './front-matter.ts';
import { partsOfHtml } from './html.ts';
import { headingOf, type Part, partOf, rowOf, toReading } from './parts.ts';
import type { Reading, Refusal } from './reader.ts';

/** The parser takes much longer than twice the time for twice the text: longer sources are parsed in sections. */
const MAX_SECTION_CHARS = 100_000;
const FENCE = /^ {0,3}(?<fence>`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}[ \t]/;
/** Where a link written as `[text][name]` leads to. */
const DEFINITION = /^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S.*$/gm;

/** Reads Markdown as GitHub writes it, with front matter; the text is without the marks of its markup. */
export function readMarkdown(bytes: Uint8Array): Reading | Refusal {
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const frontMatter = readFrontMatter(decoded.text);
  if ('refused' in frontMatter) return frontMatter;
  const { body, description } = frontMatter;
  const sections = splitAtHeadings(body);
  const definitions = sections.length > 1 ? `\n\n${(body.match(DEFINITION) ?? []).join('\n')}` : '';
  const parts = sections.flatMap((section) => {
    const root = fromMarkdown(section + definitions, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    return root.children.flatMap(partsOf);
  });
  return toReading(parts, { description, recordedTitle: null });
}

function splitAtHeadings(source: string): string[] {
  const sections: string[] = [];
  let section = '';
  let fence: string | null = null;
  for (const line of source.split(/(?<=\n)/)) {
    if (fence === null && HEADING.test(line) && section.length > MAX_SECTION_CHARS) {
      sections.push(section);
      section = '';
    }
    const mark: string | undefined = FENCE.exec(line)?.groups?.fence;
    if (mark !== undefined && fence === null) fence = mark;
    else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null;
    section += line;
  }
  return [...sections, section];
}

function partsOf(node: RootContent): Part[] {
  switch (node.type) {
    case 'heading':
      return [headingOf(node.depth, inline(node.children).replace(/\s*\{[#.][^{}]*\}$/, ''))];
    case 'paragraph':
      return [partOf('paragraph', inline(node.children))];
    case 'list':
      return listParts(node, 1);
    case 'table':
      return tableParts(node);
    case 'code':
      return [partOf('verbatim', node.value)];
    case 'html':
      return partsOfHtml(node.value);
    case 'blockquote':
      return node.children.flatMap(partsOf);
    case 'footnoteDefinition':
      return node.children.flatMap(partsOf).map((part, i) => {
        const label = node.label ?? node.identifier;
        return i === 0 ? partOf('note', `[${label}] ${part.text}`, { label }) : part;
      });
    default:
      return [];
  }
}

/** Items as they would be typed, and what belongs to each. */
function listParts({ children, ordered, start }: List, level: number): Part[] {
  return children.flatMap((item, i) => {
    const marker = ordered ? `${(start ?? 1) + i}.` : '-';
    const checkbox = item.checked == null ? '' : item.checked ? '[x] ' : '[ ] ';
    const [first, ...others] = itemParts(item, level);
    const isText = first?.form === 'paragraph' && first.level === level;
    const text = `${marker} ${checkbox}${isText ? first.text : ''}`;
    const own = partOf('item', text, { level, label: ordered ? marker : '' });
    return isText || first === undefined ? [own, ...others] : [own, first, ...others];
  });
}

function itemParts({ children }: ListItem, level: number): Part[] {
  return children.flatMap((child) =>
    child.type === 'list'
      ? listParts(child, level + 1)
      : partsOf(child).map((part) =>
          part.form === 'heading'
            ? partOf('paragraph', part.text, { level })
            : { ...part, level: Math.max(level, part.level) },
        ),
  );
}

function tableParts({ children }: Table): Part[] {
  return children.map((row, i) =>
    partOf(i === 0 ? 'header' : 'row', rowOf(row.children.map((cell) => inline(cell.children)))),
  );
}

function inline(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return inline(node.children);
      if (node.type === 'text' || node.type === 'inlineCode') return node.value;
      if (node.type === 'footnoteReference') return `[${node.label ?? node.identifier}]`;
      return node.type === 'break' || (node.type === 'html' && /^<br\b/i.test(node.value)) ? '\n' : '';
    })
    .join('');
}
