import type { BlockReader } from './docx-blocks.ts';
import { formatCount } from './docx-number-formats.ts';
import { withMark } from './docx-numbering.ts';
import type { WordPackage } from './docx-package.ts';
import { numberOf, valOf } from './docx-properties.ts';
import type { NoteCall } from './docx-text.ts';
import { type Part, partOf } from './parts.ts';
import { find, findAll, type XmlElement } from './xml.ts';

const MAX_START = 10_000;

type Kind = 'w:footnote' | 'w:endnote';

type Numbers = { readonly next: number; readonly format: string };

/** The footnotes and endnotes of a document, which are numbered as they are called. */
export class Notes {
  readonly #package: WordPackage;
  readonly #labels = new Map<string, string>();
  readonly #numbers = new Map<string, Numbers>();

  constructor(wordPackage: WordPackage) {
    this.#package = wordPackage;
  }

  /** The label of the note that is called. */
  readonly call = ({ kind, id, mark }: NoteCall): string => {
    const known = this.#labels.get(`${kind} ${id}`);
    if (known !== undefined) return known;
    const label = mark ?? this.#nextNumber(kind);
    this.#labels.set(`${kind} ${id}`, label);
    return label;
  };

  /** The notes that have been called. */
  read(reader: BlockReader): Part[] {
    const { footnotes, endnotes } = this.#package;
    return [...this.#read('w:footnote', footnotes, reader), ...this.#read('w:endnote', endnotes, reader)];
  }

  #nextNumber(kind: string): string {
    const numbers = this.#numbers.get(kind) ?? this.#numbersOf(kind);
    this.#numbers.set(kind, { ...numbers, next: numbers.next + 1 });
    return formatCount(numbers.next, numbers.format);
  }

  #numbersOf(kind: string): Numbers {
    const { document, settings } = this.#package;
    const properties = find(document, 'w:body', 'w:sectPr', `${kind}Pr`) ?? find(settings, `${kind}Pr`);
    return {
      next: numberOf(properties, 'w:numStart', [1, MAX_START]) ?? 1,
      format: valOf(properties, 'w:numFmt') ?? (kind === 'w:endnote' ? 'lowerRoman' : 'decimal'),
    };
  }

  #read(kind: Kind, notes: XmlElement | undefined, reader: BlockReader): Part[] {
    return findAll(notes, kind).flatMap((note) => {
      const label = this.#labels.get(`${kind} ${note.attributes.get('id')}`);
      const text = reader
        .read(note)
        .flatMap((block) => ('text' in block ? [withMark(block.mark, block.text)] : []))
        .join('\n');
      if (label === undefined || text === '') return [];
      const own = text.startsWith(label) ? text.slice(label.length).trimStart() : text;
      return [noteOf(label, own)];
    });
  }
}

/** A note with its mark in front, as it is called in the text. */
export function noteOf(mark: string, text: string): Part {
  return partOf('note', `[${mark}] ${text}`, { label: mark });
}
