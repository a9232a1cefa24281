import { analyze } from '../index/analyzer.ts';
import { isElliptic } from './asks.ts';
import { findSmallTalk } from './small-talk.ts';

/**
 * Words with which people ask for an answer without saying to what: who should answer, that they should, and "this". None of
 * them is what a document is asked about.
 */
const POINTING: ReadonlySet<string> = new Set(
  `answer answers answering answered reply respond help helps idea ideas know knows clue thoughts thought opinion opinions
  question questions asked ask asking above below here one check look find out up see read anybody everybody somebody
  someone everyone folks guys team bot plancite please pls plz sorry maybe perhaps might again think documents document
  docs doc handbook policy policies rules possible able right now today chime weigh input advice wondering wonder good hold holds true correct valid still
  回答 解答 知道 帮 帮忙 帮我 看看 看 上面 以上 问题 这 这个 这里 一下 谁 大家 有人 答案 想法 意见 文件 请 麻烦 怎么看 查 查查 查一下 说 怎么说 能否 能不能 可以 吗`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** More words than this say something of their own. */
const MAX_WORDS = 12;

/** "This", "can you?", "^": what means something else than itself; "ok" and "lol" mean nothing. */
const MEANS_ELSEWHERE = /[?？^↑☝👆]|\b(?:this|that|these|those)\b|[这這那]/iu;

/** Whether a message says nothing to look for, and so can only mean another one: "", "any idea?", "^ can you answer this?" */
export function isPointer(message: string): boolean {
  const words = analyze(message);
  if (words.length === 0) return true;
  if (words.length > MAX_WORDS || isElliptic(message) || findSmallTalk(message) !== null) return false;
  const points = words.some(({ word }) => POINTING.has(word)) || MEANS_ELSEWHERE.test(message);
  return points && words.every(({ word, stop }) => stop || POINTING.has(word));
}
