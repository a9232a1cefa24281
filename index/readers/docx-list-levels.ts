import type { Mark } from './docx-numbering.ts';
import type { Marker } from './markers.ts';

/** An item as one of a list: automatic lists say which and at what depth, of typed ones the marker tells. */
export type ListItem = {
  readonly label: string;
  readonly list: string;
  readonly depth: number;
  /** The same for items that are marked alike. */
  readonly look: string;
  readonly ordinal: number | null;
  readonly indent: number;
};

/** Lists within each other beyond this are none that anybody wrote. */
const MAX_LEVELS = 20;

const AUTOMATIC = 'automatic ';

/** Items are indented alike if they differ by less than this, in twentieths of a point. */
const TOLERANCE = 100;

/** Tells how deep in lists each item stands, as the items come one after the other. */
export class ListLevels {
  /** The last item at each level. */
  #open: ListItem[] = [];

  /** Whether a text stands between the last item and the next. */
  #isInterrupted = false;

  /** No list goes on. */
  end(): void {
    this.#open = [];
  }

  /** Only a list that is open goes on. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  /**
   * The level of an item, from 1. Within one list its depth tells; where another list begins, that it is indented further, or
   * marked in another way, tells that it stands in the item before.
   */
  levelOf(item: ListItem): number {
    if (this.#isInterrupted && !this.#goesOn(item)) this.#open = [];
    this.#isInterrupted = false;
    const own = this.#open.findLastIndex(({ list, depth }) => list === item.list && depth <= item.depth);
    const isKnown = this.#open.some(({ list }) => list === item.list);
    if (own >= 0) this.#open.length = own + ((this.#open[own]?.depth ?? 0) < item.depth ? 1 : 0);
    else if (isKnown) this.#open.length = this.#open.findIndex(({ list }) => list === item.list);
    else
      this.#open = this.#open.filter(
        (open) => !isBeside(item, open) && open.indent <= item.indent + TOLERANCE,
      );
    this.#open.length = Math.min(this.#open.length, MAX_LEVELS - 1);
    this.#open.push(item);
    return this.#open.length;
  }

  /** Whether an item behind a text is of an open list: of an automatic one, or the next of a typed one. */
  #goesOn(item: ListItem): boolean {
    return this.#open.some(({ list, ordinal }) => {
      if (list !== item.list) return false;
      return list.startsWith(AUTOMATIC) || (item.ordinal !== null && item.ordinal === (ordinal ?? 0) + 1);
    });
  }

  /** What an item with this typed marker is: of ways to read it, the one by which it goes on with an open list. */
  read({ label, readings }: Marker, indent: number): ListItem {
    const items = readings.map(({ style, ordinal }) => ({
      label,
      // The same bullet further in is another list.
      list: ordinal === null ? `typed ${style} ${indent}` : `typed ${style}`,
      depth: 0,
      look: style,
      ordinal,
      indent,
    }));
    const goesOn = items.find((item) => item.ordinal !== null && this.#goesOn(item));
    const begins = items.find(({ ordinal }) => ordinal === 1);
    const isLike = items.find((item) => this.#open.some((open) => open.list === item.list));
    const [likeliest = { label, list: 'typed', depth: 0, look: '', ordinal: null, indent }] = items;
    return goesOn ?? begins ?? isLike ?? likeliest;
  }
}

/** What an item with an automatic mark is. */
export function itemOf({ label, list, depth, look, count, bullet }: Mark, indent: number): ListItem {
  return { label, list: `${AUTOMATIC}${list}`, depth, look, ordinal: bullet === '' ? count : null, indent };
}

/** Whether an item of another list stands beside an open one and not in it: it looks alike and is indented alike. */
function isBeside(item: ListItem, open: ListItem): boolean {
  return Math.abs(item.indent - open.indent) < TOLERANCE && item.look === open.look;
}
