/** A block that is open, and the line that ends it. */
type OpenBlock = { readonly name: string; readonly end: string };

const FENCE = /^ {0,3}(?:[-*+>] +|\d{1,9}[.)] +)*(?<fence>`{3,}|~{3,})/;
/** `!!! warning "Title"` and `??? note`, with an indented text, and the tabs `=== "Title"`. */
const INDENTED_BLOCK =
  /^(?<indent> *)(?:(?:!{3}|\?{3}\+?) *(?<type>[\w-]*)[\w -]*(?:"(?<title>[^"]*)")?|={3}[!+]? +"(?<tab>[^"]*)")\s*$/;
const INDENTED_BY = 4;
/** `:::warning Title` up to `:::`. */
const FENCED_BLOCK =
  /^(?<indent> *):{3,} *\{?(?<type>[\w-]+)\}?(?: *\[(?<bracketed>[^\]]*)\]| +(?<title>[^{}]*\S))?(?: *\{[^}]*\})?\s*$/;
const FENCED_BLOCK_END = /^ *:{3,}\s*$/;
/** `> [!WARNING]`, with a title in some dialects. */
const ALERT = /^(?<quote>[ >]*> ?)\[!(?<type>[\w-]+)\][+-]? *(?<title>.*)$/;
/** Types of blocks whose text is to be read differently for it; others only look different. */
const WARNS = /^(?:warning|warn|caution|danger|important|attention|error|failure|fail|bug|deprecated)$/i;
/** A place where a program puts the contents of the page. */
const CONTENTS = /^\s*(?:\[\[?_?TOC_?\]?\]|\{:\s*toc\b.*\}|<!--\s*toc\s*-->)\s*$/i;
const REMARK = /^\s*\{%-?\s*comment\b/;
const REMARK_END = /\{%-?\s*endcomment\b/;
/** The target of a link that a program fills in, which is none to a parser: `[text]({% page "leave" %})`. */
const FILLED_IN_TARGET = /\]\([^()\s]{0,300}(?:\{\{[^{}]{0,300}\}\}|\{%[^%]{0,300}%\})[^()\n]{0,300}\)/g;
const ABBREVIATION = /^\*\[(?<short>[^\]]+)\]:\s*(?<long>\S.*)$/;

/** A component of MDX that stands on a line of its own, and the attributes whose words a reader sees. */
const COMPONENT = /^(?<indent> *)<(?<end>\/?)(?<name>[A-Z][\w.]*)(?<attributes>(?:\s(?:[^<>]|=>)*)?)>\s*$/;
const COMPONENT_TITLE =
  /(?:^|\s)(?:title|label|question|summary|header|heading|name)=(?:\{\s*)?(["'`])(?<title>.*?)\1/;
/** An element whose text is Markdown all the same. */
const MARKDOWN_INSIDE = /^ *<[a-z][\w-]*\s[^<>]*\bmarkdown\b[^<>]*>\s*$/;
const ESM =
  /^(?:import\s(?:.*\sfrom\s+)?["']|import\s*\{[^}]*$|export\s+(?:const|let|var|function|default|class|\{|\*))/;

/**
 * Rewrites what dialects of Markdown add line by line (admonitions, alerts, components) as Markdown and HTML, so that one parser
 * reads them all. A block with a title becomes what HTML has for that: a summary, and the text under it.
 */
export function toPlainMarkdown(source: string): string {
  const rewriter = new LineRewriter();
  for (const line of source.split(/\r\n|\n|\r/)) rewriter.add(line);
  return rewriter.end();
}

class LineRewriter {
  readonly #lines: string[] = [];
  /** Blocks whose text is indented, and where they end. */
  readonly #indented: { readonly from: number; readonly end: string }[] = [];
  readonly #fenced: OpenBlock[] = [];
  readonly #components: OpenBlock[] = [];
  #fence: string | null = null;
  /** What all lines up to one that matches belong to: the code of a page, or a comment in it. */
  #skipsUntil: RegExp | null = null;

  add(raw: string): void {
    const line = this.#unindent(raw);
    if (this.#skipsUntil !== null) {
      if (this.#skipsUntil.test(line)) this.#skipsUntil = null;
      return;
    }
    const fence: string | undefined = FENCE.exec(line)?.groups?.fence;
    if (fence !== undefined && this.#fence === null) this.#fence = fence;
    else if (fence !== undefined && this.#fence !== null && fence.startsWith(this.#fence)) this.#fence = null;
    if (this.#fence !== null || fence !== undefined) this.#lines.push(line);
    else if (!this.#addBlock(line) && !this.#addComponent(line))
      this.#lines.push(line.replaceAll(FILLED_IN_TARGET, '](site)'));
  }

  end(): string {
    while (this.#indented.length > 0) this.#endIndented();
    return this.#lines.join('\n');
  }

  /** A line without the indent of the blocks that it stands in; ends those that it does not. */
  #unindent(raw: string): string {
    if (this.#indented.length === 0 || raw.trim() === '') return raw;
    const line = raw.replace(/^[ \t]+/, (space) => space.replaceAll('\t', ' '.repeat(INDENTED_BY)));
    const indent = line.length - line.trimStart().length;
    while (indent < (this.#indented.at(-1)?.from ?? 0)) this.#endIndented();
    return line.slice(INDENTED_BY * this.#indented.length);
  }

  #endIndented(): void {
    this.#lines.push('', this.#indented.pop()?.end ?? '', '');
  }

  #addBlock(line: string): boolean {
    const indented = INDENTED_BLOCK.exec(line)?.groups;
    if (indented !== undefined) {
      const { indent = '', type = '', title, tab } = indented;
      const [start, end] = blockOf(type, tab ?? title ?? null);
      this.#lines.push('', indent + start, '');
      const from = indent.length + INDENTED_BY * (this.#indented.length + 1);
      this.#indented.push({ from, end: indent + end });
      return true;
    }
    const fenced = FENCED_BLOCK.exec(line)?.groups;
    if (fenced !== undefined) {
      const { indent = '', type = '', bracketed, title } = fenced;
      const [start, end] = blockOf(type, bracketed ?? title ?? null);
      this.#lines.push('', indent + start, '');
      this.#fenced.push({ name: type, end: indent + end });
      return true;
    }
    if (FENCED_BLOCK_END.test(line)) {
      this.#lines.push('', this.#fenced.pop()?.end ?? '', '');
      return true;
    }
    const alert = ALERT.exec(line)?.groups;
    if (alert !== undefined) {
      const { quote = '', type = '', title = '' } = alert;
      // Behind the name of a kind of alert some write its title, and others its text.
      this.#lines.push(...(WARNS.test(type) ? [quote + blockOf(type, null)[0], quote] : []), quote + title);
      return true;
    }
    const abbreviation = ABBREVIATION.exec(line)?.groups;
    if (abbreviation !== undefined) this.#lines.push('', `${abbreviation.short}: ${abbreviation.long}`, '');
    return abbreviation !== undefined || CONTENTS.test(line);
  }

  #addComponent(line: string): boolean {
    if (ESM.test(line)) {
      this.#skipsUntil = /^\s*$/;
      return true;
    }
    if (REMARK.test(line)) {
      if (!REMARK_END.test(line)) this.#skipsUntil = REMARK_END;
      return true;
    }
    if (/^\s*\{\/\*/.test(line)) {
      if (!line.includes('*/}')) this.#skipsUntil = /\*\/\}/;
      return true;
    }
    const component = COMPONENT.exec(line)?.groups;
    if (component === undefined) {
      // A blank line lets what stands in the element be read as Markdown.
      if (MARKDOWN_INSIDE.test(line)) this.#lines.push('', line, '');
      return MARKDOWN_INSIDE.test(line);
    }
    const { indent = '', end, name = '', attributes = '' } = component;
    if (end === '') this.#openComponent(indent, name, attributes);
    else if (this.#components.at(-1)?.name === name)
      this.#lines.push('', indent + (this.#components.pop()?.end ?? ''), '');
    return true;
  }

  #openComponent(indent: string, name: string, attributes: string): void {
    const title = COMPONENT_TITLE.exec(attributes)?.groups?.title ?? null;
    const [start, end] = blockOf('', title);
    const isWhole = attributes.endsWith('/');
    this.#lines.push('', indent + start, '', ...(isWhole ? [indent + end, ''] : []));
    if (!isWhole) this.#components.push({ name, end });
  }
}

/** What begins and ends a block with its title, or with its type where that changes how its text is to be read. */
function blockOf(type: string, title: string | null): readonly [start: string, end: string] {
  const label = title ?? (WARNS.test(type) ? type.charAt(0).toUpperCase() + type.slice(1).toLowerCase() : '');
  if (label.trim() === '') return ['<div>', '</div>'];
  const escaped = label.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [`<details><summary>${escaped}</summary>`, '</details>'];
}
