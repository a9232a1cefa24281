import type { App } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { type Access, type Place, scopeAt, scopeFor } from '../../src/access.ts';
import type { Scope } from '../../src/scope.ts';
import type { Asker, People } from './people.ts';

/** What may be quoted, to whom and where. */
export type Scopes = {
  readonly of: (asker: Asker, place: Omit<Place, 'isShared'>) => Promise<Scope>;
  /** To all who read in a channel. */
  readonly forAll: (channel: string) => Scope;
};

const MAX_CHANNELS = 10_000;

/** Slack says with events whether other organisations read in their channel; where it does not, they may. */
export function createScopes(app: App, access: Access, people: People): Scopes {
  const shared = new LRUCache<string, boolean>({ max: MAX_CHANNELS });
  app.use(async ({ body, next }) => {
    const { event, is_ext_shared_channel: isShared } = body as Delivered;
    if (event?.channel !== undefined) shared.set(event.channel, isShared !== false);
    await next();
  });
  const placed = ({ channel, isPrivate }: Omit<Place, 'isShared'>): Place => ({
    channel,
    isPrivate,
    isShared: shared.get(channel) ?? true,
  });
  return {
    of: (asker, place) => scopeFor(access, placed(place), () => people.find(asker)),
    forAll: (channel) => scopeAt(access, placed({ channel, isPrivate: false })),
  };
}

/** What Bolt hands on, as far as it is an event. */
type Delivered = {
  readonly event?: { readonly channel?: string };
  readonly is_ext_shared_channel?: boolean;
};
