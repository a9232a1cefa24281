import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Document } from '../../index/document.ts';
import { GOLDEN } from '../../index/seed-folder.ts';
import type { SeedSource } from '../../index/seeds.ts';
import { type GoldPlace, type GoldQuestion, parseGoldLines } from './gold.ts';
import { fold } from './judge.ts';

/**
 * Text of the golden questions among the documents, or what stands in the way of reading it; `null` if there are none.
 * Like a document, it has to be a file inside the folder and no larger than allowed.
 */
export async function readGolden({
  seedsDir,
  maxDocumentBytes,
}: SeedSource): Promise<{ readonly text: string } | { readonly problem: string } | null> {
  const path = join(seedsDir, GOLDEN);
  if ((await lstat(path).catch(() => null)) === null) return null;
  try {
    const file = await realpath(path);
    const status = await stat(file);
    const isInside = file.startsWith((await realpath(seedsDir)) + sep);
    if (!isInside || !status.isFile())
      return { problem: `${GOLDEN}: it is no file, or a link that leads out of the folder` };
    if (status.size > maxDocumentBytes)
      return {
        problem: `${GOLDEN}: its ${status.size} bytes are more than MAX_DOCUMENT_BYTES, ${maxDocumentBytes}`,
      };
    return { text: await readFile(file, 'utf8') };
  } catch (err) {
    const code = err instanceof Error && 'code' in err ? String(err.code) : String(err);
    return { problem: `${GOLDEN}: it cannot be read (${code})` };
  }
}

/** What is wrong with golden questions, line by line: their form, and passages that do not stand in the documents. */
export function findGoldenFaults(jsonl: string, documents: ReadonlyMap<string, Document>): string[] {
  const folded = new Map<string, string>();
  const faultsOf = (place: GoldPlace, gold: GoldQuestion): string[] => {
    const { doc, quote, range } = place;
    const document = documents.get(doc);
    if (document === undefined) return [`there is no document ${doc}`];
    const text = folded.get(doc) ?? fold(document.text);
    folded.set(doc, text);
    const [start, end] = range ?? [0, 1];
    const outside =
      start >= end || end > document.text.length ? [`${doc} has no range ${start} to ${end}`] : [];
    const unsaid = [...(quote === undefined ? [] : [quote]), ...(place.with ?? gold.with)].filter(
      (words) => !text.includes(fold(words)),
    );
    return [...outside, ...unsaid.map((words) => `${doc} does not say “${words}”`)];
  };
  return parseGoldLines(jsonl).flatMap(({ number, content }) => {
    const faults =
      'fault' in content
        ? [content.fault]
        : content.answerable
          ? content.gold.flatMap((place) => faultsOf(place, content))
          : [];
    return faults.map((fault) => `${GOLDEN}, line ${number}: ${fault}`);
  });
}
