import { blockAt } from '../../../index/block-tree.ts';
import { textOf } from '../candidates.ts';
import type { Feature } from './feature.ts';

/** Begins with what it holds in spite of, or depends on: prepositions and conjunctions of concession and exception (Quirk et al. 1985, chapter 15). */
const IN_SPITE_OF =
  /^\W*(?:despite|in spite of|notwithstanding|subject to|except (?:as|for|that|where|when|in)\b|尽管|儘管|除.{0,30}(?:外|另有))/iu;

/** Whether the excerpt begins by taking back part of a rule ("Despite section 13, …"): where both answer, the rule comes first. */
export const exception: Feature = (candidate) => {
  const { document, start } = candidate;
  const block = document.blocks[blockAt(document, start)];
  const text = textOf(candidate);
  const label = block?.start === start ? block.label : '';
  return IN_SPITE_OF.test(text.startsWith(label) ? text.slice(label.length) : text) ? 1 : 0;
};
