import { findDates } from '../dates.ts';

/**
 * What web pages carry around an article, told by the conventions of publishing, not by any one site. All
 * patterns ask for a whole line of a small size: a sentence that only mentions such words is never furniture.
 */
const MAX_LABEL_CHARS = 80;
const MAX_CAPTION_CHARS = 300;

const STAMP_WORDS =
  'updated?|modified|modification|revised|revision|amended|amendment|reviewed|published|publication|posted|released?|created|issued?|adopted|adoption|approved|approval|enacted|ratified|effective|commencement|in force|valid';
const STAMP_LABEL = new RegExp(
  `^(?:(?:last|latest|page|most recent(?:ly)?)\\s+)?(?:date\\s+(?:of\\s+)?(?:last\\s+)?)?(?:(?:${STAMP_WORDS})(?:\\s+(?:on|at|as of|from|since|date|time))?|date|time|stand|更新|发布|發布|发表|發表|时间|時間|日期|更新日期|发布日期|發布日期|印发日期|发文日期|成文日期|公布日期|修订日期|修訂日期|通过日期|生效日期|施行日期|实施日期|實施日期|更新时间|发布时间|更新時間|發布時間|实施时间)\\s*[:：]`,
  'iu',
);
/** The same without a colon: "Adopted by the Town Council on", "Effective", "Revised & approved". */
const SAYS_WHEN = new RegExp(
  `^[(（]?(?:(?:last|page|most recently|first)\\s+)?(?:(?:${STAMP_WORDS})(?:(?:\\s*[,&/]\\s*|\\s+and\\s+)(?:${STAMP_WORDS})){0,3}|as of|stand)\\s*(?:by\\s+(?:the\\s+)?(?:\\p{Lu}[\\p{L}&’'-]*\\s+|(?:of|the|and|for)\\s+){1,8})?(?:(?:on|at|as of|from|since|in|date)\\s+)?$`,
  'iu',
);
/** What may stand beside the date in a stamp: times, weekdays, time zones, view counts, separators. */
const STAMP_REMAINDER =
  /^(?:[\d\s:：,.|/()（）+-]|[ap]m|utc|gmt|cst|bst|est|views?|阅读|閱讀|浏览|瀏覽|次|星期[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)*$/iu;
const CREDIT =
  /^(?:translat(?:or|ed by)|edit(?:or|ed by)|proofread(?:er)?|reporters?|photo(?:grapher)?s?(?: by)?|sources?|web editor|责任编辑|責任編輯|责编|编辑|編輯|来源|來源|记者|記者|译者|譯者|翻译|翻譯|摄影|攝影|供稿|审核|校对)\s*[:：]\s*\S.*$/iu;
/** "Issued by: the Finance Department", "Version: 2.1": what a document says about itself, a field a line. */
const FIELD =
  /^(?:issued(?: by)?|adopted by|issuer|issuing (?:body|department|office)|owner|policy owner|document owner|author|authors|prepared by|approved by|published by|responsible (?:office|department)|department|contact|version|revision|status|classification|(?:document|policy|procedure) (?:no|number|id)|reference(?: (?:no|number))?|ref|applies to|scope|audience|review date|next review|effective(?: date| from)?|supersedes|发文机关|發文機關|发布机构|發布機構|发布单位|印发机关|颁布单位|制定机关|制定部门|主管部门|责任部门|负责部门|起草单位|文号|文號|版本|版本号|状态|密级|适用范围)\s*[:：]\s*\S/iu;
const BYLINE_WORD = /^(?:\p{Lu}[\p{L}.'’-]*,?|and|of|the|de|van|von)$/u;
const MAX_BYLINE_WORDS = 7;
const CAPTION =
  /[[(（【][^\])）】]*\b(?:photos?|images?|pictures?|courtesy|credit)\b[^\])）】]*[\])）】]\s*\.?$|[[(（【][^\])）】]*(?:摄|攝|供图|供圖|图片|圖片|图\/)[^\])）】]*[\])）】]$/iu;

const PROMPTS: readonly RegExp[] = [
  /^was this (?:page |article |information |answer )?helpful\??$/i,
  /^[-–—]\s*\d{1,4}\s*[-–—]$|^[-–—\s]*(?:page|seite)\s*\d{1,4}(?:\s*(?:of|\/|von)\s*\d{1,4})?[-–—\s]*$|^[-–—\s]*第\s*\d{1,4}\s*[页頁](?:[\s，,/]*共\s*\d{1,4}\s*[页頁])?[-–—\s]*$/iu,
  /^(?:post|leave|add|write|view|show|read|hide)(?: (?:a|an|your|all|the|more|\d+))* (?:comments?|reply|replies|review)$/i,
  /^(?:\d+|no) (?:comments?|replies|likes?|shares?|views?)$/i,
  /^(?!article\s+[ivx]+$)(?:(?:share|tweet|retweet|print|e-?mail|like|pin|save|copy link|facebook|twitter|linkedin|whatsapp|wechat|weibo|reddit|this|page|article|on|to|via|x)(?:[\s|,/·•:]+|$)){1,12}$/i,
  /^(?:follow us|subscribe|sign in|sign up|log ?in|back to top|skip to (?:main )?content)(?: (?:on|to|with|for|or|and|our|the|your|more|us|now|here|newsletter|account|register|facebook|twitter|x|youtube|wechat|weibo)){0,6}[.…!]*$/i,
  /^(?:register|read more|learn more|advertisement|sponsored|loading|please wait|menu|search|home|next|previous|close)(?: (?:article|page|story|now|here))?[.…»›]*$/i,
  /^(?:related|recommended|most read|trending|popular)(?: (?:articles?|news|stories|posts?|topics?|reading|links?))?:?$/i,
  /^(?:copyright\s*)?(?:©|\(c\))[\s\d].*$|^copyright \d{4}\b.*$|^.{0,60}\ball rights reserved\.?$/i,
  /^.{0,40}\bpowered by\b.{0,30}$/i,
  /^click (?:on |here|the |to ).*(?:video|audio|picture|photo|image|link|above|below|here|play|more|share|print).*$/i,
  /^(?:(?:我来说两句|我來說兩句|条评论|條評論|人参与|人參與|发表评论|發表評論|分享到|分享至|微信|微博|扫一扫|掃一掃|返回顶部|返回首页|关闭窗口|打印本页|打印|相关阅读|相关新闻|字号|[大中小])[\s\d,，:：|/]*)+$/u,
  /^(?:点击|點擊).{0,10}(?:视频|視頻|图片|圖片|播放|观看|觀看|查看).{0,10}$/u,
];

/**
 * What a line (trimmed) is if it is no part of the text: `metadata`, what a page says about itself (time stamps,
 * credits, captions); `furniture`, what every page of the site has (menus, prompts, share bars); else `null`.
 */
export function findRole(line: string): 'metadata' | 'furniture' | null {
  if (line.length <= MAX_CAPTION_CHARS && CAPTION.test(line)) return 'metadata';
  if (line.length > MAX_LABEL_CHARS) return null;
  if (isStamp(line) || isByline(line) || CREDIT.test(line) || FIELD.test(line)) return 'metadata';
  if (!/[\p{L}\p{N}]/u.test(line) || isBreadcrumb(line) || isMenu(line)) return 'furniture';
  return PROMPTS.some((pattern) => pattern.test(line)) ? 'furniture' : null;
}

/** Whether `line` says when its page was published or changed, and nothing else. */
export function isStamp(line: string): boolean {
  if (line.length > MAX_LABEL_CHARS) return false;
  const dates = findDates(line);
  if (dates.length > 0 && STAMP_LABEL.test(line)) return true;
  const [{ start, end } = { start: 0, end: 0 }] = dates;
  if (start > 0 && SAYS_WHEN.test(line.slice(0, start)) && STAMP_REMAINDER.test(line.slice(end))) return true;
  const days = dates.filter((date) => date.day !== null);
  if (days.length === 0) return false;
  const remainder = days.reduceRight((rest, date) => rest.slice(0, date.start) + rest.slice(date.end), line);
  return STAMP_REMAINDER.test(remainder);
}

/** "By Jane Doe and John Roe", "Issued by the Office of the Registrar" */
function isByline(line: string): boolean {
  const [by = '', ...words] = line
    .replace(/^(?:issued|adopted|published|prepared|approved)\s+(?=by\s)/i, '')
    .split(' ');
  if (!/^by$/i.test(by) || words.length < 2 || words.length > MAX_BYLINE_WORDS) return false;
  return words.every((word) => BYLINE_WORD.test(word));
}

/** "Home > Policies > Leave" */
function isBreadcrumb(line: string): boolean {
  return isRow(line.split(/[>»›→]/), 2, 60);
}

/** "Home | About us | Contact" */
function isMenu(line: string): boolean {
  return isRow(line.split(/[|｜]/), 3, 25);
}

/** Whether the parts of a line, with separators between them, are short names and not sentences. */
function isRow(parts: readonly string[], least: number, maxChars: number): boolean {
  if (parts.length < least) return false;
  return parts.every((part) => part.trim() !== '' && part.length <= maxChars && !/[.。!?！？]/u.test(part));
}
