import type { Document } from './document.ts';
import type { DocumentIndex } from './document-index.ts';
import type { RefusedFile } from './seeds.ts';

/** A document whose file changed. Passages are told apart by their text. */
type ChangedDocument = {
  readonly path: string;
  /** Texts of the passages that are new and of those that are gone, in reading order. */
  readonly appeared: readonly string[];
  readonly vanished: readonly string[];
  /** Number of passages that say what they did, at another place in the document. */
  readonly moved: number;
};

/** What differs between two indexes. Paths are sorted. */
export type IndexChanges = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same bytes under another path. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly changed: readonly ChangedDocument[];
  /** Documents that were internal and are public now, and the other way round. */
  readonly published: readonly string[];
  readonly restricted: readonly string[];
  /** Files that are not in the new index, and why. */
  readonly refused: readonly RefusedFile[];
};

export const NO_CHANGES: IndexChanges = {
  added: [],
  removed: [],
  renamed: [],
  changed: [],
  published: [],
  restricted: [],
  refused: [],
};

/** Compares two indexes, the earlier one first; without one, everything is added. */
export function compareIndexes(before: DocumentIndex | null, after: DocumentIndex): IndexChanges {
  const old: ReadonlyMap<string, Document> = before?.documents ?? new Map();
  const gone = [...old.values()].filter(({ path }) => !after.documents.has(path));
  const goneBySha = Map.groupBy(gone, ({ sha256 }) => sha256);
  const renamed: { from: string; to: string }[] = [];
  const added: string[] = [];
  for (const { path, sha256 } of after.documents.values()) {
    if (old.has(path)) continue;
    const from = goneBySha.get(sha256)?.shift();
    if (from === undefined) added.push(path);
    else renamed.push({ from: from.path, to: path });
  }
  const formerPath = new Map(renamed.map(({ from, to }) => [to, from]));
  const turned = (audience: Document['audience']): string[] =>
    [...after.documents.values()]
      .filter((each) => {
        const before = old.get(formerPath.get(each.path) ?? each.path);
        return before !== undefined && before.audience !== audience && each.audience === audience;
      })
      .map(({ path }) => path);
  const changed = [...after.documents.values()].filter(
    ({ path, sha256 }) => old.has(path) && old.get(path)?.sha256 !== sha256,
  );
  return {
    added,
    removed: [...goneBySha.values()]
      .flat()
      .map(({ path }) => path)
      .sort(),
    renamed,
    changed: changed.map(({ path }) => ({
      path,
      ...comparePassages(before === null ? [] : textsOf(before, path), textsOf(after, path)),
    })),
    published: turned('public'),
    restricted: turned('internal'),
    refused: after.seeds.refused,
  };
}

function textsOf({ documents, search }: DocumentIndex, path: string): string[] {
  const text = documents.get(path)?.text ?? '';
  return search.passagesOf(path).map(({ start, end }) => text.slice(start, end));
}

function comparePassages(before: readonly string[], after: readonly string[]): Omit<ChangedDocument, 'path'> {
  // Ordinals of each text, latest first: the next is taken from the end, as one text may stand there a thousand times.
  const left = new Map<string, number[]>();
  for (const [i, text] of before.toReversed().entries()) {
    const ordinals = left.get(text) ?? [];
    ordinals.push(before.length - 1 - i);
    left.set(text, ordinals);
  }
  const appeared: string[] = [];
  const kept: number[] = [];
  for (const text of after) {
    const ordinal = left.get(text)?.pop();
    if (ordinal === undefined) appeared.push(text);
    else kept.push(ordinal);
  }
  const vanished = [...left]
    .flatMap(([text, ordinals]) => ordinals.map((ordinal) => ({ text, ordinal })))
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ text }) => text);
  return { appeared, vanished, moved: kept.length - longestRise(kept) };
}

/** Length of the longest rising subsequence: what kept its order. By patience sorting (Fredman, 1975). */
function longestRise(numbers: readonly number[]): number {
  const ends: number[] = [];
  for (const number of numbers) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
  }
  return ends.length;
}
