import type { DocumentIndex } from '../index/document-index.ts';
import { type Citation, cite } from './citation.ts';
import { cleanQuestion, languageOf, type Question } from './question.ts';
import type { Candidate } from './ranking/candidates.ts';
import { confidenceIn } from './ranking/confidence.ts';
import model from './ranking/model.json' with { type: 'json' };
import { makeQuery, type Query } from './ranking/query.ts';
import { type RankedExcerpt, rankExcerpts } from './ranking/rank.ts';

/** A word of the question that no document holds, and known words it may have meant. */
type UnknownWord = { readonly text: string; readonly suggestions: readonly string[] };

type AnswerCommon = {
  /** The question as it was read. */
  readonly question: string;
  /** Whether the end of the question was left out for its length. */
  readonly questionWasCut: boolean;
  /** Language for the bot's own words. */
  readonly language: 'en' | 'zh';
  /** The index the answer was made from. */
  readonly indexId: string;
  /** Number of documents in it. */
  readonly documents: number;
  /** 0 to 1: how sure it is that the documents answer the question. */
  readonly confidence: number;
  /** Words of the question that no document holds. */
  readonly unknownWords: readonly UnknownWord[];
};

/** The documents' own words, best first, or an honest none. The same question, index and day give the same answer. */
export type Answer = AnswerCommon &
  (
    | { readonly kind: 'cited'; readonly citations: readonly [Citation, ...Citation[]] }
    | {
        readonly kind: 'none';
        readonly reason: 'empty-question' | 'no-documents' | 'unknown-words' | 'weak-match';
        /** What comes nearest, best first: no answer, to be shown only on request and labelled as such. */
        readonly nearest: readonly Citation[];
      }
  );

const DEFAULT_TOP = 3;
/** Scores are log-odds: an excerpt this much worse than the best is e^3.5, thirty times, less likely the right one. */
const MAX_SCORE_GAP = 3.5;
const REPEAT_COST = 2;
/** More than are ever shown, even where many overlap. */
const CONSIDERED = 400;
/** Below this the documents are taken not to say: fitted with the model, see `model.json`. */
const MIN_CONFIDENCE = model.confidence.threshold;
/** From this share of the question's weight on, words the documents do not hold are the reason for having no answer. */
const UNKNOWN_SHARE = 0.4;

export function answerQuestion({ text, history, top }: Question, index: DocumentIndex, now: Date): Answer {
  const cleaned = cleanQuestion(text);
  const query = makeQuery(
    cleaned.text,
    history.map((earlier) => cleanQuestion(earlier).text),
    index,
  );
  const { asked, excerpts: ranked } = rankExcerpts(query, index);
  const citations = choose(ranked, top).map((excerpt) => toCitation(excerpt, now));
  const confidence = Math.round(confidenceIn(asked, ranked) * 1_000) / 1_000;
  const common: AnswerCommon = {
    question: cleaned.text,
    questionWasCut: cleaned.wasCut,
    language: languageOf(cleaned.text),
    indexId: index.id,
    documents: index.documents.size,
    confidence,
    unknownWords: query.terms
      .filter((term) => !term.known)
      .map((term) => ({ text: term.text, suggestions: term.suggestions })),
  };
  const [first, ...others] = citations;
  if (first !== undefined && confidence >= MIN_CONFIDENCE)
    return { ...common, kind: 'cited', citations: [first, ...others] };
  return { ...common, kind: 'none', reason: reasonForNone(cleaned.text, query, index), nearest: citations };
}

function reasonForNone(
  text: string,
  { terms }: Query,
  { documents }: DocumentIndex,
): 'empty-question' | 'no-documents' | 'unknown-words' | 'weak-match' {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'empty-question';
  if (documents.size === 0) return 'no-documents';
  const weigh = (some: typeof terms): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const unknown = weigh(terms.filter((term) => !term.known));
  return unknown > 0 && unknown >= UNKNOWN_SHARE * weigh(terms) ? 'unknown-words' : 'weak-match';
}

/**
 * The best excerpts that do not overlap. One from a paragraph that has been quoted already has to be better by
 * {@link REPEAT_COST}: another place is more likely to hold what the first one does not.
 */
function choose(ranked: readonly RankedExcerpt[], top: number | undefined): RankedExcerpt[] {
  const limit = top ?? DEFAULT_TOP;
  const chosen: RankedExcerpt[] = [];
  let left = ranked.slice(0, CONSIDERED);
  while (chosen.length < limit && left.length > 0) {
    const value = ({ candidate, score }: RankedExcerpt): number =>
      score - REPEAT_COST * chosen.filter((other) => other.candidate.passage === candidate.passage).length;
    const best = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    if (top === undefined && best.score < (ranked[0]?.score ?? 0) - MAX_SCORE_GAP) break;
    chosen.push(best);
    left = left.filter(({ candidate }) => !overlaps(candidate, best.candidate));
  }
  return chosen;
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return a.document === b.document && a.start < b.end && b.start < a.end;
}

function toCitation({ candidate, score }: RankedExcerpt, now: Date): Citation {
  const { start, end, document, passage, matches } = candidate;
  const answering = matches.map((match) => ({
    start: passage.start + match.start,
    end: passage.start + match.end,
  }));
  return cite({ document, passage, span: { start, end }, answering, score }, now);
}
