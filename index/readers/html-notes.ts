import {
  attribute,
  type Element,
  isBlock,
  isElement,
  type Parent,
  parentOf,
  textOf,
  walk,
} from './html-tree.ts';

/** The footnotes of a page: where they are called, and what stands there. */
export type Notes = {
  /** The mark of the note that a link or a raised mark calls; `null` if it calls none. */
  readonly callOf: (element: Element) => string | null;
  /** Whether a link leads from a note back to its call. */
  readonly leadsBack: (link: Element) => boolean;
  /** The mark of the note that an element holds or begins; `null` if it is none. */
  readonly noteOf: (element: Element) => string | null;
};

/** Names that programs give to notes, as in "#_ftn1" and "#cite_note-3", and to the places that call them. */
const NOTE_NAME =
  /^#(?:_?(?:ftn|fn|edn|sdfootnote)|foot-?note|end-?note|note|cite_note|user-content-fn)[-_:.]?\w/i;
const CALL_NAME =
  /^#(?:(?:_?(?:ftn|fn|edn)|foot-?note|end-?note|note|user-content-fn)[-_:.]?ref|cite_ref|sdfootnote\w*anc|ref-?fn)/i;
const MARK = /^[[(（【]?(?<mark>[\p{L}\p{N}]{1,4}|[*†‡§¶#]{1,3})[\])）】]?[.,]?$/u;
const BACK_ARROW = /^(?:[\s\p{S}]|\ufe0e|\ufe0f)+$/u;
/** A mark is no deeper, and no more, than this many nodes. */
const MAX_MARK_NODES = 12;

/** Finds the notes of a page: those that links lead to, and raised marks that stand in front of a text elsewhere too. */
export function findNotes(page: Parent): Notes {
  const calls = new Map<Element, string>();
  const back = new Set<Element>();
  /** Names of the places that call, and of those that are called with the mark of each. */
  const calling = new Set<string>();
  const called = new Map<string, string | null>();
  /** Raised marks that no link leads from, in front of a text and behind one. */
  const leading = new Map<Element, string>();
  const raised = new Map<Element, string>();
  let isAtStart = true;
  for (const { node, opens } of walk(page)) {
    if (!isElement(node)) {
      if ('value' in node && /\S/.test(node.value)) isAtStart = false;
      continue;
    }
    if (isBlock(node) || node.tagName === 'br') isAtStart = true;
    if (!opens) continue;
    if (node.tagName === 'sup') {
      const mark = markOf(node);
      if (mark !== null) (isAtStart ? leading : raised).set(node, mark);
    } else if (node.tagName === 'a') {
      const target = attribute(node, 'href') ?? '';
      if (!target.startsWith('#') || target.length < 2) continue;
      if (isBackLink(node, target) || calling.has(target.slice(1))) back.add(node);
      else if (isCall(node, target)) {
        const mark = markOf(node) ?? '';
        calls.set(node, mark);
        const known = called.get(target.slice(1));
        // Several notes that lead to one place lead to the head of all notes.
        called.set(target.slice(1), known === undefined || known === mark ? mark : null);
        for (const name of namesOf(node)) calling.add(name);
      }
    }
  }
  const before = new Set(leading.values());
  const behind = new Set(raised.values());
  return {
    callOf: (element) => {
      const mark = raised.get(element);
      return calls.get(element) ?? (mark !== undefined && before.has(mark) ? mark : null);
    },
    leadsBack: (link) => back.has(link),
    noteOf: (element) => {
      const mark = [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : null]
        .map((name) => (name === null ? undefined : called.get(name)))
        .find((each) => each !== undefined && each !== null);
      if (mark !== undefined) return mark;
      const own = leading.get(element);
      return own !== undefined && behind.has(own) ? own : null;
    },
  };
}

/** The mark an element shows, without brackets; `null` if it shows more than a mark. */
function markOf(element: Element): string | null {
  let text = '';
  let nodes = 0;
  for (const { node } of walk(element)) {
    nodes += 1;
    if (nodes > MAX_MARK_NODES) return null;
    if ('value' in node) text += node.value;
  }
  return MARK.exec(text.trim())?.groups?.mark ?? null;
}

function isCall(link: Element, target: string): boolean {
  if (markOf(link) === null) return false;
  const around = parentOf(link);
  const isRaised =
    around?.tagName === 'sup' || link.childNodes.some((node) => isElement(node) && node.tagName === 'sup');
  const kind = `${attribute(link, 'role')} ${attribute(link, 'epub:type')} ${attribute(link, 'class')}`;
  return isRaised || /note-?ref|foot-?note/i.test(kind) || NOTE_NAME.test(target);
}

function isBackLink(link: Element, target: string): boolean {
  const kind = `${attribute(link, 'role')} ${attribute(link, 'class')}`;
  return /back-?(?:link|ref)|backlink/i.test(kind) || CALL_NAME.test(target) || BACK_ARROW.test(textOf(link));
}

/** What a link back to this one may call it. */
function namesOf(link: Element): string[] {
  const around = parentOf(link);
  return [attribute(link, 'id'), attribute(link, 'name'), around && attribute(around, 'id')].filter(
    (name) => name !== null,
  );
}
