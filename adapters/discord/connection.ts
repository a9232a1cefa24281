import { type Client, Events, type REST, Routes } from 'discord.js';
import { verifyKeyMiddleware } from 'discord-interactions';
import { type NextFunction, type Request, type Response, raw } from 'express';
import pRetry from 'p-retry';
import { z } from 'zod';
import type { DiscordConfig } from '../../src/discord-config.ts';
import type { HttpServer } from '../../src/http-server.ts';
import type { Logger } from '../../src/logger.ts';
import { type Deliveries, type Happening, handleDirectly, isHappening } from './deliveries.ts';
import { CLOSE_CODES, mayWorkLater, notConnected } from './errors.ts';
import { hasHappenedNow, isSignedNow } from './freshness.ts';

/** How what happens in Discord reaches us. */
export type Connection = {
  /** @throws {PlanciteError} `PLATFORM_REFUSED` */
  readonly open: () => Promise<void>;
  /** Takes nothing more. */
  readonly pause: () => void;
  readonly close: () => Promise<void>;
};

const ENDPOINT = '/discord/interactions';
const MAX_BODY_BYTES = 1_000_000;
/** Half a minute of trying at the start. */
const ATTEMPTS_AT_START = 6;
const BETWEEN_ATTEMPTS = { factor: 2, minTimeout: 500, maxTimeout: 15_000, randomize: true };

/** @param attempts at the start, until Discord counts as out of reach */
export function createConnection(
  client: Client,
  { token, receive }: DiscordConfig,
  deliveries: Deliveries,
  http: HttpServer | null,
  log: Logger,
  attempts = ATTEMPTS_AT_START,
): Connection {
  const ready: SignIn = () => signIn(client.rest, attempts);
  return receive.by === 'gateway' || http === null
    ? createGateway(client, token, deliveries, ready, log)
    : createEndpoint(client, receive.publicKey, deliveries, ready, http, log);
}

type SignIn = () => Promise<void>;

/** Asks Discord whether it knows the token, until there is an answer. */
export async function signIn(rest: REST, attempts = ATTEMPTS_AT_START): Promise<void> {
  try {
    await pRetry(() => rest.get(Routes.gatewayBot()), {
      ...BETWEEN_ATTEMPTS,
      retries: attempts - 1,
      shouldRetry: ({ error }) => mayWorkLater(error),
    });
  } catch (err) {
    throw notConnected(err);
  }
}

/** The client resumes, reconnects and waits by itself; what it cannot mend is said. */
function createGateway(
  client: Client,
  token: string,
  deliveries: Deliveries,
  signIn: SignIn,
  log: Logger,
): Connection {
  let isOpen = false;
  standInFront(client, deliveries, log);
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
      await signIn();
      try {
        await client.login(token);
        isOpen = true;
      } catch (err) {
        throw notConnected(err);
      }
    },
    // What is under way still needs the client.
    pause: () => stopListening(client),
    async close() {
      isOpen = false;
      await client.destroy();
    },
  };
}

/**
 * Keeps what discord.js is given, before anything comes of it. What it does not understand of the gateway it throws where
 * nobody could catch it, which would end the process.
 */
function standInFront({ ws }: Client, deliveries: Deliveries, log: Logger): void {
  const manager = ws as unknown as { handlePacket: (packet?: unknown, shard?: unknown) => boolean };
  const handle = manager.handlePacket.bind(ws);
  manager.handlePacket = (packet, shard) => {
    try {
      if (!isHappening(packet)) return handle(packet, shard);
      return deliveries.bring(packet, () => handle(packet, shard)) || handle();
    } catch (err) {
      log.warn({ err }, 'event of Discord not understood');
      return false;
    }
  };
}

/** What we need to know of an interaction to let it in. */
const Incoming = z.object({ id: z.string().regex(/^\d{1,20}$/), type: z.int() });

/** Interactions over HTTP, each signed by Discord. They are answered as those of the gateway are, through the REST API. */
function createEndpoint(
  client: Client,
  publicKey: string,
  deliveries: Deliveries,
  signIn: SignIn,
  http: HttpServer,
  log: Logger,
): Connection {
  http.app.post(
    ENDPOINT,
    raw({ type: () => true, limit: MAX_BODY_BYTES }),
    (request, _, next) => {
      request.body ??= Buffer.alloc(0);
      next();
    },
    (request, response, next) => {
      if (isSignedNow(request.header('x-signature-timestamp'))) next();
      else response.status(401).end();
    },
    verifyKeyMiddleware(publicKey),
    (request, response) => {
      const happening: Happening = { t: 'INTERACTION_CREATE', d: request.body };
      const handle = (): boolean => {
        handleDirectly(client, happening);
        return true;
      };
      // What is overheard and sent again, or was kept for long, is not Discord's, however well it is signed.
      const isTaken = hasHappenedNow(Incoming.parse(request.body).id) && deliveries.bring(happening, handle);
      // "Taken": the answer comes by its own way.
      response.status(isTaken ? 202 : 401).end();
    },
  );
  http.app.use(ENDPOINT, (err: unknown, _: Request, response: Response, __: NextFunction) => {
    log.warn({ err }, 'request not understood');
    response.status(statusOf(err)).end();
  });
  return {
    async open() {
      await signIn();
      await http.open();
    },
    pause: () => stopListening(client),
    close: () => http.close(),
  };
}

function stopListening(client: Client): void {
  client.removeAllListeners(Events.MessageCreate);
  client.removeAllListeners(Events.InteractionCreate);
}

/** What reads the body says what is wrong with it; what is signed and cannot be read is as wrong. */
function statusOf(err: unknown): number {
  return err instanceof Error && 'status' in err && typeof err.status === 'number' ? err.status : 400;
}
