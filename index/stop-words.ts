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
  什么 怎么 怎样 如何 多少 几 几个 谁 何 何时 请 请问 我 我们 你 你们 他 他们 它 它们 个 些 可以 能 会 要 关于 一下 告诉 想 想要 想在 跟 到 同 方面 去 来`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Set phrases of conversation, which are written by their first letters as well: "btw", "asap". */
const FORMULAS = `as soon as possible|by the way|for your information|for what it is worth|in my opinion|in my humble opinion|as far as i know|
  as far as i remember|if i remember correctly|if i recall correctly|to be honest|to be fair|not gonna lie|thanks in advance|thank you so much|
  never mind|oh my god|oh my goodness|i do not know|i don't know|laughing out loud|rolling on the floor laughing|shaking my head|
  let me know|just kidding|what the hell|what the heck|what the fuck|too long didn't read|for the love of god|see you later|
  talk to you later|be right back|no worries|no problem|what do you think|i do not care|got to go|as far as i can tell|
  for the win|you are welcome|have a nice day|no offense|with regard to|at your earliest convenience|end of day|close of business`;
const INITIALISMS: ReadonlySet<string> = new Set(
  FORMULAS.split('|')
    .map((formula) =>
      formula
        .trim()
        .split(/\s+/)
        .map((word) => word.charAt(0))
        .join(''),
    )
    .filter((initials) => initials.length > 2),
);

/**
 * What joins a sentence to what was said before (connective adjuncts; Huddleston & Pullum 2002, chapter 8), interjections, and how
 * people write "please" and "thanks": they ask for nothing, and state nothing.
 */
const OF_DISCOURSE: ReadonlySet<string> = new Set(
  `accordingly additionally alas albeit altogether anyhow anyway anyways besides consequently furthermore hence hereby however
  incidentally indeed likewise meanwhile moreover namely nevertheless nonetheless otherwise regardless similarly therefore
  thereby though thus whereas whereby
  aah ahem argh aw aww bah boo cheers damn duh eek eh er erm gee geez gosh ha haha hehe hm heya hiya hm hmm hooray howdy huh lol nah nope
  oi omg oops ouch phew pls plz psst rofl shh tbh ta tada tee thnx thx tnx tsk ty ugh uh uhm um umm welp whew whoa whoops woah
  wow yay yeah yep yikes yo yup
  不过 然而 另外 顺便 麻烦 谢谢 此外 而且 因此 所以 但是 可是 总之`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** "sooo", "hmmmm", "pleeease": no English word has a letter three times in a row. */
const DRAWN_OUT = /(\p{L})\1{2,}/u;

export function isStopWord(word: string): boolean {
  return isListed(word) || (DRAWN_OUT.test(word) && shortened(word).length > 1 && isListed(shortened(word)));
}

function isListed(word: string): boolean {
  return STOP_WORDS.has(word) || OF_DISCOURSE.has(word) || INITIALISMS.has(word);
}

function shortened(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, '$1');
}

const MIN_SLIP_CHARS = 3;

/** Whether two neighbouring letters of a word of grammar are the wrong way round: "hte", "waht", "taht". */
export function isSlipOfStopWord(word: string): boolean {
  if (word.length < MIN_SLIP_CHARS || !/^[a-z]+$/.test(word)) return false;
  return Array.from({ length: word.length - 1 }, (_, i) =>
    [word.slice(0, i), word.charAt(i + 1), word.charAt(i), word.slice(i + 2)].join(''),
  ).some(isStopWord);
}
