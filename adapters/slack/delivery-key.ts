import { createHash } from 'node:crypto';
import type { IncomingMessage } from './incoming.ts';
import type { Whereabouts } from './replies.ts';

const MESSAGE_EVENTS = ['message', 'app_mention'];

/**
 * What tells one delivery from another: a message its place and time, as one that mentions the bot comes as two events with
 * an id each; other events their id; a command or a button pressed is the same one only if all of it is, the id of what
 * triggered it included. `null` for what has neither.
 */
export function deliveryKey(body: object): string | null {
  const message = messageIn(body);
  if (message !== null) return `${message.channel}:${message.ts}`;
  if ('event_id' in body && typeof body.event_id === 'string') return body.event_id;
  return 'trigger_id' in body ? createHash('sha256').update(JSON.stringify(body)).digest('base64') : null;
}

/** The message an event tells of, if it does. */
export function messageIn(body: object): IncomingMessage | null {
  if (!('event' in body) || typeof body.event !== 'object' || body.event === null) return null;
  const { type, channel, ts } = body.event as Partial<IncomingMessage>; // As Slack documents it.
  if (typeof channel !== 'string' || typeof ts !== 'string') return null;
  return MESSAGE_EVENTS.includes(String(type)) ? (body.event as IncomingMessage) : null;
}

/** Who did something whose outcome they alone see, where, and with what words; `null` for messages and forms. */
export function whoActed(body: object): (Whereabouts & { readonly text: string }) | null {
  // Commands say it flat, buttons and shortcuts do not.
  const { channel_id, user_id, text, channel, user, container, message } = body as {
    readonly channel_id?: string;
    readonly user_id?: string;
    readonly text?: string;
    readonly channel?: { readonly id?: string };
    readonly user?: { readonly id?: string };
    readonly container?: { readonly channel_id?: string; readonly thread_ts?: string };
    readonly message?: { readonly thread_ts?: string; readonly text?: string };
  };
  const place = channel_id ?? channel?.id ?? container?.channel_id;
  const person = user_id ?? user?.id;
  if (place === undefined || person === undefined || 'event' in body) return null;
  return {
    channel: place,
    user: person,
    thread: message?.thread_ts ?? container?.thread_ts ?? null,
    text: text ?? message?.text ?? '',
  };
}
