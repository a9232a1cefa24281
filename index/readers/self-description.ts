import { findDates, toIsoDate } from '../dates.ts';
import type { Block, DocumentDescription } from '../document.ts';
import { isStamp } from './furniture.ts';

/** "Issued by: Office of X": who issued the document, in the line that says so. */
const ISSUER =
  /^(?:issued by|issuer|issuing (?:body|department|office)|published by|发文机关|發文機關|发布机构|發布機構|印发机关|制定部门)\s*[:：]\s*(?<issuer>\S.*)$/iu;

/** What the text says of its document: the title block, and the lines that give a date and an issuer. */
export function describeItself(text: string, blocks: readonly Block[]): Partial<DocumentDescription> {
  const title = blocks.find((block) => block.kind === 'title');
  const lines = blocks
    .filter((block) => block.kind === 'metadata')
    .map((block) => text.slice(block.start, block.end));
  const date = findDates(lines.find(isStamp) ?? '')[0];
  const issuer = lines.map((line) => ISSUER.exec(line)?.groups?.issuer).find((name) => name !== undefined);
  return {
    ...(title === undefined ? {} : { title: text.slice(title.start, title.end) }),
    ...(date === undefined ? {} : { publishedOn: toIsoDate(date) }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}
