/** What a button below an answer has to know to ask again, so that it works after a restart. */
export type Asked = {
  readonly text: string;
  readonly history: readonly string[];
  /** Number of excerpts asked for; without it, as many as come close to the best. */
  readonly top?: number | undefined;
  /** The index the answer came from. */
  readonly indexId: string;
  /** Number of the best excerpts that were shown so far: more of them come after these. */
  readonly shown: number;
  /** Which of them the button belongs to, from 0. */
  readonly excerpt: number;
};
