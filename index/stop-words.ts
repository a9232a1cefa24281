/**
 * Words that carry grammar rather than a subject: neither indexed nor asked. Negations ("not", "no", "without")
 * stay in, since they change what a rule says. Question words are here because the kind of question is read from
 * the question itself, not looked up.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `compare compared comparing comparison versus vs mention mentions mentioned a about again ah all also am an and any anyone anything are arent as at be because been being both but by can
  cant could couldnt did didnt do does doesnt doing done dont each either else etc ever every for from get gets
  getting give given gives go goes going got had has hasnt have havent having he hello her here hers hey hi him his
  how i id if ill im in into is isnt it its ive just kindly let lets like list many may me might mine more most much
  must my name need needs of off oh ok okay on onto or our ours out over own per please quick quote really say says
  saying shall she should show so some something such tell than thank thanks that thats the their theirs them then
  there theres these they theyre thing things this those thru to too u under up upon ur us very via want wants was
  wasnt we well were werent what whats when whens where wheres whether which while who whom whos whose why will with
  within wont would wouldnt yes you your yours youre
  的 了 吗 呢 吧 啊 是 在 和 与 及 或 也 都 就 还 被 把 对 从 向 为 以 之 其 这 那 这个 那个 这些 那些 有 哪 哪些 哪个 哪里
  什么 怎么 怎样 如何 多少 几 几个 谁 何 何时 请 请问 我 我们 你 你们 他 他们 它 它们 个 些 可以 能 会 要 关于 一下 告诉 想 想要 想在 跟 到 同 方面`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

const MIN_SLIP_CHARS = 3;

/** Whether two neighbouring letters of a word of grammar are the wrong way round: "hte", "waht", "taht". */
export function isSlipOfStopWord(word: string): boolean {
  if (word.length < MIN_SLIP_CHARS || !/^[a-z]+$/.test(word)) return false;
  return Array.from({ length: word.length - 1 }, (_, i) =>
    [word.slice(0, i), word.charAt(i + 1), word.charAt(i), word.slice(i + 2)].join(''),
  ).some(isStopWord);
}
