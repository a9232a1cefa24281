import type { Document } from '../../index/document.ts';
import { type Asked, nameCoverage } from './asked.ts';
import type { RankedExcerpt } from './rank.ts';

const COMPARES =
  /\b(?:compare[ds]?|comparing|comparison|versus|vs|differ(?:s|ent|ence|ences)?|both|each|respectively|contrast|unlike|side by side)\b|比较|比較|对比|對比|相比|区别|區別|不同|分别|分別|各自|两[份个]|兩[份個]/iu;
/** Two halves that ask the same of two things: "who issued A and who issued B?", "quote A and B". */
const ASKS_TWICE = /\b(who|what|when|which|where|how)\b.+\band (?:\w+ )?\1\b|\bquote\b.+\band\b/iu;
const MAX_DOCUMENTS = 3;
/** A document is meant by what is left of the question's names if they weigh this share of what the first was meant by. */
const MIN_SHARE = 0.25;
/** Documents meant by the same words are both meant if one fits them almost as well as the other. */
const SAME_SHARE = 0.8;

type Named = { readonly document: Document; readonly weights: readonly number[]; readonly score: number };

/** Documents that the question wants side by side, the best answered first; none if it compares nothing. */
export function findComparedDocuments(asked: Asked, ranked: readonly RankedExcerpt[]): Document[] {
  const { text } = asked.query;
  if (!COMPARES.test(text) && !ASKS_TWICE.test(text)) return [];
  const named = nameDocuments(asked, ranked);
  const meant = coverNames(named);
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) {
    const twin = named.find(
      (other) => other !== only && total(other.weights) >= SAME_SHARE * total(only.weights),
    );
    if (twin !== undefined) meant.push(twin);
  }
  if (meant.length < 2) return [];
  return meant.sort((a, b) => b.score - a.score).map(({ document }) => document);
}

/** Each document among the candidates, with how much of the question's names it is called by, term by term. */
function nameDocuments(asked: Asked, ranked: readonly RankedExcerpt[]): Named[] {
  const named = new Map<Document, Named>();
  for (const { candidate, score } of ranked) {
    const { document, nameMatches } = candidate;
    if (named.has(document)) continue;
    const coverage = nameCoverage(asked, nameMatches);
    const weights = asked.query.terms.map(({ weight }, term) => weight * (coverage[term] ?? 0));
    named.set(document, { document, weights, score });
  }
  return [...named.values()];
}

/** Documents that share the question's names out among them: each is called by something the others are not. */
function coverNames(named: readonly Named[]): Named[] {
  const meant: Named[] = [];
  const taken = new Set<number>();
  const left = ({ weights }: Named): number => total(weights.filter((_, term) => !taken.has(term)));
  while (meant.length < MAX_DOCUMENTS) {
    const best = named.reduce<Named | null>((a, b) => (a === null || left(b) > left(a) ? b : a), null);
    if (best === null || left(best) === 0) break;
    if (meant[0] !== undefined && left(best) < MIN_SHARE * total(meant[0].weights)) break;
    meant.push(best);
    best.weights.forEach((weight, term) => {
      if (weight > 0) taken.add(term);
    });
  }
  return meant;
}

function total(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
