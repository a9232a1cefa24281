/** A line of text as a page shows it, whether all of it is bold, and what of its beginning is. */
export type InlineLine = { readonly text: string; readonly isBold: boolean; readonly boldStart?: string };

/** What stands between the ends of two blocks. */
export type InlineText = {
  /** As one text, a line a line. */
  readonly text: string;
  readonly lines: readonly InlineLine[];
  /** Whether all of it leads somewhere: to other pages, or to places of its own page. */
  readonly leads: 'elsewhere' | 'within' | null;
  /** Whether it only describes pictures. */
  readonly isDescription: boolean;
};

/** What is true of a piece of text beside what it says. */
export type Manner = { readonly isBold: boolean; readonly link: 'elsewhere' | 'within' | null };

type Piece = Manner & { readonly text: string };

/** Chinese is written without spaces: a line break between its characters only wraps the source. */
const WRAPPED_HAN = /(?<=[\p{Script=Han}，。、；：！？”）])\s*\n\s*(?=[\p{Script=Han}“（])/gu;
const BREAK: Piece = { text: '\n', isBold: true, link: null };

/** Gathers the text of a block piece by piece. */
export class InlineWriter {
  #pieces: Piece[] = [];
  #hasText = false;
  /** Descriptions of pictures, which stand for a block that says nothing else. */
  #pictures: string[] = [];

  /** How much has been written: a place to {@link replaceFrom}. */
  get length(): number {
    return this.#pieces.length;
  }

  /** Whether nothing but space has been written. */
  get isEmpty(): boolean {
    return !this.#hasText;
  }

  write(text: string, manner: Manner): void {
    if (text !== '') this.#pieces.push({ ...manner, text });
    this.#hasText ||= /\S/.test(text);
  }

  break(): void {
    this.#pieces.push(BREAK);
  }

  describePicture(description: string): void {
    this.#pictures.push(description);
  }

  /** Writes something else for what has been written from a place on. */
  replaceFrom(place: number, rewrite: (text: string) => string): void {
    const taken = this.#pieces.splice(place);
    const [first] = taken;
    const text = taken.map((piece) => piece.text).join('');
    if (first !== undefined) this.write(rewrite(text), first);
  }

  /** Ends the block, and gives what it says: with its spaces and line breaks as a browser shows them, or as typed. */
  take(isPreformatted: boolean): InlineText {
    const pieces = this.#pieces;
    const pictures = this.#pictures;
    this.#pieces = [];
    this.#pictures = [];
    this.#hasText = false;
    const marked = pieces.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
    if (marked.length === 0 && pieces.every(({ text }) => text.trim() === '')) {
      const text = pictures.join(' ').trim();
      return { text, lines: [{ text, isBold: false }], leads: null, isDescription: true };
    }
    const written = pieces.map(({ text }) => text).join('');
    const link = marked[0]?.link ?? null;
    const leads = marked.every((piece) => piece.link === link) ? link : null;
    if (isPreformatted)
      return { text: written, lines: [{ text: written, isBold: false }], leads, isDescription: false };
    const lines = linesOf(pieces);
    const text = lines.map((line) => line.text).join('\n');
    return { text: text.trim(), lines, leads, isDescription: false };
  }
}

function linesOf(pieces: readonly Piece[]): InlineLine[] {
  const lines: { text: string[]; isBold: boolean; boldPieces: number }[] = [];
  const begin = (): void => void lines.push({ text: [], isBold: true, boldPieces: 0 });
  begin();
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (piece === BREAK) begin();
    else if (line !== undefined) {
      line.text.push(piece.text);
      if (/[\p{L}\p{N}]/u.test(piece.text)) line.isBold &&= piece.isBold;
      if (line.isBold && piece.isBold) line.boldPieces = line.text.length;
    }
  }
  return lines.map(({ text, isBold, boldPieces }) => ({
    text: asShown(text.join('')),
    isBold,
    boldStart: asShown(text.slice(0, boldPieces).join('')),
  }));
}

/** A line with its spaces as a browser shows them. */
function asShown(line: string): string {
  const unwrapped = line.includes('\n') ? line.replace(WRAPPED_HAN, '') : line;
  return unwrapped
    .replace(/[\t\n\r\f]| {2,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^ | $/g, '');
}
