import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'talk');

/** Handbooks, and what people wrote in threads about them. */
export const HANDBOOKS = ['workshop', 'library'] as const;
export type Handbook = (typeof HANDBOOKS)[number];

/** What people say to each other after a question was answered. */
export const CHATTER = read('chatter.json') as Record<
  Handbook,
  { readonly asked: string; readonly said: readonly string[] }
>;

/** Questions, each with one that goes on from it. */
export const FOLLOW_UPS = read('follow-ups.json') as Record<Handbook, readonly (readonly [string, string])[]>;

export function filesOf(handbook: Handbook): Record<string, string> {
  const folder = join(FOLDER, handbook);
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}
