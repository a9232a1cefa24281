import type { Document, Span } from '../../index/document.ts';
import type { VisibleIndex } from '../../index/restricted-index.ts';
import { asksToCompare } from './answer-kind.ts';
import { type Asked, NAME_SHARE, SURE_NAME_SHARE } from './asked.ts';
import { coverageOf } from './matches.ts';
import type { Query, QueryTerm } from './query.ts';
import { type RankedExcerpt, type Ranking, rankWithin } from './rank.ts';

const MAX_DOCUMENTS = 3;
/** A document is meant by what is left of the question's names if they weigh this share of what the first was meant by. */
const MIN_SHARE = 0.25;
/** Documents that fit a name almost as well as the one that fits it best are meant by it too. */
const SAME_SHARE = 0.8;

type Named = { readonly document: Document; readonly weights: readonly number[] };

/** What one of the things compared was found to say: excerpts of its documents, best first. */
export type Compared = Ranking & { readonly documents: readonly Document[] };

/**
 * For a question that compares, what each of the things compared says, the best answered first; none for other
 * questions. What documents are called by says which are meant; the rest of the question, what is looked for in each.
 * Documents meant by the same name, as those of one jurisdiction, are one thing.
 */
export async function findCompared({ asked, excerpts }: Ranking, index: VisibleIndex): Promise<Compared[]> {
  const query = asked.wholeQuery;
  const sides = splitByNames(nameDocuments(asked, excerpts));
  const isNamed = ({ start, end }: Span): boolean =>
    query.terms.some(
      (term, i) =>
        !term.isEarlier &&
        start <= term.start &&
        term.end <= end &&
        sides.some(({ weights }) => (weights[i] ?? 0) > 0),
    );
  if (sides.length < 2 || !(asksToCompare(query.asking, isNamed) || namesJurisdictions(sides, asked)))
    return [];
  const isName = (term: number): boolean =>
    sides.some(({ weights }) => (weights[term] ?? 0) >= NAME_SHARE * (query.terms[term]?.weight ?? 0));
  const topic = query.terms.filter((_, term) => !isName(term));
  const lookedFor = topic.length === 0 ? query : { ...query, terms: topic };
  const spoken = spokenTopic(query, topic);
  const compared: Compared[] = [];
  for (const { documents } of sides)
    compared.push({ documents, ...(await rankWithin(documents, lookedFor, spoken, index)) });
  return compared.sort((a, b) => (b.excerpts[0]?.score ?? 0) - (a.excerpts[0]?.score ?? 0));
}

/** What is compared, in the question's words: with names in it, it would be near whatever names them. */
function spokenTopic({ text, asking }: Query, topic: readonly QueryTerm[]): string {
  const spans = topic
    .filter(({ isEarlier }) => !isEarlier)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  const said = spans.flatMap(({ start, end }) => {
    if (end <= reached) return [];
    reached = end;
    return [text.slice(start, end)];
  });
  return said.length === 0 ? asking : said.join(' ');
}

/** Whether the question itself names the jurisdictions of several sides, each of one only: "in Kent and Essex". */
function namesJurisdictions(
  sides: readonly Side[],
  { wholeQuery, jurisdictionTerms, nameShares }: Asked,
): boolean {
  const named = [...jurisdictionTerms].filter(
    (term) => !wholeQuery.terms[term]?.isEarlier && (nameShares[term] ?? 0) >= SURE_NAME_SHARE,
  );
  const own = named.map((term) => sides.filter(({ weights }) => (weights[term] ?? 0) > 0));
  return new Set(own.filter((holders) => holders.length === 1).flat()).size > 1;
}

/** Each document among the candidates, with how much of the question's names it is called by, term by term. */
function nameDocuments(asked: Asked, ranked: readonly RankedExcerpt[]): Named[] {
  const named = new Map<Document, Named>();
  for (const { candidate } of ranked) {
    const { document, nameMatches } = candidate;
    if (named.has(document)) continue;
    const coverage = coverageOf(asked.wholeQuery, nameMatches);
    const weights = asked.wholeQuery.terms.map(({ weight }, term) => {
      const share = isCountWord(asked.wholeQuery.terms[term])
        ? 0
        : (coverage[term] ?? 0) * (asked.nameShares[term] ?? 0);
      return share >= NAME_SHARE ? weight * share : 0;
    });
    named.set(document, { document, weights });
  }
  return [...named.values()];
}

/** "Two" says how many are meant, and not which; "Circular 2" does. */
function isCountWord(term: QueryTerm | undefined): boolean {
  return (
    term !== undefined && /^\p{L}+$/u.test(term.text) && /^\d{1,2}$/.test(term.variants[0]?.terms[0] ?? '')
  );
}

type Side = { readonly documents: readonly Document[]; readonly weights: readonly number[] };

/** The things compared: each is called by something in the question that the others are not. */
function splitByNames(named: readonly Named[]): Side[] {
  const sides: Side[] = [];
  const taken = new Set<number>();
  const left = (weights: readonly number[]): number => total(weights.filter((_, term) => !taken.has(term)));
  while (sides.length < MAX_DOCUMENTS) {
    const others = named.filter(
      ({ document }) => !sides.some(({ documents }) => documents.includes(document)),
    );
    const [best] = others.toSorted((a, b) => left(b.weights) - left(a.weights));
    if (best === undefined || left(best.weights) === 0) break;
    if (sides[0] !== undefined && left(best.weights) < MIN_SHARE * total(sides[0].weights)) break;
    const shared = (weights: readonly number[]): number =>
      left(weights.map((weight, term) => Math.min(weight, best.weights[term] ?? 0)));
    const same = others.filter(({ weights }) => shared(weights) >= SAME_SHARE * left(best.weights));
    sides.push({ documents: same.map(({ document }) => document), weights: best.weights });
    best.weights.forEach((weight, term) => {
      // A name it shares only a word of still tells another document.
      const most = Math.max(...named.map(({ weights }) => weights[term] ?? 0));
      if (weight > 0 && weight >= SAME_SHARE * most) taken.add(term);
    });
  }
  const [only] = sides;
  // "Both national plans": one name for all of them.
  if (sides.length === 1 && only !== undefined)
    return only.documents
      .slice(0, MAX_DOCUMENTS)
      .map((document) => ({ documents: [document], weights: only.weights }));
  return sides;
}

function total(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
