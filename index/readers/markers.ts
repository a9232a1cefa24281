import { wordToDigits } from '../number-words.ts';
import { romanNumber } from '../roman-numerals.ts';

/** What an item of a list or a clause begins with: "4.1", "(a)", "•", "第三条". */
export type Marker = {
  /** As it is written, without the space behind it; empty for a bullet. */
  readonly label: string;
  /** Ways to read it: "(i)" is the ninth letter or the first Roman number. The likelier comes first. */
  readonly readings: readonly Reading[];
  /** Characters up to the text of the item. */
  readonly length: number;
};

/** Items of one list are marked in one style and counted one by one; bullets are not counted. */
type Reading = { readonly style: string; readonly ordinal: number | null };

const BULLETS = '-*•·‣▪▫◦●○■□◆◇▶►➢➤✓✔✗✘–—';
const BULLET = new RegExp(`^(?<label>[${BULLETS}]|o(?=\\s\\s?\\S)|(?<box>[☐☑☒]|\\[[ xX]?\\]))\\s+`, 'u');
/** "Section 12b: …", "§ 10-105. Repealer", "Article IX" alone or above its name; "Section 4 does not apply" begins a sentence. */
const WORDED =
  /^(?<label>(?:(?<word>(?i:articles?|art\.|artikel|sections?|sec\.|abschnitt|clause|rule|regulation|chapter|chapitre|kapitel|part|teil|title|titre|schedule|appendix|annex|anhang|paragraph|step))(?:\s+|(?=\d))|§{1,2}\s*)(?<count>\d{1,4}(?:[-.]\d{1,4})*[a-z]?|[IVXLC]{1,7}|[A-Z]))(?<close>[.:)](?=\s|$)|\s*[–—-](?=\s))?(?=\s|$)\s*/u;
/** What may follow the number of a clause without a mark behind it: its name, and no sentence. */
const NAME_OF_CLAUSE = /^(?:\p{Lu}[^.!?:;。]{0,60})?$/u;

const DOTTED = /^(?<label>[\d０-９]{1,3}(?:[.．][\d０-９]{1,3})+)[.．)]?(?=\s|\p{Script=Han})\s*/u;
const COUNTED =
  /^(?<open>[(（[]?)(?<count>[\d０-９]{1,3}|[a-z]{1,2}|[A-Z]|[ivxlc]{1,7}|[IVXLC]{1,7}|[一二三四五六七八九十百]{1,4})(?<close>\.(?=\s|\p{Script=Han})|．|[)）\]]\.?|、)\s*/u;
const CIRCLED = /^(?<label>[①-⑳⑴-⒇])\s*/u;
const CHINESE_CLAUSE =
  /^(?<label>第(?<count>[〇零一二三四五六七八九十百千\d]{1,6})(?<unit>[编編章节節条條款项項]))[\s、：:]*/u;

/** The marker a line begins with; `null` if it begins with none. */
export function markerOf(line: string): Marker | null {
  const bullet = BULLET.exec(line);
  if (bullet !== null) {
    const style = bullet.groups?.box === undefined ? (bullet.groups?.label ?? '') : '☐';
    return { label: '', readings: [{ style, ordinal: null }], length: bullet[0].length };
  }
  const dotted = DOTTED.exec(line);
  if (dotted !== null) {
    const numbers = (dotted.groups?.label ?? '').normalize('NFKC').split('.');
    const reading = { style: `1${'.1'.repeat(numbers.length - 1)}`, ordinal: Number(numbers.at(-1)) };
    return { label: dotted[0].trim(), readings: [reading], length: dotted[0].length };
  }
  const circled = CIRCLED.exec(line);
  if (circled !== null) {
    const [label] = circled[0];
    const ordinal = Number(label?.normalize('NFKD').replace(/\D/g, ''));
    return { label: label ?? '', readings: [{ style: '①', ordinal }], length: circled[0].length };
  }
  const clause = CHINESE_CLAUSE.exec(line);
  if (clause !== null) {
    const { label = '', count = '', unit = '' } = clause.groups ?? {};
    return {
      label,
      readings: [{ style: `第${unit}`, ordinal: chineseNumber(count) }],
      length: clause[0].length,
    };
  }
  const worded = WORDED.exec(line);
  const isClause = worded?.groups?.close !== undefined || NAME_OF_CLAUSE.test(line.slice(worded?.[0].length));
  if (worded !== null && isClause) {
    const { label = '', word = '§', count = '' } = worded.groups ?? {};
    const style = word.toLowerCase().replace(/s$|\.$/, '');
    return { label, readings: [{ style, ordinal: clauseNumber(count) }], length: worded[0].length };
  }
  const counted = COUNTED.exec(line);
  if (counted === null) return null;
  const { open = '', count = '', close = '' } = counted.groups ?? {};
  if (open !== '' && !/^[)）\]]/u.test(close)) return null;
  const frame = (name: string): string => `${open}${name}${close}`.normalize('NFKC');
  const readings = readCount(count).map(({ style, ordinal }) => ({ style: frame(style), ordinal }));
  return readings.length === 0 ? null : { label: counted[0].trim(), readings, length: counted[0].length };
}

/** The last number of "10-105", "17b", "IX" or "B". */
function clauseNumber(count: string): number | null {
  const digits = count.match(/\d+/g)?.at(-1);
  return digits === undefined ? (readCount(count)[0]?.ordinal ?? null) : Number(digits);
}

/** Ways to read a count, without what stands around it. */
function readCount(written: string): Reading[] {
  const count = written.normalize('NFKC');
  if (/^\d+$/.test(count)) return [{ style: '1', ordinal: Number(count) }];
  if (/^\p{Script=Han}/u.test(count)) return [{ style: '一', ordinal: chineseNumber(count) }];
  const isLower = count === count.toLowerCase();
  const roman = romanNumber(count);
  const asRoman = roman === null ? [] : [{ style: isLower ? 'i' : 'I', ordinal: roman }];
  const isLetter = count.length === 1 || (count.length === 2 && count[0] === count[1]);
  const letter = (count.toLowerCase().codePointAt(0) ?? 0) - 96 + 26 * (count.length - 1);
  const asLetter = isLetter ? [{ style: isLower ? 'a' : 'A', ordinal: letter }] : [];
  // "(i)" begins Roman numbers more often than it is the ninth letter.
  return /^[ivx]/i.test(count) ? [...asRoman, ...asLetter] : [...asLetter, ...asRoman];
}

/** The value of a Chinese count, in characters or in digits. */
function chineseNumber(text: string): number | null {
  const digits = wordToDigits(text) ?? text;
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

/** A list that is open: how its items are marked, how far it has come, and how far it is indented. */
type OpenList = { readonly style: string; ordinal: number | null; readonly indent: number };

/**
 * Tells how deep in lists each item stands, as the items come one after the other: a marker that goes on counting belongs to
 * the list it goes on with, one of another style opens a list inside.
 */
export class ListLevels {
  #open: OpenList[] = [];

  /** No list goes on. */
  end(): void {
    this.#open = [];
  }

  /**
   * The depth of an item, from 1.
   * @param indent characters, or any other measure, in front of the marker
   */
  levelOf({ readings }: Marker, indent: number): number {
    const styles = new Set(this.#open.map(({ style }) => style));
    // "(i)" behind "(b)" is the first of a new list, and not the ninth of the old one.
    const isFirst = readings.some(({ style, ordinal }) => ordinal === 1 && !styles.has(style));
    for (const isNext of isFirst ? [isNextOf] : [isNextOf, isLikeOf]) {
      for (let at = this.#open.length - 1; at >= 0; at -= 1) {
        const list = this.#open[at];
        const reading = list && readings.find((each) => isNext(each, list));
        if (list === undefined || reading === undefined) continue;
        if (reading.ordinal === null && indent > list.indent + 1) break; // The same bullet, further in.
        this.#open = this.#open.slice(0, at + 1);
        list.ordinal = reading.ordinal;
        return at + 1;
      }
    }
    const [reading] = readings.toSorted((a, b) => Number(b.ordinal === 1) - Number(a.ordinal === 1));
    while (this.#open.length > 0 && indent < (this.#open.at(-1)?.indent ?? 0)) this.#open.pop();
    this.#open.push({ style: reading?.style ?? '', ordinal: reading?.ordinal ?? null, indent });
    return this.#open.length;
  }
}

function isNextOf({ style, ordinal }: Reading, list: OpenList): boolean {
  return style === list.style && ordinal !== null && ordinal === (list.ordinal ?? 0) + 1;
}

function isLikeOf({ style }: Reading, list: OpenList): boolean {
  return style === list.style;
}
