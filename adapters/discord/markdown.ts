/**
 * Where Discord would find markup in text; a backslash in front of any of these is shown as the character alone
 * (https://github.com/discord/SimpleAST, `PATTERN_ESCAPE`), which discord.js's `escapeMarkdown` leaves half undone:
 * - styles, code, spoilers, mentions, links, and the backslash itself, anywhere;
 * - `:` of an emoji code or an address, the dot of an invitation;
 * - headings, small print, lists and quotes where a line begins;
 * - signs such as ™ that become pictures. Those beyond the BMP stay: half of one cannot be escaped.
 */
const MARKUP =
  /[\\*_~|`<@[\]]|:(?!\s)|(?<=discord(?:app)?)\.|(?<=^\s*)[-+#>]|(?<=^\s*\d+)\.|(?=[\xa9-\uffff])\p{Extended_Pictographic}/gimu;

/** Text that Discord shows as it is; for what a document says, `quote.ts` checks that it does. */
export function escapeMarkdown(text: string): string {
  return text.toWellFormed().replace(MARKUP, '\\$&');
}

export function bold(text: string): string {
  return `**${escapeMarkdown(text)}**`;
}

/** Inline code, in which nothing can be escaped; as it is where it holds a backtick. */
export function code(text: string): string {
  return text.includes('`') ? escapeMarkdown(text) : `\`${text.toWellFormed()}\``;
}

/** Small print: one line. */
export function small(markdown: string): string {
  return `-# ${markdown}`;
}

/** A time that every reader sees in their own time zone and language. */
export function localTime(time: Date): string {
  return `<t:${Math.floor(time.getTime() / 1_000)}:f>`;
}
