import { findDepartures } from './departures.ts';
import { type DocumentIndex, withoutMeaning } from './document-index.ts';
import type { Gate, GateFindings } from './gate.ts';

/** What a new index must not do. */
export type Conditions = {
  /** Largest share of its passages that the index may lose in a refresh, 0 to 1. */
  readonly maxLoss: number;
  /** Judges each new index before it is taken into use. */
  readonly gate?: Gate;
};

/** What a new index does to the golden questions, and why it is not to be taken into use; `null` if it is. */
export type Judgement = {
  readonly golden: GateFindings | null;
  readonly declinedFor: string | null;
  /** Whether that is because too much is gone. */
  readonly isLoss: boolean;
};

/** Judges a new index against the one in use, if there is one; with `force` it is accepted whatever it does. */
export async function judge(
  before: DocumentIndex | null,
  after: DocumentIndex,
  { gate, maxLoss }: Conditions,
  force = false,
): Promise<Judgement> {
  const loss = describeLoss(before, after, maxLoss);
  if (loss !== null && !force) return { golden: null, declinedFor: loss, isLoss: true };
  const golden = (await gate?.(...alike(before, after))) ?? null;
  if (!force || golden === null) return { golden, declinedFor: golden?.blocked ?? null, isLoss: false };
  return { golden: { ...golden, blocked: null }, declinedFor: null, isLoss: false };
}

/**
 * Both with meaning or both without: where one has it already and the other not yet, it is not for what the documents say that
 * answers differ.
 */
function alike(
  before: DocumentIndex | null,
  after: DocumentIndex,
): [before: DocumentIndex | null, after: DocumentIndex] {
  const isSame = before === null || (before.meaning === null) === (after.meaning === null);
  return isSame ? [before, after] : [withoutMeaning(before), withoutMeaning(after)];
}

/**
 * Why an index is not taken in place of another: a wiped or unmounted folder must not empty the answers. What was deleted
 * is no loss.
 */
function describeLoss(before: DocumentIndex | null, after: DocumentIndex, maxLoss: number): string | null {
  if (before === null) return null;
  const { deleted } = findDepartures(before.documents.keys(), after.seeds);
  const expected = [...before.documents.keys()]
    .filter((path) => !deleted.has(path))
    .reduce((sum, path) => sum + before.search.passagesOf(path).length, 0);
  const lost = expected === 0 ? 0 : 1 - after.search.passageCount / expected;
  if (lost <= maxLoss) return null;
  const share = Math.round(100 * lost);
  return `the documents as they are now would lose ${share} % of the passages (${after.documents.size} of ${before.documents.size} documents are left): the index in use was kept; \`reindex --force\` takes the new one (REFRESH_MAX_LOSS)`;
}
