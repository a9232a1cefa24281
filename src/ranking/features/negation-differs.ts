import type { Asked } from '../asked.ts';
import type { Candidate } from '../candidates.ts';
import { negationBetween } from '../negation.ts';
import type { Feature } from './feature.ts';

/** Whether the question denies something, and what the excerpt says of it does not. */
export const negationMissed: Feature = (candidate, asked) => (differs(candidate, asked) === 'missed' ? 1 : 0);

/** Whether what the excerpt says of the question denies something, and the question does not. */
export const negationAdded: Feature = (candidate, asked) => (differs(candidate, asked) === 'added' ? 1 : 0);

const known = new WeakMap<Candidate, ReturnType<typeof negationBetween>>();

function differs(candidate: Candidate, asked: Asked): ReturnType<typeof negationBetween> {
  const between = known.get(candidate) ?? compare(candidate, asked);
  known.set(candidate, between);
  return between;
}

function compare(candidate: Candidate, { query, kind }: Asked): ReturnType<typeof negationBetween> {
  const isYesNo = kind === 'norm';
  const { document, start, end } = candidate;
  const deniesNothing = negationBetween(query.asking, '', isYesNo) === null;
  // Few questions deny, and few excerpts: only then does it matter which sentence does.
  if (deniesNothing && negationBetween('', document.text.slice(start, end), isYesNo) === null) return null;
  return negationBetween(query.asking, `${candidate.aboveText()}\n${clauseSaying(candidate)}`, isYesNo);
}

const CLAUSE_ENDS = /[.!?;。！？；\n]+/gu;

/** The sentence of the excerpt that says most of the question: what others deny is of other things. */
function clauseSaying({ document, passage, start, end, matches }: Candidate): string {
  const text = document.text.slice(start, end);
  const ends = [...text.matchAll(CLAUSE_ENDS)].map(({ index, 0: mark }) => index + mark.length);
  let from = 0;
  let best = text;
  let most = -1;
  for (const to of [...ends, text.length]) {
    const offset = start - passage.start;
    const said = new Set(
      matches
        .filter((match) => match.start >= offset + from && match.end <= offset + to)
        .map(({ term }) => term),
    ).size;
    if (to > from && said > most) {
      most = said;
      best = text.slice(from, to);
    }
    from = to;
  }
  return best;
}
