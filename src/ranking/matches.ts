import { analyze, type Token } from '../../index/analyzer.ts';
import type { Span } from '../../index/document.ts';
import { type Query, STRENGTH, type Variant } from './query.ts';

/** A place that says a query term. `start` and `end` count like the tokens that were searched. */
export type Match = Span & {
  /** Position in `query.terms`. */
  readonly term: number;
  readonly via: Variant['via'];
  /** Whether it is the word form of the question, not only its stem. */
  readonly isExact: boolean;
  /** How fully it says it, 0 to 1: a part of an expression, or a guessed spelling, says less. */
  readonly strength: number;
  /** Position of its first token, to measure distances in words. */
  readonly position: number;
};

/** One word of an expression on its own says much less than the expression. */
const PART_STRENGTH = 0.35;
/** Other words that may stand between the words of an expression. */
const MAX_GAP = 2;

/** Whether it says all of a word or expression: "digital" alone is no "digital twin", and next to anything by chance. */
export function isWhole({ strength }: Match): boolean {
  return strength > PART_STRENGTH;
}

type Use = { readonly term: number; readonly variant: Variant };

/** Where tokens say what a query asks, in reading order. */
export type Matcher = (tokens: readonly Token[]) => Match[];

export function createMatcher({ terms }: Query): Matcher {
  const byFirst = new Map<string, Use[]>();
  const byPart = new Map<string, Use[]>();
  terms.forEach(({ variants }, term) => {
    for (const variant of variants) {
      const [first = '', ...rest] = variant.terms;
      add(byFirst, first, { term, variant });
      if (rest.length > 0 && !variant.isOneWord)
        for (const part of variant.terms) add(byPart, part, { term, variant });
    }
  });
  function matchesAt(content: readonly Token[], position: number, token: Token): Match[] {
    const { others = [] } = token;
    const here = [token, ...others].flatMap((written) => {
      const uses = byFirst.get(written.term) ?? [];
      return uses.flatMap(({ term, variant }): Match[] => {
        // Another reading is one word, and begins no expression.
        const end = written === token ? endOf(content, position, variant) : written.end;
        if (end === null || (written !== token && variant.terms.length > 1)) return [];
        const isExact = terms[term]?.words.includes(written.word) ?? false;
        const { via } = variant;
        return [{ term, via, isExact, strength: STRENGTH[via], position, start: written.start, end }];
      });
    });
    const parts = (byPart.get(token.term) ?? []).map(({ term, variant: { via } }): Match => {
      const { start, end } = token;
      const strength = PART_STRENGTH * STRENGTH[via];
      return { term, via, isExact: false, strength, position, start, end };
    });
    return [...here, ...parts].sort((a, b) => a.start - b.start);
  }

  return (tokens) => {
    const content = tokens.filter((token) => !token.stop);
    const found: Match[] = [];
    content.forEach((token, position) => {
      const { term: said, others } = token;
      // Of most words nothing is asked.
      if (others !== undefined || byFirst.has(said) || byPart.has(said))
        found.push(...matchesAt(content, position, token));
    });
    return found;
  };
}

/** Where the expression begun at `from` ends; `null` if it is not completed. */
function endOf(tokens: readonly Token[], from: number, { terms, isOneWord }: Variant): number | null {
  const gap = isOneWord ? 0 : MAX_GAP;
  let position = from;
  for (const term of terms.slice(1)) {
    const next = tokens.slice(position + 1, position + 2 + gap).findIndex((token) => token.term === term);
    if (next < 0) return null;
    position += 1 + next;
  }
  return tokens[position]?.end ?? null;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Matches in a text that has not been analyzed yet. */
export function matchText(matcher: Matcher, text: string): Match[] {
  return matcher(analyze(text));
}

/** For each query term, how fully the best of the matches says it. */
export function coverageOf(query: Query, matches: readonly Match[]): number[] {
  const coverage = query.terms.map(() => 0);
  for (const { term, strength } of matches) coverage[term] = Math.max(coverage[term] ?? 0, strength);
  return coverage;
}

/** Term by term the larger of two coverages. */
export function atLeast(coverage: readonly number[], other: readonly number[]): number[] {
  return coverage.map((strength, term) => Math.max(strength, other[term] ?? 0));
}

/** Share of the question's weight that is covered, 0 to 1. */
export function weighCoverage(query: Query, coverage: readonly number[]): number {
  const total = query.terms.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return query.terms.reduce((sum, { weight }, i) => sum + weight * (coverage[i] ?? 0), 0) / total;
}
