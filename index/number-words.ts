const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINAL_UNITS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = TENS.map((tens) => tens.replace(/y$/, 'ieth'));

const ENGLISH: ReadonlyMap<string, string> = new Map([
  ...UNITS.map((word, n) => [word, String(n)] as const),
  ...TENS.map((word, i) => [word, String(20 + 10 * i)] as const),
  ...ORDINAL_UNITS.map((word, n) => [word, ordinal(n)] as const),
  ...ORDINAL_TENS.map((word, i) => [word, ordinal(20 + 10 * i)] as const),
  ...TENS.flatMap((tens, i) =>
    UNITS.slice(1, 10).map((unit, n) => [`${tens}-${unit}`, String(21 + 10 * i + n)] as const),
  ),
  ...TENS.flatMap((tens, i) =>
    ORDINAL_UNITS.slice(1, 10).map((unit, n) => [`${tens}-${unit}`, ordinal(21 + 10 * i + n)] as const),
  ),
  ['hundred', '100'],
  ['thousand', '1000'],
  ['hundredth', '100th'],
  ['thousandth', '1000th'],
]);

const CHINESE_DIGITS = '〇一二三四五六七八九';
const CHINESE_SCALES: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1_000,
  万: 10_000,
  亿: 100_000_000,
};

/**
 * The digits an English number word stands for ("seventeen" → "17", "twenty-first" → "21st"), or a Chinese one
 * ("十七" → "17", "二〇三五" → "2035"); `null` for any other word. Lower case is expected.
 */
export function wordToDigits(word: string): string | null {
  return ENGLISH.get(word) ?? chineseToDigits(word);
}

/** English words that {@link wordToDigits} knows and that are written with a hyphen or a space, such as "twenty-one". */
export const COMPOUND_NUMBER = `(?:${TENS.join('|')})[-‐‑ ](?:${[...UNITS.slice(1, 10), ...ORDINAL_UNITS.slice(1, 10)].join('|')})`;

const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const COUNTING = [...UNITS.slice(1), ...TENS].join('|');
const BIG = [...SCALES.keys()].join('|');

/** English numbers of several words, of which one at least is a hundred or more: "two hundred and fifty", "a million". */
export const SPELLED_NUMBER = `(?:an?|${COUNTING})[-‐‑ ]+(?:(?:${COUNTING}|${BIG}|and)[-‐‑ ]+){0,8}?(?:${BIG})(?:[-‐‑ ]+(?:and[ ]+)?(?:${COUNTING}|${BIG}))*`;

/** The digits of a {@link SPELLED_NUMBER} in lower case. */
export function spelledToDigits(words: string): string {
  let total = 0;
  let section = 0;
  for (const word of words.split(/[-‐‑ ]+/u)) {
    const scale = SCALES.get(word);
    if (scale === undefined) section += word === 'a' || word === 'an' ? 1 : Number(ENGLISH.get(word) ?? 0);
    else if (scale === 100) section *= scale;
    else {
      total += section * scale;
      section = 0;
    }
  }
  return String(total + section);
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function chineseToDigits(word: string): string | null {
  const plain = word.replaceAll('零', '〇').replaceAll('两', '二');
  if (!/^[〇一二三四五六七八九十百千万亿]+$/u.test(plain)) return null;
  if (!/[十百千万亿]/u.test(plain)) return [...plain].map((char) => CHINESE_DIGITS.indexOf(char)).join('');
  // "十四五" is a name, not a number: no scale stands between its digits. A lone 万 or 亿 follows digits.
  if (/[一二三四五六七八九]{2}/u.test(plain) || /^[万亿]/u.test(plain)) return null;
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const char of plain) {
    const scale = CHINESE_SCALES[char];
    if (scale === undefined) {
      digit = CHINESE_DIGITS.indexOf(char);
    } else if (scale >= 10_000) {
      total += (section + digit) * scale;
      section = 0;
      digit = 0;
    } else {
      section += (digit || 1) * scale;
      digit = 0;
    }
  }
  return String(total + section + digit);
}
