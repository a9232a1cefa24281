/**
 * What a person wrote, without Slack's markup: links as they read, `&lt;` as `<`, mentions left out.
 * https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages
 */
export function plainText(text: string): string {
  return text
    .replace(/<[@!][^>]*>/g, ' ')
    .replace(/<#\w+(?:\|([^>]*))?>/g, (_, name?: string) => name ?? ' ')
    .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, address: string, label?: string) => label ?? address)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

export function mentions(text: string, userId: string): boolean {
  return new RegExp(`<@${userId}(?:\\|[^>]*)?>`).test(text);
}

/** Whether it is addressed to somebody other than the bot. */
export function isForOthers(text: string, userId: string): boolean {
  return /<@\w+/.test(text) && !mentions(text, userId);
}
