import { parse } from 'yaml';
import { z } from 'zod';
import { analyze } from './analyzer.ts';
import type { Span } from './document.ts';
import { PlanciteError } from './errors.ts';
import type { Abbreviation } from './explained-abbreviations.ts';
import { simplify } from './simplify.ts';
import { withoutOverlaps } from './spans.ts';

const GlossaryFile = z
  .array(
    z.array(z.union([z.string(), z.number()]).transform(String)).min(2, 'expected at least two expressions'),
  )
  .nullable();

/** One way to say an idea, as the terms the index holds for it. */
type Expression = { readonly text: string; readonly terms: readonly string[]; readonly idea: number };

/** Other ways to say a stretch of a question. */
export type Synonyms = Span & { readonly alternatives: readonly (readonly string[])[] };

/** Groups of expressions that mean the same: synonyms, abbreviations and what they stand for, translations. */
export type Glossary = {
  /**
   * Where `text` uses an expression of the glossary, and the other expressions of the same idea. Longer
   * expressions win over shorter ones inside them.
   */
  readonly findSynonyms: (text: string) => Synonyms[];
  /**
   * The glossary for somebody who may know of some documents alone. An idea that these do not say in any way is left out:
   * that the owner has words for it is not to be told either.
   * @param areSaid whether the documents hold all of these terms
   */
  readonly asFarAs: (areSaid: (terms: readonly string[]) => boolean) => Glossary;
};

/**
 * Reads `glossary.yaml`: a list of lists, each of expressions for one idea.
 * @throws {PlanciteError} `GLOSSARY_INVALID`, naming each wrong line
 */
export function parseGlossary(yaml: string): Glossary {
  let content: unknown;
  try {
    content = parse(yaml);
  } catch (err) {
    throw new PlanciteError(
      'GLOSSARY_INVALID',
      `glossary.yaml: ${err instanceof Error ? err.message : String(err)}`,
      { cause: err },
    );
  }
  const parsed = GlossaryFile.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join(' → ') || 'file'}: ${issue.message}`,
    );
    throw new PlanciteError('GLOSSARY_INVALID', `glossary.yaml: ${faults.join('; ')}`);
  }
  return createGlossary(parsed.data ?? []);
}

/** What the documents themselves explain: abbreviations and what they stand for. */
export function glossaryOfAbbreviations(documents: Iterable<readonly Abbreviation[]>): Glossary {
  const ideas = new Map<string, readonly string[]>();
  for (const { short, long } of [...documents].flat())
    ideas.set(`${short}\n${long.toLowerCase()}`, [short, long]);
  return createGlossary([...ideas.values()]);
}

function createGlossary(ideas: readonly (readonly string[])[]): Glossary {
  const expressions = ideas
    .flatMap((texts, idea) => texts.map((text) => ({ text: simplify(text), terms: termsOf(text), idea })))
    .filter(({ terms }) => terms.length > 0);
  const spaced = new Map<string, Expression[]>();
  const unspaced: Expression[] = [];
  for (const expression of expressions) {
    const first = expression.terms[0] ?? '';
    if (/^\p{Script=Han}+$/u.test(expression.text)) unspaced.push(expression);
    else spaced.set(first, [...(spaced.get(first) ?? []), expression]);
  }
  const asFarAs: Glossary['asFarAs'] = (areSaid) => ({
    asFarAs,
    findSynonyms(written) {
      const text = simplify(written);
      const uses = [...findSpaced(text, spaced), ...findUnspaced(text, unspaced)]
        .map(({ used, ...span }) => ({ ...span, used, others: othersThan(used) }))
        // Before longer ones win: what is left out hides nothing else.
        .filter(({ used, others }) => [...used, ...others].some(({ terms }) => areSaid(terms)))
        .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
      return withoutOverlaps(uses, text.length)
        .sort((a, b) => a.start - b.start)
        .map(({ start, end, others }) => ({ start, end, alternatives: others.map(({ terms }) => terms) }));
    },
  });
  /** The other ways to say the same ideas. */
  const othersThan = (used: readonly Expression[]): Expression[] =>
    expressions.filter((other) => used.some(({ idea, text }) => idea === other.idea && text !== other.text));
  return asFarAs(() => true);
}

type Use = Span & { readonly used: readonly Expression[] };

function findSpaced(text: string, byFirstTerm: ReadonlyMap<string, readonly Expression[]>): Use[] {
  const tokens = analyze(text).filter((token) => !token.stop);
  return tokens.flatMap((token, i) => {
    const here = (byFirstTerm.get(token.term) ?? []).filter(({ terms }) =>
      terms.every((term, n) => tokens[i + n]?.term === term),
    );
    return here.map((expression) => ({
      start: token.start,
      end: tokens[i + expression.terms.length - 1]?.end ?? token.end,
      used: here.filter(({ terms }) => terms.length === expression.terms.length),
    }));
  });
}

/** Chinese expressions are looked for as written: where a dictionary would cut the question does not matter. */
function findUnspaced(text: string, expressions: readonly Expression[]): Use[] {
  return expressions.flatMap((expression) => {
    const used = expressions.filter((other) => other.text === expression.text);
    const uses: Use[] = [];
    for (
      let start = text.indexOf(expression.text);
      start >= 0;
      start = text.indexOf(expression.text, start + 1)
    ) {
      uses.push({ start, end: start + expression.text.length, used });
    }
    return uses;
  });
}

function termsOf(text: string): string[] {
  return analyze(text)
    .filter((token) => !token.stop)
    .map((token) => token.term);
}
