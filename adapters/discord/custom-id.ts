import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import type { ActionId } from '../../src/answer-actions.ts';
import type { Asked } from '../../src/asked-again.ts';
import { INDEX_ID } from '../../src/seen.ts';

/** A button of an answer, and what it does not share with the others: which excerpt it belongs to, and what stands above it. */
export type Slot = { readonly action: ActionId } & Pick<Asked, 'excerpt' | 'seen'>;

/** A button that was pressed, and what it has to know to ask again. */
export type Pressed = {
  readonly action: ActionId;
  readonly asked: Asked;
};

/** What the buttons of an answer share. */
export type AskedOnce = Omit<Asked, 'excerpt' | 'seen'>;

/** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const MAX_ID_CHARS = 100;
/** Far more than was ever packed. */
const MAX_JSON_BYTES = 1_000_000;
/** Characters of a question that one character of ids holds at most. */
const MAX_PACKING = 10;
/** Of this bot, and of this way to write them; other ids are refused. */
const PREFIX = 'pc1';
const LETTERS: Readonly<Record<ActionId, string>> = {
  more: 'm',
  context: 'c',
  why: 'w',
  share: 's',
  helpful: 'h',
  not_helpful: 'n',
  nearest: 'e',
};
/** Ids from before say nothing of what stands above them: such buttons do nothing, but their message is still understood. */
const ID = /^pc1([a-z])([0-9a-z]{1,3})\.(?:([\w-]{8})\.)?([\w-]*)$/;
/** Of the button that takes an answer away, and who asked. It has no part in what the others hold together. */
const DISMISSAL = /^pc1d(\d{1,20})$/;

const Count = z.int().nonnegative();

const Shared = z.tuple([
  z.string(),
  z.array(z.string()),
  Count.nullable(),
  z.string().regex(INDEX_ID),
  Count,
  /** Path of the one document asked about. */
  z.string().nullable(),
]);

/**
 * The ids of all buttons of a message, in order. One holds what is a button's own; what they share, the question above
 * all, is too long for one and runs on through all of them: whichever is pressed, its whole message comes with it, even
 * one that only its reader sees. Brotli knows common words of many languages by heart, and base64 is what Discord is sure
 * to leave alone. What does not fit is left out: earlier questions, oldest first; then the end of a question too long by
 * itself.
 */
export function toCustomIds(asked: AskedOnce, slots: readonly Slot[]): string[] {
  const heads = slots.map(
    ({ action, excerpt, seen }) => `${PREFIX}${LETTERS[action]}${excerpt.toString(36)}.${seen}.`,
  );
  let packed = pack(
    asked,
    heads.reduce((room, head) => room + MAX_ID_CHARS - head.length, 0),
  );
  return heads.map((head) => {
    const id = head + packed.slice(0, MAX_ID_CHARS - head.length);
    packed = packed.slice(MAX_ID_CHARS - head.length);
    return id;
  });
}

export function toDismissal(asker: string): string {
  return `${PREFIX}d${asker}`;
}

/** @returns who asked; `null` for the id of another button */
export function readDismissal(customId: string): string | null {
  return DISMISSAL.exec(customId)?.[1] ?? null;
}

/**
 * What the button with this id has to know; the id may also be that of a form the button opened.
 * @param components those of the message the button is on, as discord.js or Discord itself has them
 * @returns `null` for what is no button of ours
 */
export function readPressed(components: readonly object[], customId: string): Pressed | null {
  const pressed = ID.exec(customId);
  const action = (Object.keys(LETTERS) as ActionId[]).find((each) => LETTERS[each] === pressed?.[1]);
  const seen = pressed?.[3];
  if (pressed === null || action === undefined || seen === undefined) return null;
  try {
    const excerpt = Number.parseInt(pressed[2] ?? '', 36);
    return { action, asked: { ...unpack(components), excerpt, seen } };
  } catch {
    return null;
  }
}

/** What a message of the bot answers; `null` for one that answers nothing. */
export function readAsked(components: readonly object[]): AskedOnce | null {
  try {
    return unpack(components);
  } catch {
    return null;
  }
}

function unpack(components: readonly object[]): AskedOnce {
  const packed = customIdsIn(components).map((id) => ID.exec(id)?.[4] ?? '');
  const json = brotliDecompressSync(Buffer.from(packed.join(''), 'base64url'), {
    maxOutputLength: MAX_JSON_BYTES,
  }).toString();
  const [text, history, top, indexId, shown, document] = Shared.parse(JSON.parse(json));
  return { text, history, top: top ?? undefined, indexId, shown, document: document ?? undefined };
}

function pack({ text, history, top, indexId, shown, document }: AskedOnce, room: number): string {
  const write = (question: string, earlier: readonly string[]): string =>
    brotliCompressSync(
      JSON.stringify([question, earlier, top ?? null, indexId, shown, document ?? null]),
    ).toString('base64url');
  const withHistory = (kept: number): string => write(text, history.slice(history.length - kept));
  const kept = largest(history.length, (count) => withHistory(count).length <= room);
  const packed = withHistory(kept);
  if (packed.length <= room) return packed;
  const chars = [...text].slice(0, MAX_PACKING * room);
  const cut = (length: number): string => write(chars.slice(0, length).join(''), []);
  return cut(largest(chars.length, (length) => cut(length).length <= room));
}

/** The largest number up to `max` that fits; what does not fit fits no better if there is more of it. */
function largest(max: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** In the order they are shown. */
function customIdsIn(components: readonly object[]): string[] {
  return components.flatMap((component) => {
    if ('components' in component && Array.isArray(component.components))
      return customIdsIn(component.components);
    const id = 'customId' in component ? component.customId : 'custom_id' in component && component.custom_id;
    return typeof id === 'string' ? [id] : [];
  });
}
