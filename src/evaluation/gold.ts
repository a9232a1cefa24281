import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { normalPath } from '../../index/document-path.ts';
import { PlanciteError } from '../../index/errors.ts';

/** Strings of which none is blank: a blank one would stand in every excerpt. */
const Companions = z.array(z.string().refine((text) => text.trim() !== '', 'expected words'));

const Place = z
  .looseObject({
    doc: z.string().min(1).transform(normalPath),
    quote: z.string().min(1).optional(),
    range: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).optional(),
    with: Companions.optional(),
  })
  .refine(
    (place) => (place.quote === undefined) !== (place.range === undefined),
    'expected either quote or range',
  );

const GoldLine = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  category: z.string().default('all'),
  lang: z.string().default('en'),
  question: z.string(),
  history: z.array(z.string()).default([]),
  answerable: z.boolean(),
  gold: z.array(Place).default([]),
  need: z.enum(['any', 'all']).default('any'),
  with: Companions.default([]),
  answer: z.string().optional(),
  answers: z.array(z.string()).optional(),
  part: z.string().optional(),
});

/** Where an answer stands: a quote of the document, or a range of UTF-16 offsets into it. */
export type GoldPlace = {
  readonly doc: string;
  readonly quote?: string | undefined;
  readonly range?: readonly [number, number] | undefined;
  /** In place of the question's. */
  readonly with?: readonly string[] | undefined;
};

/** A question with the passages that answer it. */
export type GoldQuestion = {
  readonly id: string;
  readonly category: string;
  readonly lang: string;
  readonly question: string;
  readonly history: readonly string[];
  readonly answerable: boolean;
  readonly gold: readonly GoldPlace[];
  /** Whether one of the places is enough or every one has to be shown. */
  readonly need: 'any' | 'all';
  /** What must stand in the same excerpt, or it misleads: "No person shall", "unless …", the header of a table. */
  readonly with: readonly string[];
  /** What the question is for, e.g. `train` to fit on or `check` to measure with. */
  readonly part?: string | undefined;
  /** Strings of which a right excerpt holds one; empty where no single span fits. */
  readonly answers: readonly string[];
};

/** @throws {PlanciteError} `GOLD_INVALID` if the file cannot be read, and as {@link parseGold} */
export async function readGoldFile(file: string): Promise<GoldQuestion[]> {
  let jsonl: string;
  try {
    jsonl = await readFile(file, 'utf8');
  } catch (err) {
    throw new PlanciteError(
      'GOLD_INVALID',
      `${file} cannot be read (${err instanceof Error ? err.message : String(err)})`,
      { cause: err },
    );
  }
  return parseGold(jsonl, file);
}

/**
 * Reads gold questions: one JSON object a line.
 * @param name the file's name, for messages
 * @throws {PlanciteError} `GOLD_INVALID`, naming each wrong line by its number
 */
export function parseGold(jsonl: string, name: string): GoldQuestion[] {
  const lines = parseGoldLines(jsonl);
  const faults = lines.flatMap(({ number, content }) =>
    'fault' in content ? [`${name}, line ${number}: ${content.fault}`] : [],
  );
  if (faults.length > 0) throw new PlanciteError('GOLD_INVALID', faults.join('\n'));
  return lines.flatMap(({ content }) => ('fault' in content ? [] : [content]));
}

/** Every line that is not blank, with its number, as a question or with what is wrong with it. */
export function parseGoldLines(
  jsonl: string,
): { readonly number: number; readonly content: GoldQuestion | { readonly fault: string } }[] {
  return jsonl
    .split(/\r?\n/)
    .map((line, i) => ({ number: i + 1, line }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ number, line }) => ({ number, content: parseLine(line) }));
}

function parseLine(line: string): GoldQuestion | { readonly fault: string } {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return { fault: 'this is not JSON' };
  }
  const parsed = GoldLine.safeParse(content);
  if (!parsed.success) {
    return {
      fault: parsed.error.issues
        .map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`)
        .join('; '),
    };
  }
  const { answer, answers, ...rest } = parsed.data;
  if (rest.answerable && rest.gold.length === 0)
    return { fault: 'gold: an answerable question needs at least one place' };
  return { ...rest, answers: (answers ?? [answer ?? '']).filter((each) => each !== '') };
}
