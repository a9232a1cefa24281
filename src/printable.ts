/** What a terminal acts on or turns text round by; of all that, line breaks and tabs alone are plain text. */
const ACTING = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Text that a terminal only shows, whoever wrote it: what it would act on is a visible mark. Lengths stay the same, so
 * offsets do too.
 */
export function visible(text: string): string {
  return text.replace(ACTING, '\ufffd');
}

/** JSON that says the same, exactly, and that a terminal only shows. */
export function visibleJson(json: string): string {
  return json.replace(ACTING, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
