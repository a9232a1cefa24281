import { drawn } from '../../src/drawn.ts';

/** A stretch of what a reader sees, and where it stands. */
export type Run = {
  readonly text: string;
  readonly in: 'prose' | 'quote' | 'code';
  readonly isBold: boolean;
};

type State = Pick<Run, 'in' | 'isBold'> & {
  /** Nothing but spaces stands before on the line. */
  readonly atLineStart: boolean;
  readonly inLink: boolean;
};

type Rule = {
  readonly pattern: RegExp;
  /** Whether the rule holds here; everywhere without it. */
  readonly where?: (state: State) => boolean;
  readonly show: (match: RegExpExecArray, state: State) => Run[];
  /** Whether a line goes on to begin behind it. */
  readonly keepsLineStart?: boolean;
};

/** Stands for what is not shown as it was written: a picture, a name, a bullet, a black bar. */
const REPLACED = '\ufffc';
/** A link around any of these is not taken for one: discord/discord-api-docs#6116, #7673, #7721. */
const BREAKS_LINK = /https?:\/\/\w|\p{Extended_Pictographic}|:[^\s:]+:|[<`@]/iu;

/**
 * Discord's markdown in the order of its rules, as far as https://github.com/discord/SimpleAST, its support pages and
 * reports of its bugs tell; where they differ or are silent, what would do most harm. Unlike Discord, it looks for
 * markup at every character.
 */
const RULES: readonly Rule[] = [
  {
    pattern: /^ *>>> ?([\s\S]*)/,
    where: isQuotable,
    show: ([, content = ''], state) => parse(content.trim(), { ...state, in: 'quote' }),
  },
  {
    pattern: /^ *> ?([^\n]*)(\n?)/,
    where: isQuotable,
    show: ([, content = '', end = ''], state) => [
      // An empty line is not sure to be a quote.
      ...(content.trim() === ''
        ? [run('>', state)]
        : parse(content.trim(), { ...state, in: 'quote', atLineStart: true })),
      run(end, { ...state, in: 'quote' }),
    ],
    keepsLineStart: true,
  },
  {
    pattern: /^```(?:[\w+.#-]+\n|\s*\n)?([^\n][\s\S]*?)\n*```\n?/,
    show: ([, content = ''], state) => [run(content, { ...state, in: 'code' })],
    keepsLineStart: true,
  },
  { pattern: /^(?:#{1,3}|-#) +/, where: atLineStart, show: () => [], keepsLineStart: true },
  { pattern: /^(?:[-+*]|\d+\.) +/, where: atLineStart, show: replaced, keepsLineStart: true },
  { pattern: /^[ \t]+/, where: atLineStart, show: () => [], keepsLineStart: true },
  { pattern: /^[ \t]+(?=\n)/, show: () => [] },
  { pattern: /^\n{3,}/, show: (_, state) => [run('\n\n', state)], keepsLineStart: true },
  // The one text in which a backslash escapes nothing.
  { pattern: /^¯\\_\(ツ\)_\/¯/, show: literal },
  {
    pattern: /^\\([^0-9A-Za-z\s])/,
    where: ({ inLink }) => !inLink,
    show: ([, escaped = ''], state) => [run(escaped, state)],
  },
  {
    pattern: /^<((?:https?|mailto|tel):[^\s>]+|[^\s<>@]+@[^\s<>]+|\+\d[\d ()-]*)>/,
    show: ([, address = ''], state) => [run(address, state)],
  },
  { pattern: /^<(?:[@#/:]|a:|t:|id:)[^>\n]*>/, show: replaced },
  { pattern: /^@(?:everyone|here)/, show: replaced },
  { pattern: /^:[^\s:]+(?:::skin-tone-\d)?:/, show: replaced },
  { pattern: /^https?:\/\/[^\s<]+[^<.,:;"')\]\s]/i, show: literal },
  {
    pattern: /^\[([^[\]\n]+)\]\(\s*(?:<https?:[^<>\s]*>|https?:[^\s()<>]*)\s*\)/i,
    show: (match, state) =>
      BREAKS_LINK.test(match[1] ?? '')
        ? literal(match, state)
        : parse(match[1] ?? '', { ...state, inLink: true, atLineStart: true }),
  },
  {
    pattern: /^\*\*([\s\S]+?)\*\*(?!\*)/,
    show: ([, content = ''], state) => parse(content, { ...state, isBold: true }),
  },
  { pattern: /^__([\s\S]+?)__(?!_)/, show: inside },
  { pattern: /^\*(?=\S)((?:\\[\s\S]|\*\*|[^*\\])+?)\*(?!\*)/, show: inside },
  { pattern: /^_((?:\\[\s\S]|__|[^_\\])+?)_(?!_)/, show: inside },
  { pattern: /^~~([\s\S]+?)~~/, show: inside },
  { pattern: /^\|\|[\s\S]+?\|\|/, show: replaced },
  {
    pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/,
    show: ([, , content = ''], state) => [run(content.trim(), { ...state, in: 'code' })],
  },
];

/** What a reader sees of markdown, supposing the worst of Discord's clients. */
export function shownRuns(markdown: string): Run[] {
  return parse(drawn(markdown).trim(), { in: 'prose', isBold: false, atLineStart: true, inLink: false });
}

export function shownText(markdown: string): string {
  return textOf(shownRuns(markdown));
}

export function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

function parse(source: string, state: State): Run[] {
  const runs: Run[] = [];
  let here = state;
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const found = match(rest, here);
    if (found === null) {
      const character = rest.charAt(0);
      runs.push(run(character === '\t' ? ' ' : character, here));
      at += 1;
      here = { ...here, atLineStart: character === '\n' };
      continue;
    }
    runs.push(...found.rule.show(found.result, here));
    at += found.result[0].length;
    here = { ...here, atLineStart: found.rule.keepsLineStart ?? false };
  }
  return runs;
}

function match(
  source: string,
  state: State,
): { readonly rule: Rule; readonly result: RegExpExecArray } | null {
  for (const rule of RULES) {
    const result = (rule.where?.(state) ?? true) ? rule.pattern.exec(source) : null;
    if (result !== null) return { rule, result };
  }
  return null;
}

function isQuotable(state: State): boolean {
  return state.atLineStart && state.in !== 'quote';
}

function atLineStart(state: State): boolean {
  return state.atLineStart;
}

function run(text: string, state: State): Run {
  return { text, in: state.in, isBold: state.isBold };
}

function literal([text]: RegExpExecArray, state: State): Run[] {
  return [run(text, state)];
}

function replaced(_: RegExpExecArray, state: State): Run[] {
  return [run(REPLACED, state)];
}

function inside([, content = '']: RegExpExecArray, state: State): Run[] {
  return parse(content, state);
}
