import { type Client, Events, type REST, Routes } from 'discord.js';
import { verifyKeyMiddleware } from 'discord-interactions';
import { raw } from 'express';
import pRetry from 'p-retry';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { HttpServer } from '../../src/http-server.ts';
import type { Logger } from '../../src/logger.ts';
import { CLOSE_CODES, mayWorkLater, notConnected } from './errors.ts';

/** How what happens in Discord reaches us. */
export type Connection = {
  /** @throws {PlanciteError} `PLATFORM_REFUSED` */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const ENDPOINT = '/discord/interactions';
const MAX_BODY_BYTES = 1_000_000;
/** Half a minute of trying at the start. */
const RETRIES = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };

export function createConnection(
  client: Client,
  { token, receive }: DiscordConfig,
  http: HttpServer | null,
  log: Logger,
): Connection {
  return receive.by === 'gateway' || http === null
    ? createGateway(client, token, log)
    : createEndpoint(client, receive.publicKey, http);
}

/** Asks Discord whether it knows the token, until there is an answer. */
export async function signIn(rest: REST): Promise<void> {
  try {
    await pRetry(() => rest.get(Routes.gatewayBot()), {
      ...RETRIES,
      shouldRetry: ({ error }) => mayWorkLater(error),
    });
  } catch (err) {
    throw notConnected(err);
  }
}

/** The client resumes, reconnects and waits by itself; what it cannot mend is said. */
function createGateway(client: Client, token: string, log: Logger): Connection {
  let isOpen = false;
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (!isOpen) return;
    const reason =
      code === CLOSE_CODES.authenticationFailed
        ? 'Discord refuses DISCORD_TOKEN; nobody is answered there until it is replaced'
        : 'Discord has closed the connection for good; nobody is answered there until a restart';
    log.error({ code }, reason);
  });
  return {
    async open() {
      await signIn(client.rest);
      try {
        await client.login(token);
        isOpen = true;
      } catch (err) {
        throw notConnected(err);
      }
    },
    async close() {
      isOpen = false;
      await client.destroy();
    },
  };
}

/** discord.js has no public way in for what did not come by its gateway. */
type Actions = {
  readonly actions: { readonly InteractionCreate: { readonly handle: (data: unknown) => void } };
};

/** Interactions over HTTP, each signed by Discord. They are answered as those of the gateway are, through the REST API. */
function createEndpoint(client: Client, publicKey: string, http: HttpServer): Connection {
  const { actions } = client as unknown as Actions;
  http.app.post(
    ENDPOINT,
    raw({ type: () => true, limit: MAX_BODY_BYTES }),
    verifyKeyMiddleware(publicKey),
    (request, response) => {
      // "Taken": the answer comes by its own way.
      response.status(202).end();
      actions.InteractionCreate.handle(request.body);
    },
  );
  return {
    async open() {
      await signIn(client.rest);
      await http.open();
    },
    close: () => http.close(),
  };
}
