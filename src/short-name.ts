const MAX_NAME_CHARS = 150;
/** Of the folders that tell documents of one title apart. */
const MAX_APART_CHARS = 60;

/** What could turn round or hide the text beside it. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A name on one line, short enough for a phone, that leaves the text beside it alone; for names only, never for what a
 * document says.
 */
export function short(name: string, chars: number = MAX_NAME_CHARS): string {
  const oneLine = name.replace(/\s+/g, ' ').trim().replace(INVISIBLE, '\ufffd').toWellFormed();
  const shown = oneLine.length <= chars ? oneLine || '…' : `${startOf(oneLine, chars - 1).trimEnd()}…`;
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** What a citation calls its document. */
export function shortTitle({
  title,
  apart,
}: {
  readonly title: string;
  readonly apart: string | null;
}): string {
  return apart === null ? short(title) : `${short(title)} (${short(apart, MAX_APART_CHARS)})`;
}

/** The beginning of a well-formed text, no character cut in two. */
function startOf(text: string, chars: number): string {
  return text.slice(0, chars).replace(/[\ud800-\udbff]$/, '');
}
