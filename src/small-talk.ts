/**
 * What is no question about documents: `greeting` (thanks and goodbyes too), `about-bot`, and `order`, text that tells
 * the bot to be or do something else than answer from documents.
 */
export type SmallTalk = 'greeting' | 'about-bot' | 'order';

const GREETING =
  /^(?:(?:oh|ok|okay|well|so|very|a|lot|again|there|everyone|all|team|bot|plancite|for|your|the|that|this|it|was|is|really|quick|help|answer|you|u|much|many|have|nice|good|great|day|one|hi|hiya|hello|hey|yo|howdy|greetings|morning|afternoon|evening|night|thanks|thank|thx|ty|cheers|bye|goodbye|see|later|soon|cool|perfect|awesome|helpful|fine|lol|haha|sorry|please|welcome|test|testing|ping)(?:\s+|$))+$/iu;
const GREETS =
  /\b(?:hi|hiya|hello|hey|yo|howdy|greetings|morning|afternoon|evening|night|thanks|thank|thx|ty|cheers|bye|goodbye|later|cool|perfect|awesome|helpful|lol|haha|test|testing|ping)\b/iu;
const CHINESE_GREETING =
  /^(?:你好|您好|大家好|嗨|哈喽|早上好|下午好|晚上好|早安|晚安|谢谢|謝謝|多谢|多謝|感谢|感謝|再见|再見|拜拜|辛苦了|好的|哈哈|你|您|了|啊|呀|吗|！)+$/u;
const ABOUT_BOT = [
  /^(?:who|what) (?:are|r) (?:you|u)(?: exactly| really)?$/iu,
  /^what(?:'s|’s| is) your (?:name|purpose|job)$/iu,
  /^who (?:made|built|created|wrote|trained|owns|runs) (?:you|u)$/iu,
  /^(?:what|which) (?:ai |language )?(?:model|llm|version|bot) (?:are|r|do) (?:you|u)(?: use| run on)?$/iu,
  /^(?:are|r) (?:you|u) (?:an? )?(?:\w+ )?(?:bot|robot|ai|human|person|machine|llm|chatgpt|gpt|real|there|alive)$/iu,
  /^(?:what|who) (?:can|do|could) (?:you|u) (?:do|know|answer|help(?: me)? with)(?: for me)?$/iu,
  /^(?:how|what) do (?:you|u) (?:work|do)$/iu,
  /^(?:what|which) (?:documents?|files?|policies|plans?|sources?) (?:do|can) (?:you|u) (?:have|know|read|answer from|use)$/iu,
  /^how (?:are|r) (?:you|u)(?: doing)?(?: today)?$/iu,
  /^(?:你|您)(?:是谁|是什么|叫什么(?:名字)?|能做什么|会什么|能帮我做什么|是机器人吗|是人吗|好吗)$/u,
];
const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|restrictions?)\b/iu,
  /^\W*(?:system|assistant|developer|admin|root)\s*[:>]/iu,
  /\b(?:maintainer|admin|administrator|developer|debug|god|jailbreak|dan) mode\b/iu,
  /\b(?:your|you use\b[^.?!]{0,20})\s*(?:\w+\s+){0,2}(?:tokens?|passwords?|api keys?|secrets?|system prompt|prompts?|configuration|source code|environment variables)\b/iu,
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
  if (!clauses.every((clause) => isGreeting(clause) || isAboutBot(clause))) return null;
  return clauses.some(isAboutBot) ? 'about-bot' : 'greeting';
}

function isGreeting(clause: string): boolean {
  return (
    CHINESE_GREETING.test(clause) || (clause.length <= 60 && GREETING.test(clause) && GREETS.test(clause))
  );
}

function isAboutBot(clause: string): boolean {
  return clause.length <= 60 && ABOUT_BOT.some((pattern) => pattern.test(clause));
}
