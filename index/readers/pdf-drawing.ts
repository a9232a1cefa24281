import { Areas } from './pdf-areas.ts';
import { areaOf, type Box, boxIn, turned, turnOf } from './pdf-geometry.ts';
import { OPS, type PDFPageProxy, Util } from './pdf-library.ts';
import { black, clipped, clippedTo, hides, type Paint, withGraphics } from './pdf-paint.ts';

/** A character as it stands on a page. Lengths are points; `y` is the base line, from the top down. */
export type Glyph = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: Font;
  /** Number of the marked content that it belongs to, which the structure of a tagged file names. */
  readonly mark: number | null;
};

export type Font = { readonly name: string; readonly isBold: boolean };

/** What a page shows. */
export type Drawing = {
  readonly glyphs: readonly Glyph[];
  /** Thin lines and boxes: borders, underlines, lines through a text. */
  readonly rules: readonly Box[];
};

/** What the drawing of a page needs to know of its file. */
export type Stage = {
  /** From the space of the page to points from its top left corner. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly fontOf: (id: string) => PageFont | null;
  /** Whether what belongs to a layer is shown. */
  readonly isShown: (layer: unknown) => boolean;
};

/** A font as the library describes it. */
export type PageFont = Font & { readonly unit: number; readonly isVertical: boolean };

type State = {
  ctm: readonly number[];
  font: PageFont | null;
  size: number;
  mode: number;
  paint: Paint;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  /** The unit square has been placed, and nothing drawn yet: a picture that was left out does no more. */
  isPlaced: boolean;
};

/** A glyph of the library's list, as far as it is needed here. */
type ListedGlyph = { readonly unicode: string; readonly width: number; readonly isSpace: boolean };

/** A glyph with what decides whether it is seen: which way it runs (quarter turns), and how it is drawn. */
type Drawn = Glyph & { readonly turn: number; readonly isInvisible: boolean };

/** Filled and outlined, a character looks bold. */
const BOLD_MODE = 2;
const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);
/** Smaller type is not meant to be read. */
const MIN_SIZE = 1;
/** A picture over so much of a page is a scan of it, and the text nobody sees is what was recognised there. */
const SCAN_SHARE = 0.5;
const FILLS: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const WHITE = /^#(?:f[a-f\d]){3}$/i;

type Operators = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;

/** Follows the instructions that draw a page, and keeps the characters and lines that a reader sees. */
export function readDrawing({ fnArray, argsArray }: Operators, stage: Stage): Drawing {
  const page = new Page(stage);
  fnArray.forEach((operator, i) => {
    page.draw(operator, (argsArray[i] ?? []) as readonly unknown[]); // The library types arguments as `any`.
  });
  return page.drawing();
}

class Page {
  readonly #stage: Stage;
  readonly #stack: State[] = [];
  readonly #marks: { readonly isShown: boolean; readonly mark: number | null }[] = [];
  readonly #drawn: Drawn[] = [];
  readonly #pictures: Box[] = [];
  readonly #areas = new Areas();
  /** Of each group of things that is open: whether it hides, as a whole, what it is laid upon. */
  readonly #groups: boolean[] = [];
  /** What is drawn next is no more than where to draw. */
  #isClipping = false;
  #state: State;
  #text: readonly number[] = [1, 0, 0, 1, 0, 0];
  #line: readonly number[] = [1, 0, 0, 1, 0, 0];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#state = {
      ctm: stage.transform,
      font: null,
      size: 0,
      mode: 0,
      paint: black(stage.width, stage.height),
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      isPlaced: false,
    };
  }

  draw(operator: number, args: readonly unknown[]): void {
    const state = this.#state;
    const [first, second] = args;
    switch (operator) {
      case OPS.save:
        this.#save();
        return;
      case OPS.restore:
        this.#restore();
        return;
      case OPS.transform:
        state.ctm = Util.transform(state.ctm, numbers(args));
        state.isPlaced = true;
        return;
      case OPS.paintFormXObjectBegin:
        this.#save();
        if (first !== null) this.#state.ctm = Util.transform(state.ctm, numbers(first));
        this.#state.isPlaced = false;
        if (second !== null) this.#clipTo(numbers(second));
        return;
      case OPS.paintFormXObjectEnd:
        this.#state.isPlaced = false;
        this.#restore();
        return;
      case OPS.beginText:
        this.#setMatrix([1, 0, 0, 1, 0, 0]);
        return;
      case OPS.setTextMatrix:
        this.#setMatrix(numbers(Array.isArray(first) || ArrayBuffer.isView(first) ? first : args));
        return;
      case OPS.moveText:
        this.#move(number(first), number(second));
        return;
      case OPS.setLeadingMoveText:
        state.leading = -number(second);
        this.#move(number(first), number(second));
        return;
      case OPS.nextLine:
        this.#move(0, -state.leading);
        return;
      case OPS.setLeading:
        state.leading = number(first);
        return;
      case OPS.setFont:
        state.font = this.#stage.fontOf(String(first));
        state.size = number(second);
        return;
      case OPS.setCharSpacing:
        state.charSpacing = number(first);
        return;
      case OPS.setWordSpacing:
        state.wordSpacing = number(first);
        return;
      case OPS.setHScale:
        state.scale = number(first) / 100;
        return;
      case OPS.setTextRise:
        state.rise = number(first);
        return;
      case OPS.setTextRenderingMode:
        state.mode = number(first);
        return;
      case OPS.setFillRGBColor:
        state.paint = { ...state.paint, isWhite: WHITE.test(String(first)), isPattern: false };
        return;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        state.paint = { ...state.paint, isWhite: false, isPattern: true };
        return;
      case OPS.setGState:
        state.paint = withGraphics(state.paint, first);
        return;
      case OPS.beginGroup:
        this.#groups.push(hides(state.paint));
        return;
      case OPS.endGroup:
        this.#groups.pop();
        return;
      case OPS.clip:
      case OPS.eoClip:
        this.#isClipping = true;
        return;
      case OPS.showText:
        state.isPlaced = false;
        this.#show(first as readonly (ListedGlyph | number)[]); // So the library's own canvas takes it.
        return;
      case OPS.constructPath:
        state.isPlaced = false;
        this.#addPath(number(first), second);
        return;
      case OPS.beginMarkedContent:
        this.#marks.push({ isShown: true, mark: null });
        return;
      case OPS.beginMarkedContentProps:
        this.#marks.push({
          isShown: first !== 'OC' || this.#stage.isShown(second),
          mark: typeof second === 'number' ? second : null,
        });
        return;
      case OPS.endMarkedContent:
        this.#marks.pop();
        return;
      case OPS.shadingFill:
        this.#areas.addColoured({ left: 0, top: 0, right: this.#stage.width, bottom: this.#stage.height });
    }
  }

  /** What is seen of the text that runs the way most of the page does: the rest is a watermark or a drawing's label. */
  drawing(): Drawing {
    const covered = this.#areas.covered(this.#drawn);
    const visible = this.#drawn.filter((glyph) => !glyph.isInvisible && !covered.has(glyph));
    const isScan = this.#pictures.some(
      (box) => areaOf(box) > SCAN_SHARE * this.#stage.width * this.#stage.height,
    );
    const seen = visible.length === 0 || isScan ? this.#drawn : visible;
    const counts = [0, 0, 0, 0];
    for (const { turn } of seen) counts[turn] = (counts[turn] ?? 0) + 1;
    const turn = counts.indexOf(Math.max(...counts));
    const alike = seen.filter((glyph) => glyph.turn === turn);
    const glyphs = turn === 0 ? alike : alike.map((glyph) => ({ ...glyph, ...turned(glyph, turn) }));
    return { glyphs, rules: turn === 0 ? this.#areas.lines : [] };
  }

  #save(): void {
    this.#stack.push({ ...this.#state });
    this.#state.isPlaced = false;
  }

  #restore(): void {
    if (this.#state.isPlaced && this.#isShown()) {
      const box = boxIn(this.#state.ctm, [0, 0, 1, 1]);
      this.#pictures.push(box);
      this.#areas.addColoured(box);
    }
    this.#state = this.#stack.pop() ?? this.#state;
    this.#state.isPlaced = false;
  }

  #clipTo([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[]): void {
    this.#state.paint = clippedTo(this.#state.paint, [x0, y0, x1, y1], this.#state.ctm);
  }

  #setMatrix(matrix: readonly number[]): void {
    this.#text = matrix;
    this.#line = matrix;
  }

  #move(x: number, y: number): void {
    this.#setMatrix(Util.transform(this.#line, [1, 0, 0, 1, x, y]));
  }

  #isShown(): boolean {
    return this.#marks.every(({ isShown }) => isShown);
  }

  #show(glyphs: readonly (ListedGlyph | number)[]): void {
    const { font, size, scale, charSpacing, wordSpacing } = this.#state;
    if (font === null) return;
    const place = this.#isShown() && !this.#state.paint.isClear ? this.#placing(font) : null;
    let along = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        along -= (glyph * size) / 1000;
        continue;
      }
      const width = font.isVertical ? size : glyph.width * font.unit * size;
      place?.(glyph.unicode, along, width);
      along += width + charSpacing + (glyph.isSpace ? wordSpacing : 0);
    }
    const moved = font.isVertical ? [1, 0, 0, 1, 0, -along] : [1, 0, 0, 1, along * scale, 0];
    this.#text = Util.transform(this.#text, moved);
  }

  /** What puts a character of the text that is shown next on the page; `null` where nobody sees it there. */
  #placing(of: PageFont): ((text: string, along: number, width: number) => void) | null {
    const { ctm, scale, rise, size: unit, paint, mode } = this.#state;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = Util.transform(ctm, this.#text);
    const size = Math.abs(unit) * Math.hypot(c, d);
    const turn = of.isVertical ? 1 : turnOf(a, b);
    if (turn === null || size < MIN_SIZE) return null;
    const mark = this.#marks.findLast((each) => each.mark !== null)?.mark ?? null;
    const isInvisible = INVISIBLE_MODES.has(mode);
    const font = { name: of.name, isBold: of.isBold || mode === BOLD_MODE };
    const stretch = scale * Math.hypot(a, b);
    const { width: right, height: bottom } = this.#stage;
    return (text, along, own) => {
      const [across, up] = of.isVertical ? [0, -along] : [along * scale, rise];
      const x = a * across + c * up + e;
      const y = b * across + d * up + f;
      if (x < -size || y < 0 || x > right || y > bottom + size) return;
      if (paint.isWhite && !this.#areas.isColoured(x, y - 0.3 * size)) return;
      const width = of.isVertical ? size : own * stretch;
      this.#drawn.push({ text, x, y, width, size, font, mark, turn, isInvisible });
    };
  }

  #addPath(operator: number, data: unknown): void {
    if (!Array.isArray(data)) return;
    const { ctm, paint } = this.#state;
    const [path] = data;
    if (operator !== OPS.endPath && this.#isShown()) {
      const isOnPage = this.#groups.every((hidesAll) => hidesAll);
      this.#areas.addPath(path, FILLS.has(operator), ctm, paint, isOnPage ? this.#drawn.length : 0);
    }
    if (this.#isClipping) this.#state.paint = clipped(paint, path, ctm);
    this.#isClipping = false;
  }
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function numbers(value: unknown): number[] {
  return Array.from(value as ArrayLike<number>); // A matrix, in an array of one kind or another.
}
