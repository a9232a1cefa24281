import { type FoundDate, findDates, toIsoDate } from '../dates.ts';
import type { Block, BlockKind, DocumentDescription } from '../document.ts';
import { isStamp } from './furniture.ts';

/** "Issued by: Office of X", "Adopted by the Council on 3 May 2021": who issued the document, in the line that says so. */
const ISSUER =
  /^(?:(?:issued by|issuer|issuing (?:body|department|office)|adopted by|published by|发文机关|發文機關|发布机构|發布機構|发布单位|印发机关|颁布单位|制定机关|制定部门)\s*[:：]\s*(?<named>\S.*)|(?:issued|adopted|published) by (?:the )?(?<said>\p{Lu}.*?)(?:,? (?:on|in) \S.*)?)$/iu;

/** Lines that stand where a title does, and are none: what comes below, which version it is, whom it is for. */
const NO_TITLE =
  /^(?:(?:table of )?contents|index|inhalt(?:sverzeichnis)?|sommaire|目\s*[录錄次]|(?:last |date )?(?:updated?|revised|revision|amended|reviewed|approved|effective(?: date)?|adopted|issued|published)(?: on| date)?|(?:final |first |second )?draft|confidential|internal(?: use only)?|public|official(?: copy)?|version|rev\.?|v?\d[\d.\s/-]*|page \d+.*|(?:version|rev(?:ision)?\.?|v)\s?\d[\d.]*|保密|内部资料|草案|[^\p{L}]*)$/iu;

/** "Office of the Registrar", "Springfield Town Council", "某某市文化局": who issues documents. */
const ORGANISATION =
  /^(?:the )?(?:(?:[\p{Lu}][\p{L}.&’'-]*\s+){0,4}(?:office|department|dept\.?|ministry|division|directorate|bureau|board|council|committee|commission|agency|authority|university|college|faculty|school|institute|foundation|association)(?: (?:of|for)\b.*)?|(?:city|town|county|state|village|government) of [\p{Lu}][\p{L}.’' -]*)$|^.{2,20}(?:[局部厅廳署]|委员会|委員會|办公室|辦公室|办公厅|人民政府|大学|大學|学院|學院)$/iu;

/** Whether a line is the name of somebody who issues documents. */
export function isOrganisation(said: string): boolean {
  return said.length <= MAX_ORGANISATION_CHARS && ORGANISATION.test(said);
}

const MAX_ORGANISATION_CHARS = 80;

/** Whether a line can be what a document is called; "Revised & approved March 2006" cannot, "3 May 2026" can. */
export function isTitle(said: string): boolean {
  const line = said.trim();
  if (NO_TITLE.test(line)) return false;
  return !isStamp(line) || findDates(line)[0]?.start === 0;
}

type Said = { readonly kind: BlockKind; readonly line: string };

function isDated({ kind, line }: Said): boolean {
  return kind === 'metadata' && isStamp(line);
}

/** A document that was adopted, revised and updated is of the last of these days. */
function latest(stamps: readonly Said[]): FoundDate | undefined {
  const dates = stamps.flatMap(({ line }) => findDates(line));
  return dates.reduce<FoundDate | undefined>(
    (last, date) => (last === undefined || toIsoDate(date) > toIsoDate(last) ? date : last),
    undefined,
  );
}

/** What the text says of its document: the title block, and the lines that give a date and an issuer. */
export function describeItself(text: string, blocks: readonly Block[]): Partial<DocumentDescription> {
  const title = blocks.find((block) => block.kind === 'title');
  const said = blocks.map(({ kind, start, end }) => ({ kind, line: text.slice(start, end) }));
  const firstBody = said.findIndex(({ kind }) => kind === 'body');
  const head = said.slice(0, firstBody < 0 ? said.length : firstBody);
  const date = latest(head.filter(isDated)) ?? latest(said.filter(isDated).slice(0, 1));
  const issuers = said.filter(({ kind }) => kind === 'metadata').map(({ line }) => ISSUER.exec(line)?.groups);
  const issuer =
    issuers.map((groups) => groups?.named ?? groups?.said).find((name) => name !== undefined) ??
    head.find(({ kind, line }) => kind === 'metadata' && isOrganisation(line))?.line;
  return {
    ...(title === undefined ? {} : { title: text.slice(title.start, title.end) }),
    ...(date === undefined ? {} : { publishedOn: toIsoDate(date) }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}
