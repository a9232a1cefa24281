import { parse, YAMLError } from 'yaml';
import { isAudienceKey } from '../audience-claim.ts';
import type { DocumentDescription } from '../document.ts';
import { describeFaults, SaidDescription, toDescription } from '../said-description.ts';
import type { Refusal } from './reader.ts';

/** A Markdown file without its front matter, and what that says. */
export type FrontMatter = { readonly description: Partial<DocumentDescription>; readonly body: string };

const OPENING = /^---[ \t]*(?:\r\n|\n|\r)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
const FIELD_LINE = /^\s*[\p{L}_-]+\s*:(?:\s|$)/u;
const KEYS = new Set(Object.keys(SaidDescription.shape));

/**
 * Reads the YAML between two lines of `---` at the head of a file. What plancite has no use for is passed over; what it
 * cannot understand refuses the file, as it may have been meant to keep it internal.
 */
export function readFrontMatter(source: string): FrontMatter | Refusal {
  if (/^\+\+\+[ \t]*[\r\n]/.test(source))
    return refuse('is TOML: write it as YAML, between two lines of ---');
  const opening = OPENING.exec(source)?.[0];
  if (opening === undefined) return { description: {}, body: source };
  const rest = source.slice(opening.length);
  const closing = CLOSING.exec(rest);
  if (closing === null) {
    if (FIELD_LINE.test(rest)) return refuse('is opened by --- and never closed');
    return { description: {}, body: source }; // A mere rule above the text.
  }
  const described = parseYaml(rest.slice(0, closing.index));
  if ('refused' in described) return described;
  return { description: described, body: rest.slice(closing.index + closing[0].length) };
}

function parseYaml(yaml: string): Partial<DocumentDescription> | Refusal {
  let content: unknown;
  try {
    // "failsafe" leaves every value as it is written: `date: 2024-05` is no number and `language: no` no boolean.
    content = parse(yaml, { schema: 'failsafe' });
  } catch (err) {
    if (!(err instanceof YAMLError || err instanceof ReferenceError)) throw err;
    return refuse(`is no valid YAML (${err.message.split('\n')[0]})`);
  }
  if (content === null || content === '') return {};
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
    ? toDescription(parsed.data)
    : refuse(`is wrong: ${describeFaults(parsed.error, 'it')}`);
}

/** Other ways in which people write the same: a time behind the date, one alias without a list. */
function lenient(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'date') return value.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
  if (key === 'audience' || key === 'language') return key === 'audience' ? value.toLowerCase() : value;
  return key === 'aliases' ? [value] : value;
}

function refuse(what: string): Refusal {
  return { refused: `its front matter ${what}`, mayRestrict: true };
}
