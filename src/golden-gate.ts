import { setImmediate } from 'node:timers/promises';
import type { DocumentIndex } from '../index/document-index.ts';
import { PlanciteError } from '../index/errors.ts';
import type { ChangedAnswer, Gate, GateFindings, GoldenOutcome } from '../index/gate.ts';
import { unrestricted } from '../index/restricted-index.ts';
import { GOLDEN } from '../index/seed-folder.ts';
import type { SeedSource } from '../index/seeds.ts';
import { evaluate } from './evaluation/evaluate.ts';
import { type GoldQuestion, parseGold } from './evaluation/gold.ts';
import { readGolden } from './evaluation/golden-file.ts';
import type { Verdict } from './evaluation/judge.ts';

/** Changed answers a report holds. */
const MAX_CHANGED = 50;
const MAX_EXCERPT_CHARS = 200;

export type GateOptions = {
  /** `block`: fewer hits stop the new index. `report`: they are only told. */
  readonly mode: 'report' | 'block';
  readonly now: () => Date;
};

/** Replays the golden questions that lie among the documents on the index in use and on the new one. */
export function createGoldenGate(source: SeedSource, { mode, now }: GateOptions): Gate {
  /** What each index made of which questions: a new index is the old one of the next refresh. */
  const replayed = new WeakMap<
    DocumentIndex,
    { readonly text: string; readonly outcomes: GoldenOutcome[] }
  >();
  return async (before, after) => {
    const golden = await readGolden(source);
    if (golden === null) return null;
    if ('problem' in golden) return notReplayed(golden.problem);
    let questions: GoldQuestion[];
    try {
      questions = parseGold(golden.text, GOLDEN);
    } catch (err) {
      if (!(err instanceof PlanciteError)) throw err;
      const [first = '', ...others] = err.message.split('\n');
      return notReplayed(
        others.length === 0 ? first : `${first}; ${others.length} more lines, which \`check\` names`,
      );
    }
    const { text } = golden;
    const outcomesOf = async (index: DocumentIndex): Promise<GoldenOutcome[]> => {
      const known = replayed.get(index);
      if (known?.text === text) return known.outcomes;
      const outcomes = await replay(questions, index, now());
      replayed.set(index, { text, outcomes });
      return outcomes;
    };
    const old = before === null ? null : await outcomesOf(before);
    return compare(questions, old, await outcomesOf(after), mode);
  };
}

function notReplayed(problem: string): GateFindings {
  return { questions: 0, hitsBefore: null, hitsAfter: 0, changes: 0, changed: [], problem, blocked: null };
}

async function replay(
  questions: readonly GoldQuestion[],
  index: DocumentIndex,
  now: Date,
): Promise<GoldenOutcome[]> {
  const outcomes: GoldenOutcome[] = [];
  for await (const verdict of evaluate(questions, unrestricted(index), { ignoreAbstention: false, now })) {
    outcomes.push(outcomeOf(verdict));
    await setImmediate(); // Questions of people come in between.
  }
  return outcomes;
}

function outcomeOf({ gold, whole, answered, result }: Verdict): GoldenOutcome {
  const [first] = result.abstained ? [] : result.excerpts;
  // A passage counts as hit by most of its words; the one that changed may be the answer.
  const isAnswered = whole[3] && answered?.[3] !== false;
  return {
    isHit: gold.answerable ? isAnswered : result.abstained,
    document: first?.doc ?? null,
    excerpt: first?.text ?? null,
  };
}

function compare(
  questions: readonly GoldQuestion[],
  before: readonly GoldenOutcome[] | null,
  after: readonly GoldenOutcome[],
  mode: GateOptions['mode'],
): GateFindings {
  const changed = (before ?? []).flatMap((old, i): ChangedAnswer[] => {
    const [gold, now] = [questions[i], after[i]];
    if (gold === undefined || now === undefined || isSame(old, now)) return [];
    return [{ id: gold.id, question: gold.question, before: shorten(old), after: shorten(now) }];
  });
  const hitsBefore = before === null ? null : countHits(before);
  const hitsAfter = countHits(after);
  const isWorse = hitsBefore !== null && hitsAfter < hitsBefore;
  return {
    questions: questions.length,
    hitsBefore,
    hitsAfter,
    changes: changed.length,
    changed: changed.toSorted((a, b) => lossOf(b) - lossOf(a)).slice(0, MAX_CHANGED),
    problem: null,
    blocked:
      isWorse && mode === 'block'
        ? `${hitsAfter} of ${questions.length} golden questions would be answered right instead of ${hitsBefore}: the index in use was kept; \`reindex --force\` takes the new one (REFRESH_GATE)`
        : null,
  };
}

function countHits(outcomes: readonly GoldenOutcome[]): number {
  return outcomes.filter(({ isHit }) => isHit).length;
}

function isSame(a: GoldenOutcome, b: GoldenOutcome): boolean {
  return a.isHit === b.isHit && a.document === b.document && a.excerpt === b.excerpt;
}

/** 1 for a hit that is lost, -1 for one that is won. */
function lossOf({ before, after }: ChangedAnswer): number {
  return Number(before.isHit) - Number(after.isHit);
}

function shorten(outcome: GoldenOutcome): GoldenOutcome {
  const { excerpt } = outcome;
  if (excerpt === null || excerpt.length <= MAX_EXCERPT_CHARS) return outcome;
  return { ...outcome, excerpt: `${excerpt.slice(0, MAX_EXCERPT_CHARS).replace(/[\ud800-\udbff]$/, '')}…` };
}
