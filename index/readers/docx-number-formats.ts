/** Beyond it no list counts, and letters would be repeated without end. */
const MAX_COUNT = 9_999;

/** How Word writes the count of an item in the formats it names so; in all others, and beyond all bounds, in digits. */
const FORMATS: Readonly<Record<string, (count: number) => string | undefined>> = {
  none: () => '',
  decimalZero: (count) => String(count).padStart(2, '0'),
  numberInDash: (count) => `- ${count} -`,
  lowerLetter: (count) => repeated(LATIN, count),
  upperLetter: (count) => repeated(LATIN, count).toUpperCase(),
  lowerRoman: (count) => roman(count).toLowerCase(),
  upperRoman: roman,
  ordinal,
  cardinalText: (count) => capitalized(inWords(count)),
  ordinalText: (count) => capitalized(ordinalInWords(count)),
  chicago: (count) => repeated('*†‡§', count),
  decimalFullWidth: (count) => withDigits('０１２３４５６７８９', count),
  decimalEnclosedCircle: (count) => enclosed('①', 20, count),
  decimalEnclosedCircleChinese: (count) => enclosed('①', 20, count),
  decimalEnclosedParen: (count) => enclosed('⑴', 20, count),
  decimalEnclosedFullstop: (count) => enclosed('⒈', 20, count),
  ideographEnclosedCircle: (count) => enclosed('㊀', 10, count),
  chineseCounting: (count) => (count < 100 ? chinese(count) : withDigits(CHINESE_DIGITS, count)),
  taiwaneseCounting: (count) => (count < 100 ? chinese(count) : withDigits(CHINESE_DIGITS, count)),
  chineseCountingThousand: chinese,
  taiwaneseCountingThousand: chinese,
  chineseLegalSimplified: (count) => inUnits(count, '零壹贰叁肆伍陆柒捌玖', '拾佰仟'),
  ideographLegalTraditional: (count) => inUnits(count, '零壹貳參肆伍陸柒捌玖', '拾佰仟'),
  japaneseLegal: (count) => inUnits(count, '零壱弐参四伍六七八九', '拾百阡').replaceAll('零', ''),
  japaneseCounting: (count) => briefly(chinese(count), '一', '十百千'),
  koreanCounting: (count) => briefly(inUnits(count, '零일이삼사오육칠팔구', '십백천'), '일', '십백천'),
  japaneseDigitalTenThousand: (count) => withDigits(CHINESE_DIGITS, count),
  ideographDigital: (count) => withDigits(CHINESE_DIGITS, count),
  taiwaneseDigital: (count) => withDigits(CHINESE_DIGITS, count),
  koreanDigital: (count) => withDigits('영일이삼사오육칠팔구', count),
  ideographTraditional: (count) => repeated('甲乙丙丁戊己庚辛壬癸', count),
  ideographZodiac: (count) => repeated('子丑寅卯辰巳午未申酉戌亥', count),
  ganada: (count) => repeated('가나다라마바사아자차카타파하', count),
  chosung: (count) => repeated('ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ', count),
  aiueoFullWidth: (count) =>
    repeated(
      'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
      count,
    ),
  irohaFullWidth: (count) =>
    repeated(
      'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン',
      count,
    ),
  russianLower: (count) => repeated(CYRILLIC, count),
  russianUpper: (count) => repeated(CYRILLIC, count).toUpperCase(),
  hebrew2: (count) => repeated('אבגדהוזחטיכלמנסעפצקרשת', count),
  arabicAlpha: (count) => repeated('أبتثجحخدذرزسشصضطظعغفقكلمنهوي', count),
  arabicAbjad: (count) => repeated('أبجدهوزحطيكلمنسعفصقرشتثخذضظغ', count),
  hindiNumbers: (count) => withDigits('०१२३४५६७८९', count),
  thaiNumbers: (count) => withDigits('๐๑๒๓๔๕๖๗๘๙', count),
};

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const CHINESE_DIGITS = '〇一二三四五六七八九';

/** A count as a list shows it in this format of Word's (`w:numFmt`). */
export function formatCount(count: number, format: string): string {
  const isWritten = Number.isInteger(count) && count > 0 && count <= MAX_COUNT;
  return (isWritten ? FORMATS[format]?.(count) : undefined) ?? String(count);
}

/** a … z, aa, bb … */
function repeated(letters: string, count: number): string {
  const characters = [...letters];
  const letter = characters[(count - 1) % characters.length] ?? '';
  return letter.repeat(Math.ceil(count / characters.length));
}

function withDigits(digits: string, count: number): string {
  return String(count).replace(/\d/g, (digit) => [...digits][Number(digit)] ?? digit);
}

function enclosed(first: string, howMany: number, count: number): string | undefined {
  return count <= howMany ? String.fromCodePoint((first.codePointAt(0) ?? 0) + count - 1) : undefined;
}

const ROMAN = 'M1000 CM900 D500 CD400 C100 XC90 L50 XL40 X10 IX9 V5 IV4 I1'
  .split(' ')
  .map((each) => ({ digits: each.replace(/\d+/, ''), worth: Number(each.replace(/\D+/, '')) }));

function roman(count: number): string {
  let rest = count;
  return ROMAN.map(({ digits, worth }) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return digits.repeat(times);
  }).join('');
}

/** With a unit behind each digit but the last, and one zero for those left out between: 1,010 is 一千零一十. */
function inUnits(count: number, digits: string, units: string): string {
  const written = [...String(count)].reverse();
  return written
    .map((digit, place) => (digit === '0' ? '零' : `${digits[Number(digit)]}${units[place - 1] ?? ''}`))
    .reverse()
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}

/** Ten is 十, and not 一十. */
function chinese(count: number): string {
  return inUnits(count, '零一二三四五六七八九', '十百千').replace(/^一十/, '十');
}

/** Without zeros, and without a one in front of a unit. */
function briefly(written: string, one: string, units: string): string {
  return written.replaceAll('零', '').replace(new RegExp(`${one}(?=[${units}])`, 'g'), '');
}

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

function ordinal(count: number): string {
  return `${count}${SUFFIXES[ORDINALS.select(count)] ?? 'th'}`;
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** Up to 99; digits beyond. */
function inWords(count: number): string {
  if (count > 99) return String(count);
  const rest = count % 10;
  return SMALL[count] ?? [TENS[Math.floor(count / 10)], ...(rest === 0 ? [] : [SMALL[rest]])].join('-');
}

function ordinalInWords(count: number): string {
  if (count > 99) return ordinal(count);
  return inWords(count).replace(/[a-z]+$/, (last) => IRREGULAR[last] ?? `${last.replace(/y$/, 'ie')}th`);
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
