import { wordToDigits } from './number-words.ts';
import { isStopWord } from './stop-words.ts';

const NUMERALS = '〇零一二两三四五六七八九十百千万亿';
const NUMERAL = new RegExp(`^[${NUMERALS}]+$`, 'u');
/** What is counted or numbered in Chinese: 年, 条, 元. */
const COUNTED = '年月日号天周个元岁人次倍条章节款项级届';
/**
 * Chinese numbers that a dictionary would cut: 二〇三五年 before 五年, 第十三条 behind 第十. A lone 一 is more often part of a word,
 * as in 一次性.
 */
const NUMBER_WORD = new RegExp(
  `(${[
    '[〇零一二三四五六七八九]{4}(?=年)',
    `(?<=第)[${NUMERALS}]+(?=[${COUNTED}])`,
    `(?!一[${COUNTED.replace(/[月日号]/g, '')}])[${NUMERALS}]+(?=[${COUNTED}])`,
    `[${NUMERALS}]*[十百千万亿][${NUMERALS}]+`,
    `[${NUMERALS}]+[十百千万亿]`,
  ].join('|')})`,
  'u',
);
/** Ends a sentence by itself, and words that the dictionary does not know behind a character: 网吧, 书吧. */
const PARTICLE = '吧';
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });

/** A stretch of a text without spaces: a word of the dictionary, a number, or characters that it does not know. */
type UnspacedWord = { readonly start: number; end: number; readonly kind: 'word' | 'numeral' | 'unknown' };

/** Words by the dictionary; neighbouring numerals are one, and so are neighbouring characters it does not know. */
export function findWords(run: string): UnspacedWord[] {
  const words: UnspacedWord[] = [];
  let offset = 0;
  for (const part of run.split(NUMBER_WORD)) {
    if (NUMERAL.test(part) && wordToDigits(part) !== null) {
      words.push({ start: offset, end: offset + part.length, kind: 'numeral' });
    } else {
      for (const { segment, index } of SEGMENTER.segment(part)) {
        const kind = kindOf(segment);
        const last = words.at(-1);
        const start = offset + index;
        const isOfWord = segment === PARTICLE && last?.kind === 'unknown';
        if (isOfWord && start + 1 < run.length) {
          // No sentence ends here.
          last.end -= 1;
          words.push({ start: start - 1, end: start + 1, kind: 'word' });
        } else if (isOfWord) last.end += 1;
        else if (kind !== 'word' && last?.kind === kind) last.end = start + segment.length;
        else words.push({ start, end: start + segment.length, kind });
      }
    }
    offset += part.length;
  }
  return words.filter(({ start, end }) => start < end);
}

function kindOf(segment: string): UnspacedWord['kind'] {
  if (NUMERAL.test(segment)) return 'numeral';
  return segment.length === 1 && !isStopWord(segment) ? 'unknown' : 'word';
}
