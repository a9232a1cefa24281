import { isDeepStrictEqual } from 'node:util';
import { type Grant, type Scope, strictest } from './scope.ts';

/**
 * What a bot answers in a channel. `never`: nothing. `mentions`: what it is asked by mention or command. `threads`:
 * follow-ups in its threads too. `unasked`: also a question put to nobody, or the first post of a forum's thread.
 */
export const ANSWERS = ['never', 'mentions', 'threads', 'unasked'] as const;
export type Answers = (typeof ANSWERS)[number];

/** What is answered somewhere, and from which documents. */
type Rules = {
  readonly answers?: Answers | undefined;
  readonly collections?: readonly string[] | undefined;
  readonly internal?: boolean | undefined;
};

/** What people may see, by who they are. */
type People = {
  /** Those who belong there, and to none of the groups. */
  readonly default: Grant;
  /** Guests and people of other organisations, whatever groups they are in. */
  readonly guests: Grant;
  readonly outsiders: Grant;
  /** By id of a user group or role; who is in several sees what any of them may. */
  readonly groups: Readonly<Record<string, Grant>>;
};

/** What may be asked and seen on a platform: what both the person and the place allow. */
export type Access = {
  /** `null` where everybody is alike, so that only what is said of a place lets anybody see what is internal. */
  readonly people: People | null;
  readonly default: Rules;
  /** By id; what they do not say is as it is by default. */
  readonly channels: Readonly<Record<string, Rules>>;
};

/** Who somebody is, as far as a platform tells; `unknown` where it should tell and does not. */
export type Person =
  | { readonly kind: 'guest' | 'outsider' | 'unknown' }
  | { readonly kind: 'member'; readonly groups: readonly string[] };

/** Where an answer is seen. */
export type Place = {
  readonly channel: string;
  /** Whether the asker alone sees it. */
  readonly isPrivate: boolean;
  /**
   * Whether others may be there than those whom rules for all channels are meant for: people of other organisations, or
   * whoever brings the bot along or writes to it. Without it, they are not.
   */
  readonly isShared?: boolean;
};

/**
 * What is answered in a channel.
 * @param isDirect whether it is a conversation outside channels, which rules for all of them are not about
 */
export function answersIn({ default: common, channels }: Access, channel: string, isDirect = false): Answers {
  return channels[channel]?.answers ?? (isDirect ? 'unasked' : (common.answers ?? 'threads'));
}

/** What both allow. */
export function stricterAnswers(one: Answers, other: Answers): Answers {
  return ANSWERS.indexOf(one) < ANSWERS.indexOf(other) ? one : other;
}

/** What may be quoted somewhere, to whomever: a place by itself holds back from one alone only what its rules say. */
export function scopeAt(access: Access, { channel, isPrivate, isShared = false }: Place): Scope {
  const { people, default: common, channels } = access;
  const own = channels[channel];
  // What is said of all channels opens none to others: there it is as if nothing was said.
  const said = own?.internal ?? (isShared && common.internal === true ? undefined : common.internal);
  const internal = said ?? (isPrivate && people !== null);
  return { grants: [{ collections: own?.collections ?? common.collections, internal }] };
}

/**
 * What may be quoted to somebody, at a place: the strictest of both.
 * @param who tells who it is; asked only where that makes a difference
 */
export async function scopeFor(access: Access, place: Place, who: () => Promise<Person>): Promise<Scope> {
  const there = scopeAt(access, place);
  const { people } = access;
  if (people === null) return there;
  const { groups, ...others } = people;
  const [first = there, ...rest] = [...Object.values(others), ...Object.values(groups)].map((grant) =>
    strictest({ grants: [grant] }, there),
  );
  if (rest.every((scope) => isDeepStrictEqual(scope, first))) return first;
  return strictest(scopeOf(people, await who()), there);
}

/** The same documents, those for internal use aside. */
export function withoutInternal(grant: Grant): Grant {
  return { ...grant, internal: false };
}

/** Every folder that is named. */
export function collectionsIn({ people, default: common, channels }: Access): string[] {
  const { groups = {}, ...others } = people ?? {};
  const all = [common, ...Object.values(channels), ...Object.values(others), ...Object.values(groups)];
  return all.flatMap(({ collections = [] }) => collections);
}

function scopeOf({ default: common, guests, outsiders, groups }: People, person: Person): Scope {
  switch (person.kind) {
    case 'member': {
      const grants = Object.entries(groups).flatMap(([id, grant]) =>
        person.groups.includes(id) ? [grant] : [],
      );
      return { grants: grants.length > 0 ? grants : [common] };
    }
    case 'guest':
      return { grants: [guests] };
    case 'outsider':
      return { grants: [outsiders] };
    case 'unknown':
      return { grants: [withoutInternal(outsiders)] };
  }
}
