import { type Access, type Place, scopeAt, scopeFor } from '../../src/access.ts';
import type { Scope } from '../../src/scope.ts';
import type { Deed, People } from './people.ts';
import type { Whereabouts } from './places.ts';

/** What may be quoted, to whom and where. */
export type Scopes = {
  /** @param isPrivate whether they alone see it */
  readonly of: (user: string, deed: Deed, where: Whereabouts, isPrivate: boolean) => Promise<Scope>;
  /** To all who read there. */
  readonly forAll: (where: Whereabouts) => Scope;
};

export function createScopes(access: Access, people: People): Scopes {
  const placed = ({ channel, kind }: Whereabouts, isPrivate: boolean): Place => ({
    channel,
    isPrivate,
    // Anybody may write to the bot, or bring it along.
    isShared: kind !== 'server',
  });
  return {
    of: (user, deed, where, isPrivate) =>
      scopeFor(access, placed(where, isPrivate), () => people.find(user, deed)),
    forAll: (where) => scopeAt(access, placed(where, false)),
  };
}
