import { SPELLED_NUMBER, spelledToDigits } from './number-words.ts';
import type { Finder } from './readings.ts';

/** Whitespace that parts thousands: "1 000" with any of the blanks that do not break a line. */
const BLANK = ' \\u00a0\\u202f\\u2009';
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
};
const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'dollar',
  usd: 'dollar',
  '€': 'euro',
  eur: 'euro',
  '£': 'pound',
  gbp: 'pound',
  '¥': '元',
  '￥': '元',
  cny: '元',
  rmb: '元',
  '₹': 'rupee',
  inr: 'rupee',
};
const UNITS: Readonly<Record<string, string>> = {
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  min: 'minute',
  mins: 'minute',
  yr: 'year',
  yrs: 'year',
  wk: 'week',
  wks: 'week',
  mth: 'month',
  mths: 'month',
  ft: 'foot',
  lb: 'pound',
  lbs: 'pound',
  oz: 'ounce',
};
const NUMBER = String.raw`(?<![\p{Script=Latin}\p{Nd}.,])(?<number>\d+(?:[.,]\d+)*)`;

/** Numbers and amounts, which people write in many ways. */
export const NUMBER_FINDERS: readonly Finder[] = [
  // 1 000, 1'000, 1.000, 12.500,50
  {
    hint: new RegExp(String.raw`\d[.'’${BLANK}]\d{3}`, 'u'),
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{Nd}.,'’]|\d[${BLANK}])\d{1,3}([.'’${BLANK}])\d{3}(?:\1\d{3})*(?:,\d{1,2})?(?![\p{L}\p{Nd}]|[.,'’]\d)`,
      'gu',
    ),
    read: ([written = '']) => written.replace(/[^\d,]/gu, '').replace(',', '.'),
  },
  // 1,5
  {
    hint: /\d,\d/,
    pattern: /(?<![\d.,])\d+,\d{1,2}(?![\d]|[.,]\d)/g,
    read: ([written = '']) => written.replace(',', '.'),
  },
  // 15.00
  {
    hint: /\.00/,
    pattern: /(?<![\d.,])\d[\d,]*\.00(?![\d]|[.,]\d)/g,
    read: ([written = '']) => written.slice(0, -3).replaceAll(',', ''),
  },
  // 1.5 million, £900k, 150万
  {
    hint: new RegExp(`\\d[-${BLANK}]?(?:thousand|trillion|[kmb]|百?万|千万|亿)`, 'iu'),
    pattern: new RegExp(
      `${NUMBER}(?:[-${BLANK}]?(?<scale>thousand|million|billion|trillion|mn|mio|bn)(?!\\p{L})|(?<letter>[kmb])(?![\\p{L}\\p{N}])|(?<han>万|百万|千万|亿))`,
      'giu',
    ),
    read: (_, { number = '', scale, letter, han }) =>
      scaled(number, SCALES[(scale ?? letter ?? han ?? '').toLowerCase()] ?? 1),
  },
  {
    hint: /hundred|thousand|[mb]illion/iu,
    pattern: new RegExp(`(?<!\\p{L})${SPELLED_NUMBER}(?!\\p{L})`, 'giu'),
    read: ([written = '']) => spelledToDigits(written.toLowerCase()),
  },
  // min. 4 kg
  {
    hint: /min\./iu,
    pattern: /(?<![\p{L}\p{N}])min\.(?= ?\p{L}|:? ?\d)/giu,
    read: () => 'minimum',
  },
  // $15, 15 €, EUR 15
  {
    hint: /[$€£¥￥₹]|USD|EUR|GBP|CNY|RMB|INR/u,
    pattern:
      /(?<sign>[$€£¥￥₹]|\b(?:USD|EUR|GBP|CNY|RMB|INR))\s?\d[\d.,]*|(?<![\d.,])\d[\d.,]*\s?(?<after>[$€£¥￥₹]|(?:USD|EUR|GBP|CNY|RMB|INR)\b)/gu,
    read: (_, { sign, after }) => CURRENCIES[(sign ?? after ?? '').toLowerCase()] ?? '',
    isBeside: true,
  },
  // 5%, 5 per cent, 百分之五
  {
    hint: /[%％]|per cent|百分之/iu,
    pattern: /(?<![\d.,])\d[\d.,]*\s?[%％]|\bper cent\b|百分之[\p{Nd}〇零一二三四五六七八九十百点.]+/giu,
    read: () => 'percent',
    isBeside: true,
  },
  // 24h, 30 mins
  {
    hint: /\d\s?-?[hmywflo]/iu,
    pattern: /\d\s?-?(?<unit>hrs?|h|mins?|yrs?|wks?|mths?|ft|lbs?|oz)(?![\p{L}\p{N}])/giu,
    read: (_, { unit = '' }) => UNITS[unit.toLowerCase()] ?? '',
    isBeside: true,
  },
  {
    hint: /\dh/iu,
    pattern: /(?<![\p{L}\p{Nd}.,])\d+h(?![\p{L}\p{N}])/giu,
    read: ([written = '']) => written.slice(0, -1),
  },
  // v2.0
  {
    hint: /v\.? ?\d/iu,
    pattern: /(?<![\p{L}\p{N}])v\.? ?\d+(?:\.\d+)*(?![\p{L}\p{N}])/giu,
    read: ([written = '']) => written.replace(/^v\.? ?/iu, ''),
  },
  {
    hint: /v\.? ?\d/iu,
    pattern: /(?<![\p{L}\p{N}])v\.? ?\d+(?:\.\d+)*(?![\p{L}\p{N}])/giu,
    read: () => 'version',
    isBeside: true,
  },
];

function scaled(number: string, scale: number): string {
  const value = Number(number.replace(/,(?=\d{3}(?!\d))/g, '').replace(',', '.')) * scale;
  return Number.isSafeInteger(Math.round(value)) ? String(Math.round(value * 100) / 100) : '';
}
