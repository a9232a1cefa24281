import { createHash } from 'node:crypto';

/**
 * What tells one delivery from another: events have an id; a command or a button pressed is the same one only if all of
 * it is, the id of what triggered it included. `null` for what has neither.
 */
export function deliveryKey(body: object): string | null {
  if ('event_id' in body && typeof body.event_id === 'string') return body.event_id;
  return 'trigger_id' in body ? createHash('sha256').update(JSON.stringify(body)).digest('base64') : null;
}
