import { blockAt } from '../../../index/block-tree.ts';
import type { Asked } from '../asked.ts';
import type { Candidate } from '../candidates.ts';
import { isWhole } from '../matches.ts';
import type { Feature } from './feature.ts';

/**
 * Whether the excerpt is a row of a table, and another row says a word of the question that tells rows apart: "what does a senior earn?"
 * is not answered by what a junior does, however well that reads.
 */
export const otherRowMeant: Feature = (candidate, asked) => {
  const { document, start, end } = candidate;
  const at = blockAt(document, start);
  const row = document.blocks[at];
  if (row?.form !== 'row' || end > row.end) return 0;
  const { rows, telling } = tellingTerms(candidate, asked);
  const own = rows.indexOf(at);
  return telling.size > 0 && [...telling.values()].every((said) => !said.has(own)) ? 1 : 0;
};

/** Rows of the passage, as positions of blocks, and the terms of the question that some of them say and not all. */
type Telling = {
  readonly rows: readonly number[];
  readonly telling: ReadonlyMap<number, ReadonlySet<number>>;
};

const known = new WeakMap<Candidate['passageMatches'], Telling>();

function tellingTerms(candidate: Candidate, asked: Asked): Telling {
  const found = known.get(candidate.passageMatches) ?? findTelling(candidate, asked);
  known.set(candidate.passageMatches, found);
  return found;
}

function findTelling({ document, passage, passageMatches }: Candidate, { query }: Asked): Telling {
  const { first, last } = passage.blocks;
  const rows = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (at) => document.blocks[at]?.form === 'row',
  );
  const saying = new Map<number, Set<number>>();
  for (const match of passageMatches) {
    const row = rows.indexOf(blockAt(document, passage.start + match.start));
    if (row < 0 || !isWhole(match) || query.terms[match.term]?.isAside) continue;
    saying.set(match.term, (saying.get(match.term) ?? new Set()).add(row));
  }
  return { rows, telling: new Map([...saying].filter(([, said]) => said.size < rows.length)) };
}
