import { above, blockAt } from '../../index/block-tree.ts';
import type { Document, Span } from '../../index/document.ts';
import { wordToDigits } from '../../index/number-words.ts';
import { romanToDigits } from '../../index/roman-numerals.ts';

/** A clause as it is called: what it is called ("section", "条"; `null` where only its number is said), and its number. */
type ClauseName = { readonly kind: string | null; readonly number: string };

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['section', /^(?:sections?|secs?|ss?|§{1,2})$/i],
  ['subsection', /^sub-?sections?$/i],
  ['article', /^(?:articles?|arts?)$/i],
  ['clause', /^(?:sub-?)?(?:clauses?|cls?)$/i],
  ['rule', /^(?:rules?|regulations?|regs?)$/i],
  ['paragraph', /^(?:sub-?)?(?:paragraphs?|paras?)$/i],
  ['chapter', /^(?:chapters?|chs?|parts?|titles?|divisions?)$/i],
  ['annex', /^(?:annex(?:es)?|appendix|appendices|schedules?|exhibits?)$/i],
  ['number', /^(?:numbers?|nos?|items?|points?|questions?)$/i],
];
const KIND =
  '(?:sub-?)?(?:sections?|secs?|articles?|arts?|clauses?|cls?|rules?|regulations?|regs?|paragraphs?|paras?|chapters?|parts?|annex|appendix|schedules?|numbers?|nos?|items?|points?)|§{1,2}';
const NUMBER = '\\p{Nd}+\\p{L}?(?:[.-]\\p{Nd}+\\p{L}?)*|[IVXLC]+(?![\\p{L}])|[A-Za-z](?![\\p{L}\\p{Nd}])';
const ENGLISH = new RegExp(
  `(?<![\\p{L}])(?<kind>${KIND})(?:\\.\\s*|\\s+|(?=[\\p{Nd}(（]))(?:no\\.?\\s*)?(?<number>${NUMBER})(?<inner>(?:\\s?[(（][\\p{Nd}\\p{L}]{1,4}[)）])*)`,
  'giu',
);
const CHINESE = /第(?<number>[〇零一二三四五六七八九十百千\d]{1,6})(?<kind>[条條款项項章节節编編])/gu;
/** At the beginning of what a clause is called by. */
const LABEL = new RegExp(
  `^\\W*(?:(?<kind>${KIND})(?:\\.\\s*|\\s+|(?=[\\p{Nd}(（]))(?:no\\.?\\s*)?)?(?<number>${NUMBER})(?<inner>(?:\\s?[(（][\\p{Nd}\\p{L}]{1,4}[)）])*)`,
  'iu',
);

/** Clauses that a question names: "Article II Section 2", "§ 10-110", "subsection 4(1)", "第十三条"; from the outer to the inner. */
export function clausesIn(question: string): ClauseName[] {
  return [...question.matchAll(ENGLISH), ...question.matchAll(CHINESE)].flatMap(({ groups }) =>
    namesIn(groups),
  );
}

/** Where a question names clauses. */
export function clauseSpansIn(question: string): Span[] {
  return [...question.matchAll(ENGLISH), ...question.matchAll(CHINESE)].map(({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
  }));
}

/** The words of these that only say what kind of clause is meant: "section", "§". */
export function clauseKindSpansIn(question: string): Span[] {
  return [...question.matchAll(ENGLISH)].map(({ index, groups }) => ({
    start: index,
    end: index + (groups?.kind?.length ?? 0),
  }));
}

/** What the clauses that an offset of a document stands in are called, in their headings and labels. */
export function labelsAbove(document: Document, offset: number): ClauseName[] {
  const at = blockAt(document, offset);
  return [at, ...above(document, at)].flatMap((each) => {
    const block = document.blocks[each];
    if (block === undefined) return [];
    const isHeading = block.form === 'heading';
    const label =
      block.label !== '' || !isHeading
        ? block.label
        : document.text.slice(block.start, block.end).slice(0, 80);
    if (label === '') return [];
    const chinese = [...label.matchAll(CHINESE)].find(({ index }) => index === 0);
    return namesIn((chinese ?? LABEL.exec(label))?.groups);
  });
}

/** Whether a clause is the one that is named: its number is, and so is what it is called, where both say that. */
export function meets(label: ClauseName, named: ClauseName): boolean {
  if (label.number !== named.number) return false;
  return label.kind === null || named.kind === null || label.kind === named.kind || named.kind === 'number';
}

function namesIn(groups: Record<string, string | undefined> | undefined): ClauseName[] {
  const { kind = '', number = '', inner = '' } = groups ?? {};
  if (number === '') return [];
  const kinds = KINDS.find(([, pattern]) => pattern.test(kind));
  const called =
    kinds?.[0] ?? (kind === '' ? null : kind.replace('條', '条').replace('項', '项').replace('節', '节'));
  const parts = [...inner.matchAll(/[\p{Nd}\p{L}]+/gu)].map(([part]) => ({
    kind: null,
    number: normalized(part),
  }));
  return [{ kind: called, number: normalized(number) }, ...parts];
}

function normalized(number: string): string {
  return (romanToDigits(number) ?? wordToDigits(number) ?? number).toLowerCase();
}
