import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = new URL('../../../adapters/slack/', import.meta.url);

type Manifest = {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string }[];
    readonly shortcuts: readonly { readonly callback_id: string }[];
    readonly agent_view: { readonly agent_description: string };
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
};

const manifest = parse(readFileSync(new URL('manifest.yaml', FOLDER), 'utf8')) as Manifest;
const code = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))
  .join('\n');

/** What the code has between these brackets, sorted, each once. */
function named(pattern: RegExp): string[] {
  return [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort();
}

/** Scopes each method of the Web API needs, from its page at https://docs.slack.dev/reference/methods; most have one. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

/** From the events' pages at https://docs.slack.dev/reference/events. */
const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
};

describe('the manifest', () => {
  it('has every command and shortcut of the code, and no other', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command).sort()).toEqual(
      named(/app\.command\('([^']+)'/g),
    );
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(
      named(/callback_id: '([^']+)'/g),
    );
  });

  it('has every event of the code, and no other', () => {
    const { bot_events: events } = manifest.settings.event_subscriptions;
    const kinds = events.map((event) => event.replace(/^message\..*/, 'message'));
    expect([...new Set(kinds)].sort()).toEqual(named(/app\.event\('([^']+)'/g));
  });

  it('has every scope that its events and the methods called need, and no other', () => {
    const methods = named(/[cC]lient\.((?:\w+\.)+\w+)\(/g).filter((name) => name.includes('.'));
    expect(methods).toEqual(expect.arrayContaining(['chat.postMessage', 'usergroups.users.list']));
    const { bot_events: events } = manifest.settings.event_subscriptions;
    const needed = [
      ...methods.flatMap((method) => SCOPES_OF_METHODS[method] ?? [`unknown: ${method}`]),
      ...events.flatMap((event) => SCOPES_OF_EVENTS[event] ?? [`unknown: ${event}`]),
      'commands',
    ];
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...new Set(needed)].sort());
  });
});
