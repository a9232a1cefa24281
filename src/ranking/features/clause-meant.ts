import { clauseSpansIn, labelsAbove, meets } from '../clause-references.ts';
import type { Query } from '../query.ts';
import type { Feature } from './feature.ts';

/** Share of a question that names clauses: who only mentions one in passing does not ask for what it says. */
function shareOfNames({ text, terms }: Query): number {
  const spans = clauseSpansIn(text);
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const naming = terms.filter((term) =>
    spans.some(({ start, end }) => start <= term.start && term.end <= end),
  );
  return total === 0 ? 1 : naming.reduce((sum, { weight }) => sum + weight, 0) / total;
}

/** Whether the excerpt stands in the clause that the question names by its number, 0 to 1; part of a path is worth little. */
export const clauseMeant: Feature = ({ document, start }, { clauses, wholeQuery }) => {
  if (clauses.length === 0) return 0;
  const labels = labelsAbove(document, start);
  const met = clauses.filter((clause) => labels.some((label) => meets(label, clause))).length;
  return (met / clauses.length) ** 3 * shareOfNames(wholeQuery);
};
