/** What an owner, or the text itself, says of a document. `null` is "not known". */
export type DocumentDescription = {
  readonly title: string;
  readonly issuer: string | null;
  readonly jurisdiction: string | null;
  readonly topic: string | null;
  /** ISO 8601 date, `yyyy-mm-dd`, or less (`yyyy-mm`, `yyyy`) where no more is known. */
  readonly publishedOn: string | null;
  /** Address the document was taken from. */
  readonly source: string | null;
  /** BCP 47 tag, e.g. `en` or `zh`. */
  readonly language: string;
  /** `internal` documents are not for public channels. */
  readonly audience: 'public' | 'internal';
  /** Other names people use for the document. */
  readonly aliases: readonly string[];
};

/** A half-open range of UTF-16 code units, `[start, end)`, of a document's text. */
export type Span = { readonly start: number; readonly end: number };

/**
 * `metadata` is what a page says about itself: time stamps, credits, captions. `furniture` is what every page of a
 * site carries: its name, menus, share bars, prompts. Both can be cited, but are no part of what the document says.
 */
export type BlockKind = 'title' | 'heading' | 'body' | 'metadata' | 'furniture';

/**
 * How a block is built: a `header` names the columns of a table, a `group` the rows below it; a `question` is answered, and a
 * term explained, by what stands under it; a `note` is called elsewhere by its label.
 */
export type BlockForm =
  | 'paragraph'
  | 'heading'
  | 'item'
  | 'header'
  | 'group'
  | 'row'
  | 'question'
  | 'note'
  | 'verbatim';

/** The smallest thing a document is built of: a paragraph, a heading, an item of a list, a row of a table. */
export type LaidOut = Span & {
  readonly kind: BlockKind;
  readonly form: BlockForm;
  /**
   * Of a heading, 1 the highest; of an item, and of what belongs to an item or a question as a further paragraph or the rows of
   * a table, the depth of its list from 1; 0 for all else.
   */
  readonly level: number;
  /** Number or mark of a clause, an item or a note, as the document shows it: "4.1", "(a)", "第三条"; empty without one. */
  readonly label: string;
  /** 1-based page it starts on; `null` where the format has no pages. */
  readonly page: number | null;
};

/** A block in its document, which is a tree of them. Blocks come in order and never overlap. */
export type Block = LaidOut & {
  /** Position of the block whose words it stands under: a heading, what opens its list, a header; -1 at the top. */
  readonly parent: number;
};

/** One seed file, whole. */
export type Document = DocumentDescription & {
  /** Path below the seeds folder, `/` separated; it identifies the document. */
  readonly path: string;
  /**
   * The decoded file, otherwise unchanged, without byte order mark; or the text extracted from it, where the format is
   * more than text. Offsets count its UTF-16 code units.
   */
  readonly text: string;
  /** Who says what the audience is; `null` where nobody does and it is what it was, or `public`. */
  readonly audienceSaidBy: 'catalog' | 'document' | null;
  readonly blocks: readonly Block[];
  /** Character encoding of the file; `null` where the text was extracted and has no byte offsets. */
  readonly encoding: string | null;
  /** Bytes of the file before the first character of `text`. */
  readonly byteOrderMarkBytes: number;
  readonly sizeBytes: number;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
};
