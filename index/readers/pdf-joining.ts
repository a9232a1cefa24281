import { isEnglishWord } from '../general-english.ts';

const ENDS_STATEMENT = /[.!?:;。！？：；…][”’"')）\]]*$/u;

/** Whether the text stops in the middle of a statement. */
export function isCut(text: string): boolean {
  return !ENDS_STATEMENT.test(text.replace(/(?:\[[\d,–-]{1,7}\]|[*†‡])+$/u, ''));
}

/** The words of a document that stand within its lines, by which those that are broken at the end of one are judged. */
export class Joining {
  readonly #words: ReadonlySet<string>;

  constructor(lines: readonly string[]) {
    // The first and the last word of a line may be parts of one.
    this.#words = new Set(
      lines.flatMap(
        (line) =>
          line
            .toLowerCase()
            .match(/[\p{L}\p{M}][\p{L}\p{M}’'-]*/gu)
            ?.slice(1, -1) ?? [],
      ),
    );
  }

  /** Lines of one paragraph as one text: without the breaks, and without the hyphens that were put in for them. */
  join(text: string, next: string): string {
    const before = /(?<half>[\p{L}\p{M}]+)(?<hyphen>[-\u00ad\u2010])$/u.exec(text)?.groups;
    const after = /^\p{Ll}[\p{L}\p{M}]*/u.exec(next)?.[0];
    if (before !== undefined && after !== undefined) {
      const { half = '', hyphen } = before;
      const isKept = hyphen !== '\u00ad' && this.#hasHyphen(text, half.toLowerCase(), after);
      return (isKept ? text : text.slice(0, -1)) + next;
    }
    if (/\p{L}\p{N}*-$/u.test(text) && /^[\p{L}\p{N}]/u.test(next)) return text + next;
    const isHan =
      /[\p{Script=Han}，。、；：！？”）》]$/u.test(text) && /^[\p{Script=Han}“（《\d，。、；：]/u.test(next);
    return isHan ? text + next : `${text} ${next}`;
  }

  /** "twenty-eight" and "re-sign" where it is written so elsewhere, and not "regu-lation". */
  #hasHyphen(text: string, before: string, after: string): boolean {
    const start = /[\p{L}\p{M}’'-]*$/u.exec(text)?.[0].toLowerCase() ?? '';
    if (this.#words.has(`${start}${after}`)) return true;
    if (this.#words.has(`${start.slice(0, -1)}${after}`)) return false;
    if (/-./u.test(start)) return true;
    return isEnglishWord(before) && isEnglishWord(after) && !isEnglishWord(before + after);
  }
}
