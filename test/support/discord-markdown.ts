/**
 * Discord's markdown, by https://support.discord.com/hc/en-us/articles/210298617 and the rules of `simple-markdown`, which
 * its clients build on; written without a look at the adapter. Where clients or sources differ, more is markup here:
 * a list may begin with `+` and an indented line be a heading.
 */
export type Mark =
  | {
      readonly type: 'text' | 'code' | 'fence' | 'link' | 'emoji' | 'mention' | 'time';
      readonly text: string;
    }
  | {
      readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'heading' | 'subtext';
      readonly inner: readonly Mark[];
    }
  | { readonly type: 'masked'; readonly inner: readonly Mark[]; readonly url: string }
  | {
      readonly type: 'item';
      readonly bullet: string;
      readonly depth: number;
      readonly inner: readonly Mark[];
    };

type Rule = (rest: string, state: State) => { readonly length: number; readonly mark: Mark } | null;
type State = {
  readonly inQuote: boolean;
  readonly inLink: boolean;
  /** The number the next item of a list shows at each depth. */
  readonly numbers: Map<number, number>;
};

export function parseMarkdown(text: string): Mark[] {
  return parse(text, { inQuote: false, inLink: false, numbers: new Map() }, true);
}

function parse(text: string, state: State, startsLine: boolean): Mark[] {
  const marks: Mark[] = [];
  let plain = '';
  let at = 0;
  let isLineStart = startsLine;
  const flush = () => {
    if (plain !== '') marks.push({ type: 'text', text: plain });
    plain = '';
  };
  while (at < text.length) {
    const rest = text.slice(at);
    if (isLineStart && !LIST.test(rest)) state.numbers.clear();
    const found =
      (isLineStart ? firstOf(BLOCKS, rest, state) : null) ??
      firstOf(INLINES, rest, state) ??
      styleOf(rest, state);
    if (found === null) {
      plain += text[at];
      isLineStart = text[at] === '\n';
      at += 1;
      continue;
    }
    flush();
    marks.push(found.mark);
    at += found.length;
    isLineStart = text[at - 1] === '\n';
  }
  flush();
  return marks;
}

function firstOf(rules: readonly Rule[], rest: string, state: State): ReturnType<Rule> {
  for (const rule of rules) {
    const found = rule(rest, state);
    if (found !== null) return found;
  }
  return null;
}

const QUOTE = /^ *>>> ?([\s\S]*)|^(?: *> [^\n]*(?:\n *> [^\n]*)*\n?)/;
const HEADING = /^ *#{1,3}[ \t]+([^\n]+?)[ \t]*(?:#+[ \t]*)?(?:\n|$)/;
const SUBTEXT = /^ *-#[ \t]+([^\n]+?)[ \t]*(?:\n|$)/;
const LIST = /^( *)([*+-]|\d{1,10}\.)[ \t]+([^\n]*)(\n|$)/;

const BLOCKS: readonly Rule[] = [
  (rest, state) => {
    const match = state.inQuote ? null : QUOTE.exec(rest);
    if (match === null) return null;
    const inner = match[1] ?? match[0].replace(/^ *> /gm, '').replace(/\n$/, '');
    return {
      length: match[0].length,
      mark: { type: 'quote', inner: parse(inner, { ...state, inQuote: true }, true) },
    };
  },
  (rest, state) => wrapped('heading', HEADING.exec(rest), state, true),
  (rest, state) => wrapped('subtext', SUBTEXT.exec(rest), state, true),
  (rest, state) => {
    const match = LIST.exec(rest);
    if (match === null) return null;
    const [whole, indent = '', marker = '', text = ''] = match;
    const depth = Math.ceil(indent.length / 2);
    for (const deeper of [...state.numbers.keys()]) if (deeper > depth) state.numbers.delete(deeper);
    // A list counts on from its first number, whatever the numbers that follow.
    const number = state.numbers.get(depth) ?? Number.parseInt(marker, 10);
    const isNumbered = marker.endsWith('.');
    if (isNumbered) state.numbers.set(depth, number + 1);
    else state.numbers.delete(depth);
    const inner = parse(text, { ...state, numbers: new Map() }, true);
    return {
      length: whole.length,
      mark: { type: 'item', bullet: isNumbered ? `${number}.` : '•', depth, inner },
    };
  },
];

const FENCE = /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i;
const INLINES: readonly Rule[] = [
  (rest) => literal('fence', FENCE.exec(rest)),
  // Its backslash stands.
  (rest) => literal('text', /^(¯\\_\(ツ\)_\/¯)/.exec(rest)),
  (rest) => literal('text', /^\\([^0-9A-Za-z\s])/.exec(rest)),
  (rest) => literal('mention', /^<((?:@[!&]?|#)\d+|\/[^:>\n]+:\d+|id:\w+(?::\d+)?)>/.exec(rest)),
  (rest) => literal('mention', /^(@everyone|@here)/.exec(rest)),
  (rest) => literal('time', /^<t:(-?\d{1,17}(?::[tTdDfFRsS])?)>/.exec(rest)),
  (rest) => literal('emoji', /^<a?:(\w+):\d+>/.exec(rest)),
  // Clients make pictures of the names they know, of which there are thousands.
  (rest) => literal('emoji', /^:([a-z0-9_+-]+(?:::skin-tone-\d)?):/i.exec(rest)),
  (rest, state) => (state.inLink ? null : masked(rest, state)),
  (rest) => literal('link', /^<([^: >]+:\/[^ >]+)>/.exec(rest)),
  (rest) => literal('link', /^<((?:mailto:)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/.exec(rest)),
  (rest) => literal('link', /^<((?:tel:|sms:)?\+?[\d][\d ()-]{3,})>/.exec(rest)),
  (rest, state) => (state.inLink ? null : bareLink(rest)),
  (rest) => {
    const match = /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest);
    if (match === null) return null;
    const text = (match[2] ?? '').replace(/^ (?= *`)|(?<=` *) $/g, '');
    return { length: match[0].length, mark: { type: 'code', text } };
  },
];

const ITALIC =
  /^_((?:__|\\[\s\S]|[^\\_])+?)_\b|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/;
const STYLES = [
  ['italic', ITALIC],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['strike', /^~~([\s\S]+?)~~/],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/],
] as const;

/** Of several styles that begin here the one that reaches furthest. */
function styleOf(rest: string, state: State): ReturnType<Rule> {
  const found = STYLES.map(([type, pattern]) => wrapped(type, pattern.exec(rest), state, false))
    .filter((style) => style !== null)
    .toSorted((a, b) => b.length - a.length);
  return found[0] ?? null;
}

function masked(rest: string, state: State): ReturnType<Rule> {
  const match =
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\)]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/.exec(
      rest,
    );
  if (match === null) return null;
  const [whole, label = '', target = ''] = match;
  const url = target.replace(/\\([^0-9A-Za-z\s])/g, '$1');
  // What leads elsewhere, or reads like an address itself, stands as it is.
  if (!/^(?:https?|discord):\/\/\S/.test(url) || /https?:\/\//.test(label) || label.trim() === '')
    return null;
  return {
    length: whole.length,
    mark: { type: 'masked', url, inner: parse(label, { ...state, inLink: true }, false) },
  };
}

function bareLink(rest: string): ReturnType<Rule> {
  const match = /^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/.exec(rest);
  if (match === null) return null;
  let [text] = match;
  // A closing bracket belongs to the address if it was opened there.
  while (text.endsWith(')') && text.split('(').length < text.split(')').length) text = text.slice(0, -1);
  return { length: text.length, mark: { type: 'link', text } };
}

function literal(
  type: 'text' | 'fence' | 'link' | 'emoji' | 'mention' | 'time',
  match: RegExpExecArray | null,
) {
  return match === null ? null : { length: match[0].length, mark: { type, text: match[1] ?? '' } };
}

function wrapped(
  type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'heading' | 'subtext',
  match: RegExpExecArray | null,
  state: State,
  startsLine: boolean,
): ReturnType<Rule> {
  if (match === null) return null;
  const inner = match.slice(1).find((group) => group !== undefined) ?? '';
  return { length: match[0].length, mark: { type, inner: parse(inner, state, startsLine) } };
}
