import type { Document } from '../../index/document.ts';
import type { DocumentIndex } from '../../index/document-index.ts';
import type { Asked } from './asked.ts';
import { type RankedExcerpt, type Ranking, rankFor } from './rank.ts';

const COMPARES =
  /\b(?:compare[ds]?|comparing|comparison|versus|vs|differ(?:s|ent|ence|ences)?|both|each|respectively|contrast|unlike|side by side)\b|比较|比較|对比|對比|相比|区别|區別|不同|分别|分別|各自|两[份个]|兩[份個]/iu;
/** Two halves that ask the same of two things: "who issued A and who issued B?", "quote A and B". */
const ASKS_TWICE = /\b(who|what|when|which|where|how)\b.+\band (?:\w+ )?\1\b|\bquote\b.+\band\b/iu;
const MAX_DOCUMENTS = 3;
/** A document is meant by what is left of the question's names if they weigh this share of what the first was meant by. */
const MIN_SHARE = 0.25;
/** Documents meant by the same words are both meant if one fits them almost as well as the other. */
const SAME_SHARE = 0.8;
/** A word that documents are called by this surely says which are meant, not what about them. */
const NAME_SHARE = 0.3;

type Named = { readonly document: Document; readonly weights: readonly number[]; readonly score: number };

/**
 * For a question that compares documents, the best excerpt of each, the best answered first, then others of theirs; none
 * for other questions. What the
 * documents are called by says which are meant; the rest of the question, what is looked for in each.
 */
export function findCompared({ asked, excerpts }: Ranking, index: DocumentIndex): RankedExcerpt[] {
  const { query } = asked;
  if (!COMPARES.test(query.text) && !ASKS_TWICE.test(query.text)) return [];
  const named = nameDocuments(asked, excerpts);
  const meant = coverNames(named);
  const [only] = meant;
  if (meant.length === 1 && only !== undefined) {
    const twin = named.find(
      (other) => other !== only && total(other.weights) >= SAME_SHARE * total(only.weights),
    );
    if (twin !== undefined) meant.push(twin);
  }
  if (meant.length < 2) return [];
  const isName = (term: number): boolean =>
    meant.some(({ weights }) => (weights[term] ?? 0) >= NAME_SHARE * (query.terms[term]?.weight ?? 0));
  const topic = query.terms.filter(({ text }, term) => !isName(term) && !COMPARES.test(text));
  const byTopic = topic.length === 0 ? excerpts : rankFor({ ...query, terms: topic }, index).excerpts;
  const firsts = meant
    .flatMap(({ document }) => bestOf(document, byTopic) ?? bestOf(document, excerpts) ?? [])
    .sort((a, b) => b.score - a.score);
  const isMeant = ({ candidate }: RankedExcerpt): boolean =>
    meant.some(({ document }) => candidate.document === document);
  const others = byTopic.filter(
    (excerpt) =>
      isMeant(excerpt) && !firsts.some(({ candidate }) => candidate.passage === excerpt.candidate.passage),
  );
  return [...firsts, ...others];
}

function bestOf(document: Document, excerpts: readonly RankedExcerpt[]): RankedExcerpt | undefined {
  return excerpts.find(({ candidate }) => candidate.document === document);
}

/** Each document among the candidates, with how much of the question's names it is called by, term by term. */
function nameDocuments(asked: Asked, ranked: readonly RankedExcerpt[]): Named[] {
  const named = new Map<Document, Named>();
  for (const { candidate, score } of ranked) {
    const { document, named: coverage } = candidate;
    if (named.has(document)) continue;
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
      // A name it shares only a word of still tells another document.
      const most = Math.max(...named.map(({ weights }) => weights[term] ?? 0));
      if (weight > 0 && weight >= SAME_SHARE * most) taken.add(term);
    });
  }
  return meant;
}

function total(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
