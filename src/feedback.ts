import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './answer.ts';
import type { Delivery } from './delivery.ts';
import type { Logger } from './logger.ts';

/** What can be wrong with an answer. */
export const REASONS = ['no-answer', 'wrong-passage', 'out-of-date', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** What somebody thinks of an answer: facts of the answer, never the words of the question. */
export type Opinion = {
  readonly verdict: 'helpful' | 'not helpful';
  readonly indexId: string;
  readonly kind: Answer['kind'];
  /** Of an answer that whoever judges it gets as well; of another nothing more is known. */
  readonly confidence?: number;
  /** Where the excerpts that were shown stand, as `path:start-end`. */
  readonly cited: readonly string[];
  /** What is wrong, chosen from a list; it comes after the verdict, if at all. */
  readonly reason?: Reason;
};

/** Keeps what people think of answers. */
export type Feedback = {
  /** @param by how somebody gave it; what was delivered again, after a process died, may have been kept before */
  readonly keep: (opinion: Opinion, by?: Pick<Delivery, 'id' | 'isRedelivered'>) => Promise<void>;
};

/** Name of the file in `DATA_DIR`, an opinion a line. */
const FILE = 'feedback.jsonl';

export function createFeedback(dataDir: string, now: () => Date, log: Logger): Feedback {
  const file = join(dataDir, FILE);
  return {
    async keep(opinion, by) {
      try {
        if (by?.isRedelivered === true && (await idsIn(file)).has(by.id)) return;
        log.info(opinion, 'feedback');
        await mkdir(dataDir, { recursive: true });
        // Written with the opinion, so that both are there or neither.
        const line = JSON.stringify({ at: now().toISOString(), ...opinion, ...(by && { id: by.id }) });
        await appendFile(file, `${line}\n`);
      } catch (err) {
        log.warn({ err }, 'feedback not kept');
      }
    },
  };
}

/** What tells the opinions that are kept from others. */
async function idsIn(file: string): Promise<ReadonlySet<string | undefined>> {
  const lines = await readFile(file, 'utf8').catch(() => '');
  return new Set([...lines.matchAll(/"id":"([\w-]+)"\}$/gm)].map(([, id]) => id));
}

/**
 * The facts of an answer that an opinion holds.
 * @param excerpt the first of its excerpts that was shown, `shown` the first that was not
 */
export function opinionOn(
  answer: Answer,
  { excerpt, shown }: { readonly excerpt: number; readonly shown: number },
  verdict: Opinion['verdict'],
): Opinion {
  const { indexId, kind, confidence } = answer;
  const citations = answer.kind === 'cited' ? answer.citations.slice(excerpt, shown) : [];
  const cited = citations.map(({ document, start, end }) => `${document.path}:${start}-${end}`);
  return { verdict, indexId, kind, confidence, cited };
}
