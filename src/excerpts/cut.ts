import { findClauses } from '../../index/clauses.ts';
import type { Span } from '../../index/document.ts';
import { restricts } from './polarity.ts';

/** Clauses longer than this are cut between words. */
const MAX_CLAUSE_CHARS = 280;
/** Of what is shortened, the clauses are no longer than this. */
const MAX_SHORT_CHARS = 160;
/** What stands between the subject and what is quoted counts only where it is this short: it is a verb, "may," or "shall not,". */
const MAX_VERB_CHARS = 60;
const VERB =
  /\b(?:shall|must|may|might|can|could|will|would|should|is|are|was|were|has|have|had|do|does|did)\b|应|應|须|須|可/iu;

/**
 * A part of a long sentence together with what it would mislead without: how the sentence begins (who, "No person"), the
 * verb that the part hangs on, and whatever denies, excepts or conditions. In order, without overlap.
 */
export function withEssentials(text: string, sentence: Span, part: Span): Span[] {
  const clauses = findClauses(text, sentence, MAX_CLAUSE_CHARS);
  return joined(
    text,
    clauses.filter((clause, i) => {
      const said = text.slice(clause.start, clause.end);
      const isPart = clause.start < part.end && part.start < clause.end;
      const isVerb = clause.end <= part.start && said.length <= MAX_VERB_CHARS && VERB.test(said);
      return i === 0 || isPart || isVerb || restricts(said);
    }),
  );
}

/** The beginning of a statement and what restricts in it, in at most about `maxChars`: as many of its clauses as fit. */
export function shortened(text: string, statement: Span, maxChars: number): Span[] {
  const [first, ...rest] = withEssentials(text, statement, {
    start: statement.start,
    end: statement.start + 1,
  }).flatMap((piece) => findClauses(text, piece, MAX_SHORT_CHARS));
  if (first === undefined) return [];
  const kept = [first];
  let left = maxChars - (first.end - first.start);
  for (const clause of rest) {
    left -= clause.end - clause.start;
    if (left < 0) break;
    kept.push(clause);
  }
  return joined(text, kept);
}

/** Spans between which nothing but space stands become one. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last !== undefined && text.slice(last.end, span.start).trim() === '')
      found[found.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else found.push({ start: span.start, end: span.end });
  }
  return found;
}
