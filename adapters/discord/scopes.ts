import { type Access, scopeAt, scopeFor } from '../../src/access.ts';
import type { Scope } from '../../src/scope.ts';
import type { Deed, People } from './people.ts';
import type { Whereabouts } from './places.ts';

/** What may be quoted, to whom and where. */
export type Scopes = {
  /** @param isPrivate whether they alone see it */
  readonly of: (user: string, deed: Deed, where: Whereabouts, isPrivate: boolean) => Promise<Scope>;
  /** To all who read there. */
  readonly forAll: (where: Pick<Whereabouts, 'channel'>) => Scope;
};

export function createScopes(access: Access, people: People): Scopes {
  return {
    of: (user, deed, { channel }, isPrivate) =>
      scopeFor(access, { channel, isPrivate }, () => people.find(user, deed)),
    forAll: ({ channel }) => scopeAt(access, { channel, isPrivate: false }),
  };
}
