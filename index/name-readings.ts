import type { Finder } from './readings.ts';

/** Regions that English calls by letters as well: "United States" and "US", as Unicode's CLDR has them. */
const REGIONS: Readonly<Record<string, string>> = Object.fromEntries(
  ['US', 'GB', 'UN'].map((code) => [nameOf(code, 'long').toLowerCase(), nameOf(code, 'short')]),
);
/** As they are written without a keyboard for them, where they are not written as a, o and u. */
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe' };
const QUARTERS = ['first', 'second', 'third', 'fourth'];

function nameOf(code: string, style: 'long' | 'short'): string {
  return new Intl.DisplayNames('en', { type: 'region', style }).of(code) ?? code;
}

/** What is called in full, and by letters and numbers. */
export const NAME_FINDERS: readonly Finder[] = [
  {
    hint: /United /u,
    pattern: /(?<![\p{L}\p{N}])(?<name>United (?:States|Kingdom|Nations))(?: of America)?(?!\p{L})/gu,
    read: (_, { name = '' }) => REGIONS[name.toLowerCase()] ?? '',
  },
  {
    hint: /USA|U\.S\.A/u,
    pattern: /(?<![\p{L}\p{N}.])(?:USA|U\.S\.A\.?)(?!\p{L})/gu,
    read: () => REGIONS['united states'] ?? '',
  },
  // third quarter
  {
    hint: /quarter/iu,
    pattern:
      /(?<![\p{L}\p{N}])(?:(?<word>first|second|third|fourth)|(?<digit>[1-4])(?:st|nd|rd|th)) quarter(?!\p{L})/giu,
    read: (_, { word = '', digit }) => `q${digit ?? QUARTERS.indexOf(word.toLowerCase()) + 1}`,
  },
  // fiscal year 2025, FY 2025
  {
    hint: /(?:fiscal|financial) year|FY/iu,
    pattern: /(?<![\p{L}\p{N}])(?:(?:fiscal|financial) year|FY) ?(?:20)?(?<year>\d{2})(?![\p{L}\p{N}])/giu,
    read: (_, { year = '' }) => `fy${year}`,
  },
  // square metres, sq. m, m²
  {
    hint: /sq/iu,
    pattern:
      /(?<!\p{L})(?:square|sq\.?) ?(?<unit>k(?:ilo)?m(?:et(?:re|er)s?)?|m(?:et(?:re|er)s?)?|f(?:ee)?t|foot)(?!\p{L})/giu,
    read: (_, { unit = '' }) => `${/^k/iu.test(unit) ? 'km' : /^m/iu.test(unit) ? 'm' : 'ft'}2`,
  },
  // 180 °C
  { hint: /°/u, pattern: /°/gu, read: () => 'degree', isBeside: true },
  { hint: /°/u, pattern: /° ?C(?!\p{L})/gu, read: () => 'celsius', isBeside: true },
  { hint: /°/u, pattern: /° ?F(?!\p{L})/gu, read: () => 'fahrenheit', isBeside: true },
  // '90s
  {
    hint: /['’]\d0s/u,
    pattern: /(?<![\p{L}\p{N}])['’](?<decade>[1-9]0)s(?!\p{L})/gu,
    read: (_, { decade = '' }) => `${Number(decade) < 30 ? '20' : '19'}${decade}s`,
  },
  // Müller, Køge
  {
    hint: /[äöüø]/iu,
    pattern: /(?<!\p{L})\p{L}+(?!\p{L})/gu,
    read: ([written = '']) => {
      const spelled = written.toLowerCase().replace(/[äöüø]/gu, (letter) => UMLAUTS[letter] ?? letter);
      return spelled === written.toLowerCase() ? '' : spelled;
    },
  },
  // +49 30 1234
  {
    hint: /\+\d/u,
    pattern: /\+\d{1,3}(?:[ ()/-]{1,2}\d{1,8}){1,6}(?!\d)/gu,
    read: ([written = '']) => written.replace(/\D/gu, ''),
  },
];
