import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, normalizeWord, toTerm } from '../../index/analyzer.ts';
import { anyText } from '../support/texts.ts';

function wordsOf(text: string): string[] {
  return analyze(text).map((token) => token.word);
}

function termsOf(text: string): string[] {
  return analyze(text).map((token) => token.term);
}

describe('analyze', () => {
  it('finds words in order, with their places', () => {
    expect(analyze('The Plans, 2025')).toEqual([
      { term: 'the', word: 'the', start: 0, end: 3, stop: true },
      { term: 'plan', word: 'plans', start: 4, end: 9, stop: false },
      { term: '2025', word: '2025', start: 11, end: 15, stop: false },
    ]);
  });

  it.each([
    ["Hunan's", ['hunan']],
    ['Hunan’s', ['hunan']],
    ["companies'", ['companies']],
    ["don't", ['dont']],
    ['E-commerce', ['e-commerce']],
    ['x-ray', ['x-ray']],
    ['Five-Year', ['five', 'year']],
    ['data-driven', ['data', 'driven']],
    ['C++ and C#', ['c++', 'and', 'c#']],
    ['100Mbps', ['100', 'mbps']],
    ['100 Mbps', ['100', 'mbps']],
    ['5G', ['5g']],
    ['G20', ['g20']],
    ['COVID-19', ['covid', '19']],
    ['1,000', ['1000']],
    ['10,000,000', ['10000000']],
    ['1,234.56', ['1234.56']],
    ['3.5 percent', ['3.5', 'percent']],
    ['10.', ['10']],
    ['ＨＵＮＡＮ １００', ['hunan', '100']],
    ['café naïve Ångström', ['cafe', 'naive', 'angstrom']],
    ['cafe\u0301', ['cafe']],
    ['dig\u200bital', ['digital']],
    ['dig\u00adital', ['digital']],
    ['ﬁnance', ['finance']],
    ['İstanbul', ['istanbul']],
    ['5G网络', ['5g', '网络']],
    ['数字经济发展', ['数字', '经济', '发展']],
    ['二〇三五年', ['二〇三五', '年']],
    ['', []],
    ['…?! 😀', []],
  ])('finds the words of %s', (text, words) => expect(wordsOf(text)).toEqual(words));

  it.each([
    ['digitalization', 'digitalizing'],
    ['companies', 'company'],
    ['e-commerce', 'ecommerce'],
    ['seventeen', '17'],
    ['十七', '17'],
    ['14th', 'fourteenth'],
    ['twenty-first', '21st'],
    ['twenty first', '21st'],
    ['ten', '10'],
    ['1,000', '1000'],
    ['二〇三五年', '2035年'],
    ['第十三条', '第13条'],
    ['三十一日', '31日'],
    ['一百五十万元', '1500000元'],
    ['GPs', 'GP'],
    ['Straße', 'strasse'],
    ['5 km', '5 kilometres'],
    ['二零二五年', '２０２５年'],
  ])('holds %s and %s to be the same', (one, other) => expect(termsOf(one)).toEqual(termsOf(other)));

  it('reads numbers in their context', () => {
    expect(termsOf("China's top ten")).toEqual(['china', 'top', '10']);
    expect(termsOf('到二〇三五年建成')).toEqual(['到', '2035', '年', '建成']);
  });

  it('does not take "十四五" for 145 or 19', () => {
    expect(termsOf('“十四五”规划')).not.toContain('145');
    expect(termsOf('“十四五”规划')).not.toContain('19');
  });

  it.each([
    ['Is the plan for Hunan not in force?', ['is', 'the', 'for', 'in']],
    ['湖南和河南的规划', ['和', '的']],
  ])('marks words of grammar: %s', (text, stops) => {
    expect(
      analyze(text)
        .filter((token) => token.stop)
        .map((token) => token.word),
    ).toEqual(stops);
  });

  it('has pairs of characters beside the words of a Chinese dictionary', () => {
    expect(wordsOf('湖南省')).toEqual(['湖南省', '湖南', '南省']);
    expect(wordsOf('互联网')).toEqual(['互', '互联', '联', '联网', '网']);
  });

  it('takes 吧 behind a character that the dictionary does not know for the end of a word', () => {
    for (const text of ['网吧每日营业', '可以开网吧吗', '不得进入网吧', '網吧'])
      expect(wordsOf(text)).toContain('网吧');
    expect(wordsOf('开网吧吗')).not.toContain('开网');
  });

  it('finds 互联网 wherever it stands', () => {
    for (const text of ['互联网', '工业互联网平台', '“互联网+”行动', '移动互联网']) {
      expect(wordsOf(text)).toContain('互联');
      expect(wordsOf(text)).toContain('联网');
    }
  });

  it('has tokens that lie inside the text and are its words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { word, term, start, end } of analyze(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          const written = normalizeWord(text.slice(start, end));
          // Which simplified character stands for a traditional one may depend on those beside it.
          if (/\p{Script=Han}/u.test(written)) expect([...word]).toHaveLength([...written].length);
          else expect(written.replace(/,(?=\d{3}(?!\d))/g, '')).toBe(word);
          expect(term).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never misses a word written in Latin letters', () => {
    const words = fc.array(fc.stringMatching(/^[b-hj-z]{2,10}$/), { maxLength: 20 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', ', ', '; ', '\n', ' – ', '。', '数', '/'), (parts, glue) => {
        const found = analyze(parts.join(glue)).filter((token) => /[a-z]/.test(token.word));
        expect(found.map((token) => token.word)).toEqual(parts);
      }),
    );
  });

  it('finds the same terms however a text is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 ]{0,40}$/), (text) => {
        const wide = [...text].map((char) =>
          char === ' ' ? char : String.fromCodePoint(char.charCodeAt(0) + 0xfee0),
        );
        expect(termsOf(text.toUpperCase())).toEqual(termsOf(text));
        expect(termsOf(wide.join(''))).toEqual(termsOf(text));
      }),
    );
  });

  it.each([
    ['letters', 'a'.repeat(1_000_000)],
    ['digits', '1,'.repeat(300_000)],
    ['apostrophes', "a'".repeat(300_000)],
    ['hyphens', 'a-'.repeat(300_000)],
    ['combining marks', `e${'\u0301'.repeat(300_000)}`],
  ])(
    'takes time in proportion to a run of %s',
    (_what, text) => {
      expect(analyze(text).length).toBeGreaterThan(0);
    },
    2_000,
  );
});

describe('normalizeWord', () => {
  it.each([
    ['Hunan', 'hunan'],
    ['HUNAN’S', 'hunan'],
    ["people's", 'people'],
    ["O'Brien", 'obrien'],
    ['①', '1'],
    ['ＡＩ', 'ai'],
    ['Straße', 'straße'],
    ['한국어', '한국어'],
    ['\u00ad\u200b', ''],
  ])('makes %s %s', (written, word) => expect(normalizeWord(written)).toBe(word));

  it('changes nothing that is normalised', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9\u00c0-\u00f6\u4e00-\u4eff-]{0,20}$/), (written) => {
        const word = normalizeWord(written);
        expect(normalizeWord(word)).toBe(word);
      }),
    );
  });
});

describe('toTerm', () => {
  it.each([
    ['regulations', 'regul'],
    ['five', '5'],
    ['fifth', '5th'],
    ['e-commerce', 'ecommerc'],
    ['has', 'has'],
    ['plan', 'plan'],
    ['湖南', '湖南'],
  ])('makes %s %s, the first time and again', (word, term) => {
    expect(toTerm(word)).toBe(term);
    expect(toTerm(word)).toBe(term);
  });
});

it('takes numerals that stand together for one number, and names of plans for names', () => {
  expect(analyze('十四五规划').map(({ term }) => term)).toContain('十四五');
  expect(analyze('二〇三五年').map(({ term }) => term)).toContain('2035');
  expect(analyze('投资三千五百万元').map(({ term }) => term)).toContain('35000000');
});

it('takes very long runs without spaces', () => {
  expect(analyze('湖'.repeat(300_000)).length).toBeGreaterThan(100_000);
});

it('takes traditional characters for simplified ones', () => {
  expect(analyze('數據規劃與網絡').map(({ term }) => term)).toEqual(
    analyze('数据规划与网络').map(({ term }) => term),
  );
  for (const { start, end } of analyze('頭髮乾淨')) expect(end - start).toBeGreaterThan(0);
});
