import { allMatches } from '../../index/all-matches.ts';
import { above, blockAt } from '../../index/block-tree.ts';
import type { Block, Document, Span } from '../../index/document.ts';
import { findSentences } from '../../index/sentences.ts';

/** How far around a clause, in blocks, others that speak of it are looked for. */
const REACH = 60;
const MAX_NAMED = 2;
const MAX_CLAUSE_CHARS = 2_000;

/** Statements around the span's clause that say of it, or of a clause it stands in, that it does not hold. */
export function clausesNaming(document: Document, span: Span): Span[] {
  const { text, blocks } = document;
  const at = blockAt(document, span.start);
  const names = namesOfClauses(document, at);
  if (names.length === 0) return [];
  const found: Span[] = [];
  for (let other = Math.max(0, at - REACH); other <= Math.min(blocks.length - 1, at + REACH); other += 1) {
    const block = blocks[other];
    if (block === undefined || other === at || block.kind !== 'body' || found.length >= MAX_NAMED) continue;
    if (block.end - block.start > MAX_CLAUSE_CHARS) continue;
    const near = names.filter(({ parent }) => parent === null || parent === block.parent);
    if (!near.some(({ isNamed }) => isNamed(text.slice(block.start, block.end)))) continue;
    for (const sentence of findSentences(text, block)) {
      const said = text.slice(sentence.start, sentence.end);
      if (near.some(({ isNamed }) => isNamed(said))) found.push({ ...sentence });
    }
  }
  return found;
}

type Name = {
  readonly isNamed: (said: string) => boolean;
  /** The block whose other parts may mean the clause by this name; null where the name can be used anywhere. */
  readonly parent: number | null;
};

/** How the clause of a block, and each that it stands in, is called elsewhere. */
function namesOfClauses(document: Document, at: number): Name[] {
  const { blocks } = document;
  const own = blocks[at];
  if (own === undefined) return [];
  const names: Name[] = [];
  for (const each of [at, ...above(document, at)]) {
    const block = blocks[each];
    const label = block === undefined ? '' : labelOf(document, block);
    if (block === undefined || label === '' || block.kind === 'title') continue;
    const isDivision = block.form === 'heading';
    const isTop = block.form === 'item' && block.parent < 0;
    // "Number 1" is the one beside it; a whole number, "10.1.7", and that of a section can be meant from anywhere.
    const isMeantAnywhere = isWhole(label) || isDivision || (isTop && each !== at);
    const isOnlyItem = !isDivision && !isWhole(label) && hasDivision(document, each, label);
    names.push({
      isNamed: namedAs(
        label,
        isMeantAnywhere && !isWhole(label) ? DIVISIONS : isOnlyItem ? ITEMS : ANY,
        headingLabel(document, each),
      ),
      parent: isMeantAnywhere ? null : block.parent,
    });
  }
  return names;
}

/** Whether a label by itself tells its clause in the document: "10.1.7", "第三条". */
function isWhole(label: string): boolean {
  return /\p{N}[.-]\p{N}|第/u.test(label);
}

/** Whether another division of the document has this label: "Section 1" is that one then, and not item 1 of another. */
function hasDivision(document: Document, at: number, label: string): boolean {
  const core = coreOf(label);
  return document.blocks.some(
    (block, i) => i !== at && block.kind === 'heading' && coreOf(labelOf(document, block)) === core,
  );
}

/** The label of the nearest division that a block stands in. */
function headingLabel(document: Document, at: number): string {
  for (const each of above(document, at)) {
    const block = document.blocks[each];
    if (block?.kind === 'heading') return coreOf(labelOf(document, block));
  }
  return '';
}

const DIVISIONS = '(?<!sub-)(?:sections?|clauses?|articles?|rules?|chapters?|parts?)';
const ITEMS =
  'numbers?|nos?\\.?|items?|points?|sentences?|paragraphs?|paras?\\.?|sub-?(?:sections?|clauses?|paragraphs?)';
const ANY = `${DIVISIONS}|${ITEMS}`;

/** Behind a name, says what it is part of: "Section 4.1 of the Lifts Act". */
const OF = /^(?:\s*[(（][^)）]{0,20}[)）])*,?\s+of\s+(?<whole>[^.,;]{1,60})/iu;
const THIS = /^(?:this|these|our|the (?:present|above|foregoing|same))\b/iu;

const NEAR_BEFORE = 60;
const NEAR_BEHIND = 100;

/** Tells whether a text says of the clause with a label that it does not hold. */
function namedAs(label: string, nouns: string, heading: string): (said: string) => boolean {
  const core = RegExp.escape(coreOf(label));
  const behind = '(?![\\p{L}\\p{N}]|[.(-]\\p{L}|[.(-]\\p{N})';
  const name = label.startsWith('第')
    ? new RegExp(`(?<!》\\s?)${RegExp.escape(label)}`, 'gu')
    : /^\p{L}/u.test(coreOf(label))
      ? // A letter is a word of its own in many sentences: only its bracket makes it a label.
        new RegExp(`(?<![\\p{L}\\p{N}])[(（]?${core}[)）]`, 'giu')
      : new RegExp(
          `(?:\\b(?:${nouns})|§{1,2})\\s*[(（]?(?:\\p{N}[\\p{N}.]*(?:,| and| or|, and) ){0,4}${core}${behind}`,
          'giu',
        );
  const isCased = coreOf(label).toLowerCase() !== coreOf(label).toUpperCase();
  // Most texts around do not even hold the number.
  const mayName = (said: string): boolean => isCased || said.includes(coreOf(label));
  return (said) =>
    mayName(said) &&
    allMatches(name, said).some(({ 0: found, index }) => {
      // Of a long sentence, what stands far from the name speaks of something else.
      const around = said.slice(Math.max(0, index - NEAR_BEFORE), index + found.length + NEAR_BEHIND);
      if (!DOES_NOT_HOLD.test(around)) return false;
      const whole = OF.exec(said.slice(index + found.length))?.groups?.whole;
      if (whole === undefined || THIS.test(whole)) return true;
      return heading !== '' && new RegExp(`^(?:${ANY})\\s+${RegExp.escape(heading)}\\b`, 'iu').test(whole);
    });
}

function coreOf(label: string): string {
  return label.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Says that a clause does not hold for somebody or something. */
const DOES_NOT_HOLD =
  /\b(?:(?:not|never|only) (?:\p{L}+ ){0,2}(?:appl(?:y|ies|icable)|hold|paid|granted|valid|in force)|n['’]t (?:apply|hold)|appl(?:y|ies) only|suspended|waived|no longer|exempt\p{L}*|except\p{L}*|despite|notwithstanding)\b|不适用|不適用|除外|例外|暂停/iu;

/** The label of a block, or the number at the beginning of a heading. */
function labelOf({ text }: Document, block: Block): string {
  if (block.form !== 'heading') return block.label;
  const said = block.label === '' ? text.slice(block.start, block.end) : block.label;
  return NUMBER_OF_DIVISION.exec(said)?.groups?.label ?? '';
}

const NUMBER_OF_DIVISION =
  /^(?:section|article|rule|clause|chapter|part|§)?\s*(?<label>\p{Nd}+(?:[.-]\p{Nd}+)*|第.{1,6}[条條])/iu;
