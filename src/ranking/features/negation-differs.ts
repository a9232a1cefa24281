import type { Asked } from '../asked.ts';
import type { Candidate } from '../candidates.ts';
import { negates, negationBetween } from '../negation.ts';
import type { Feature } from './feature.ts';

/** Whether the question denies something, and what the excerpt says of it does not. */
export const negationMissed: Feature = (candidate, asked) => (differs(candidate, asked) === 'missed' ? 1 : 0);

/** Whether what the excerpt says of the question denies something, and the question does not. */
export const negationAdded: Feature = (candidate, asked) => (differs(candidate, asked) === 'added' ? 1 : 0);

type Between = ReturnType<typeof negationBetween>;

/** Both features ask of each candidate. */
const known = new WeakMap<Candidate, { readonly between: Between }>();
const denying = new WeakMap<Asked, boolean>();

function differs(candidate: Candidate, asked: Asked): Between {
  const { between } = known.get(candidate) ?? { between: compare(candidate, asked) };
  known.set(candidate, { between });
  return between;
}

function compare(candidate: Candidate, asked: Asked): Between {
  const isYesNo = asked.kind === 'norm';
  const { document, start, end } = candidate;
  // Few questions deny, and few excerpts: only then does it matter which sentence does.
  if (!isDenying(asked) && (isYesNo || !negates(document.text.slice(start, end)))) return null;
  const said = `${candidate.aboveText()}\n${clauseSaying(candidate)}`;
  return negationBetween(asked.query.asking, said, isYesNo);
}

function isDenying(asked: Asked): boolean {
  const isKnown = denying.get(asked) ?? negationBetween(asked.query.asking, '', false) === 'missed';
  denying.set(asked, isKnown);
  return isKnown;
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
