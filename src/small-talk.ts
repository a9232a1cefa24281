/**
 * What is no question about documents: `greeting`, `thanks` (goodbyes too), `about-bot`, `about-documents`, which there
 * are, and `order`, text that tells the bot to be or do something else than answer from documents.
 */
export type SmallTalk = 'greeting' | 'thanks' | 'about-bot' | 'about-documents' | 'order';

const GREETING =
  /^(?:(?:oh|ok|okay|well|so|very|a|lot|again|there|everyone|all|team|bot|plancite|for|your|the|that|this|it|was|is|really|quick|help|answer|you|u|much|many|have|nice|good|great|day|one|hi|hiya|hello|hey|yo|howdy|greetings|morning|afternoon|evening|night|thanks|thank|thx|ty|cheers|bye|goodbye|see|later|soon|cool|perfect|awesome|helpful|fine|lol|haha|sorry|please|welcome|test|testing|ping)(?:\s+|$))+$/iu;
const GREETS =
  /\b(?:hi|hiya|hello|hey|yo|howdy|greetings|morning|afternoon|evening|night|thanks|thank|thx|ty|cheers|bye|goodbye|later|cool|perfect|awesome|helpful|lol|haha|test|testing|ping)\b/iu;
const CHINESE_GREETING =
  /^(?:你好|您好|大家好|嗨|哈喽|早上好|下午好|晚上好|早安|晚安|谢谢|謝謝|多谢|多謝|感谢|感謝|再见|再見|拜拜|辛苦了|好的|哈哈|你|您|了|啊|呀|吗|！)+$/u;
const THANKS =
  /\b(?:thanks|thank|thx|ty|cheers|bye|goodbye|later)\b|谢谢|謝謝|多谢|多謝|感谢|感謝|再见|再見|拜拜|辛苦了/iu;
const ABOUT_DOCUMENTS = [
  /^(?:what|which|how many) (?:documents?|docs|files?|sources?) (?:are|is) (?:there|available|indexed|loaded|known|stored|searched|(?:here|there )?in (?:here|your \w+|the (?:index|collection|library|database|knowledge base)))(?: to (?:you|me|us)| in (?:total|all|here|the index)| altogether| now| right now| currently| today)*$/iu,
  /^(?:what(?:'s|’s| is) the|tell me the) (?:total )?number of (?:your )?(?:documents|docs|files|sources)(?: (?:you have|in the index|there are|available))?$/iu,
  /^(?:what|which|how many) (?:documents?|docs|files?|policies|plans?|sources?) (?:do|can|could) (?:you|u|we) (?:currently )?(?:have|hold|contain|know|read|search|see|cover|answer from|draw on|use|have access to|look (?:in|at|through)|know (?:of|about))(?: here| now| right now| currently| in total| altogether| access to)*$/iu,
  /^(?:what|which|how many) (?:documents|docs|files|sources) have (?:you|u) (?:got|read|indexed|loaded|seen)$/iu,
  /^(?:list|show)(?: me)?(?: all)? (?:the |your )?(?:documents|docs|files|sources)$/iu,
  /^(?:what|which) are your (?:documents|docs|files|sources)$/iu,
  /^(?:你|您|这里|这儿|库里|目前|现在|一共|总共|共)*(?:有|知道|收录了?)(?:哪些|什么|几|多少)(?:份|个|篇|种)?(?:文件|文档|資料|资料|政策)$/u,
];
const ABOUT_BOT = [
  /^(?:who|what) (?:are|r) (?:you|u)(?: exactly| really)?$/iu,
  /^what(?:'s|’s| is) your (?:name|purpose|job)$/iu,
  /^who (?:made|built|created|wrote|trained|owns|runs) (?:you|u)$/iu,
  /^(?:what|which) (?:ai |language )?(?:model|llm|version|bot) (?:are|r|do) (?:you|u)(?: use| run on)?$/iu,
  /^(?:are|r) (?:you|u) (?:an? )?(?:\w+ )?(?:bot|robot|ai|human|person|machine|llm|chatgpt|gpt|real|there|alive)$/iu,
  /^(?:what|who) (?:can|do|could) (?:you|u) (?:do|know|answer|help(?: me)? with)(?: for me)?$/iu,
  /^(?:how|what) do (?:you|u) (?:work|do)$/iu,
  /^how (?:are|r) (?:you|u)(?: doing)?(?: today)?$/iu,
  /^(?:你|您)(?:是谁|是什么|叫什么(?:名字)?|能做什么|会什么|能帮我做什么|是机器人吗|是人吗|好吗)$/u,
];
/** Where an order begins: with the message or a sentence of it, or as something asked for. */
const ORDER_START = String.raw`(?:^|[.!?;:,，。！？]\s*|\b(?:please|now|then|and|must|should)\s+)`;
const ORDERS = [
  new RegExp(
    String.raw`${ORDER_START}(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,40}\b(?:instructions?|rules?|prompts?|guidelines?|restrictions?)\b`,
    'iu',
  ),
  new RegExp(
    String.raw`${ORDER_START}(?:(?:can|could|will|would) you )?(?:reveal|print|show|output|repeat|dump|leak|share|send|give|tell|post)\b(?: me| us)?[^.?!]{0,20}\byour\s+(?:\w+\s+){0,2}(?:tokens?|passwords?|api keys?|keys?|secrets?|prompts?|instructions|configuration|source code|environment variables)\b`,
    'iu',
  ),
  /\bwhat(?:'s|’s| is| are) your (?:\w+ )?(?:system prompt|prompt|instructions|token|api key|configuration)\b/iu,
  /^\W*(?:system|assistant|developer|admin|root)\s*[:>]/iu,
  /\b(?:maintainer|admin|administrator|developer|debug|god|jailbreak|dan) mode\b/iu,
  /\btokens? (?:that )?you use\b/iu,
  /^(?:please |can you |could you |would you )*(?:act|behave|pretend|roleplay|role-play)\b (?:as|like|to be|that)\b/iu,
  /\b(?:write|compose|sing|tell|make up)\b(?: me| us)? (?:an? |some )?(?:\w+ )?(?:poems?|jokes?|songs?|story|stories|haikus?|limericks?)\b/iu,
  /(?:忽略|无视|無視|忘记|忘記).{0,12}(?:指令|规则|規則|提示|设定|設定)|(?:扮演|假装|假裝)(?:成|你|一个)|(?:写|寫|讲|講|唱).{0,4}(?:首诗|首詩|笑话|笑話|故事|首歌)/u,
];

/** What kind of small talk a message is, if that is all it is; `null` for anything that may be a question. */
export function findSmallTalk(message: string): SmallTalk | null {
  if (ORDERS.some((pattern) => pattern.test(message))) return 'order';
  const clauses = message
    .split(/[,.;:!?，。；：！？]+|\band\b/iu)
    .map((clause) => clause.replace(/[^\p{L}\p{N}\s'’]/gu, ' ').trim())
    .filter((clause) => clause !== '');
  if (clauses.length === 0) return null;
  if (!clauses.every((clause) => isGreeting(clause) || isAbout(clause))) return null;
  if (clauses.some((clause) => matchesAny(ABOUT_DOCUMENTS, clause))) return 'about-documents';
  if (clauses.some(isAbout)) return 'about-bot';
  return clauses.some((clause) => THANKS.test(clause)) ? 'thanks' : 'greeting';
}

function isGreeting(clause: string): boolean {
  return (
    CHINESE_GREETING.test(clause) || (clause.length <= 60 && GREETING.test(clause) && GREETS.test(clause))
  );
}

function isAbout(clause: string): boolean {
  return clause.length <= 60 && (matchesAny(ABOUT_BOT, clause) || matchesAny(ABOUT_DOCUMENTS, clause));
}

function matchesAny(patterns: readonly RegExp[], clause: string): boolean {
  return patterns.some((pattern) => pattern.test(clause));
}
