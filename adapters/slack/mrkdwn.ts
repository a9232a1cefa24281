/**
 * Text for a field in which Slack looks for markup. Without these three characters no mention, link or special
 * command can be written, so nobody is pinged.
 * https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A time that every reader sees in their own time zone and language. */
export function localTime(time: Date): string {
  const seconds = Math.floor(time.getTime() / 1_000);
  const fallback = time.toISOString().slice(0, 16).replace('T', ' ');
  return `<!date^${seconds}^{date_short_pretty} {time}|${fallback} UTC>`;
}
