import { parse as parseToml, TomlError } from 'smol-toml';
import { parse as parseYaml, YAMLError } from 'yaml';
import { isAudienceKey } from '../audience-claim.ts';
import { findDates } from '../dates.ts';
import type { DocumentDescription } from '../document.ts';
import { describeFaults, SaidDescription, toDescription } from '../said-description.ts';
import { findRole } from './furniture.ts';
import type { Refusal } from './reader.ts';

/** A Markdown file without its front matter, and what that says. */
export type FrontMatter = {
  readonly description: Partial<DocumentDescription>;
  /** What else it says of the document, a field a line: who owns it, when it is reviewed. */
  readonly fields: readonly string[];
  readonly body: string;
};

/** How front matter is written: the line or brace that opens it, what closes it, and what reads what is between. */
type Dialect = {
  readonly opening: RegExp;
  readonly closing: RegExp;
  readonly parse: (source: string) => unknown;
  /** Whether a file that opens so and never closes it meant to; a rule above a text is no front matter. */
  readonly isMeant: RegExp;
  readonly name: string;
};

const DIALECTS: readonly Dialect[] = [
  {
    name: 'YAML',
    opening: /^---[ \t]*(?:\r\n|\n|\r)/,
    closing: /^(?:---|\.\.\.)[ \t]*$/m,
    // "failsafe" leaves every value as it is written: `date: 2024-05` is no number and `language: no` no boolean.
    parse: (source) => parseYaml(source, { schema: 'failsafe' }),
    isMeant: /^\s*[\p{L}_-]+\s*:(?:\s|$)/u,
  },
  {
    name: 'TOML',
    opening: /^\+\+\+[ \t]*(?:\r\n|\n|\r)/,
    closing: /^\+\+\+[ \t]*$/m,
    parse: (source) => asWritten(parseToml(source)),
    isMeant: /^/,
  },
  {
    name: 'JSON',
    opening: /^(?=\{[ \t]*(?:\r\n|\n|\r)\s*")/,
    closing: /(?<=^\})[ \t]*$/m,
    parse: (source) => asWritten(JSON.parse(source)),
    isMeant: /^/,
  },
];
const KEYS = new Set(Object.keys(SaidDescription.shape));

/**
 * Reads the front matter at the head of a file: YAML between two lines of `---`, TOML between `+++`, or JSON in braces. What
 * plancite has no use for is passed over; what it cannot understand refuses the file, as it may have been meant to keep it
 * internal.
 */
export function readFrontMatter(source: string): FrontMatter | Refusal {
  const dialect = DIALECTS.find(({ opening }) => opening.test(source));
  const opening = dialect?.opening.exec(source)?.[0];
  if (dialect === undefined || opening === undefined) return { description: {}, fields: [], body: source };
  const rest = source.slice(opening.length);
  const closing = dialect.closing.exec(rest);
  if (closing === null) {
    if (dialect.isMeant.test(rest))
      return refuse(`is opened by ${source.slice(0, 3).trim()} and never closed`);
    return { description: {}, fields: [], body: source }; // A mere rule above the text.
  }
  const described = describe(rest.slice(0, closing.index), dialect);
  if ('refused' in described) return described;
  return { ...described, body: rest.slice(closing.index + closing[0].length) };
}

function describe(written: string, { parse, name }: Dialect): Omit<FrontMatter, 'body'> | Refusal {
  let content: unknown;
  try {
    content = parse(written);
  } catch (err) {
    const isSyntax = [YAMLError, ReferenceError, TomlError, SyntaxError].some((kind) => err instanceof kind);
    if (!isSyntax || !(err instanceof Error)) throw err;
    return refuse(`is no valid ${name} (${err.message.split('\n')[0]})`);
  }
  if (content === null || content === '') return { description: {}, fields: [] };
  if (typeof content !== 'object' || Array.isArray(content))
    return refuse('is no list of "key: value" lines');
  const fields = Object.entries(content).map(([key, value]) => [key.toLowerCase(), value] as const);
  const mistyped = fields.find(([key]) => isAudienceKey(key) && key !== 'audience');
  if (mistyped !== undefined) return refuse(`has "${mistyped[0]}": did you mean "audience"?`);
  const twice = fields.find(([key], i) => fields.findIndex(([other]) => other === key) !== i);
  if (twice !== undefined) return refuse(`has "${twice[0]}" twice`);
  const known = fields.filter(([key, value]) => KEYS.has(key) && (value !== '' || key === 'audience'));
  const parsed = SaidDescription.safeParse(
    Object.fromEntries(known.map(([key, value]) => [key, lenient(key, value)])),
  );
  return parsed.success
    ? { description: toDescription(parsed.data), fields: Object.entries(content).flatMap(asField) }
    : refuse(`is wrong: ${describeFaults(parsed.error, 'it')}`);
}

/** Of what a description is made of, whom it is from and when is asked for too; the rest is said elsewhere. */
const ASKED_FOR = new Set(['issuer', 'date']);
const MAX_FIELD_CHARS = 300;

/** Whom to turn to, and what to call the document by: other fields tell a program how to show it ("layout", "weight"). */
const NAMES_SOMEBODY =
  /\b(?:by|from|number|no|id|version|owner|author|editor|contact|approver|reviewer|maintainer|sponsor|team|department|office|unit|committee)s?$/iu;

/** A field that says something of the document, as a line with its name in words: "review_date" is a review date. */
function asField([key, value]: [string, unknown]): string[] {
  const said = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : value;
  const isLeftOut = KEYS.has(key.toLowerCase()) && !ASKED_FOR.has(key.toLowerCase());
  if (isLeftOut || typeof said !== 'string' || said.trim() === '' || said.length > MAX_FIELD_CHARS) return [];
  const name = key
    .replace(/[_-]+/g, ' ')
    .replace(/(?<=\p{Ll})\p{Lu}/gu, (capital) => ` ${capital.toLowerCase()}`)
    .trim();
  const field = `${name}: ${said.replace(/\s+/g, ' ').trim()}`;
  const isOfDocument =
    findRole(field) === 'metadata' ||
    NAMES_SOMEBODY.test(name) ||
    findDates(said).length > 0 ||
    said.includes('@');
  return isOfDocument ? [field] : [];
}

/** Other ways in which people write the same: a time behind the date, one alias without a list. */
function lenient(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'date') return value.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
  if (key === 'audience' || key === 'language') return key === 'audience' ? value.toLowerCase() : value;
  return key === 'aliases' ? [value] : value;
}

/** Values as a person would have written them: dates, numbers and lists of them as texts. */
function asWritten(value: unknown): unknown {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00(?:\.0+)?Z?$/, '');
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asWritten(each)]));
}

function refuse(what: string): Refusal {
  return { refused: `its front matter ${what}`, mayRestrict: true };
}
