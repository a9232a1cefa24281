import type { MessagePort, Worker } from 'node:worker_threads';
import type { ChannelOptions, EventOptions } from 'birpc';
import { PlanciteError } from '../index/errors.ts';

/** What becomes of a {@link PlanciteError} on its way between threads, which would make a mere `Error` of it. */
type PackedError = { readonly code: PlanciteError['code']; readonly message: string };

type Message = { readonly e?: unknown; readonly packed?: PackedError };

/** How two threads call each other's functions: arguments and results are copied, errors stay what they are. */
export function channelOver(port: MessagePort | Worker): ChannelOptions & Pick<EventOptions, 'timeout'> {
  return {
    post: (message) => port.postMessage(message),
    on: (receive) => port.on('message', receive),
    off: (receive) => port.off('message', receive),
    serialize: ({ e, ...message }: Message): Message =>
      e instanceof PlanciteError
        ? { ...message, packed: { code: e.code, message: e.message } }
        : { ...message, ...(e !== undefined && { e }) },
    deserialize: ({ packed, ...message }: Message): Message =>
      packed === undefined ? message : { ...message, e: new PlanciteError(packed.code, packed.message) },
    timeout: -1, // A first index may take minutes.
  };
}
