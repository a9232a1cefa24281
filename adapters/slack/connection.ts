import { ExpressReceiver, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { NextFunction, Request, Response } from 'express';
import pRetry from 'p-retry';
import type { HttpServer } from '../../src/http-server.ts';
import type { Logger } from '../../src/logger.ts';
import type { SlackConfig } from '../../src/slack-config.ts';
import { NotUnderstoodError } from './deliveries.ts';
import { slackLogger } from './log.ts';
import { isRateLimit, notConnected, refusalIn, waitAsTold } from './web-client.ts';

/** How Slack's events reach us. */
export type Connection = {
  readonly receiver: Receiver;
  /** @throws {PlanciteError} `PLATFORM_REFUSED`, `CONFIG_INVALID` */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const ENDPOINT = '/slack/events';
/** As much as Bolt lets a request be behind. */
const MAX_AHEAD_MS = 5 * 60_000;
/** Between attempts to connect: from half a second to a minute. The first one to connect again is made at once. */
const BETWEEN_ATTEMPTS = { factor: 2, minTimeout: 500, maxTimeout: 60_000, randomize: true };
const ATTEMPTS_AT_START = 5;

/** How long Slack may be silent on a socket before we look for another one. */
export type Patience = {
  /** Until it says hello, from the start of an attempt; longer than a request may take. */
  readonly helloMs: number;
  /** Between its answers to our pings, three of which are sent in this time. */
  readonly pongMs: number;
};
const PATIENCE: Patience = { helloMs: 30_000, pongMs: 5_000 };

export function createConnection(
  { receive }: SlackConfig,
  options: webApi.WebClientOptions,
  http: HttpServer,
  log: Logger,
  patience = PATIENCE,
): Connection {
  return receive.by === 'socket'
    ? createSocket(receive.appToken, options, patience, log)
    : createEndpoint(receive.signingSecret, http, log);
}

/**
 * Socket Mode. The client's own way to reconnect waits five seconds, and ends the process where Slack refuses the token
 * by then; so it is told not to, and we do.
 */
function createSocket(
  appToken: string,
  clientOptions: webApi.WebClientOptions,
  { helloMs, pongMs }: Patience,
  log: Logger,
): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: pongMs,
    logger: slackLogger(log),
    // Each attempt is one request: trying again is up to us, and ends when we stop.
    installerOptions: {
      clientOptions: { ...clientOptions, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    },
    // Not acknowledged, it is sent again, and is answered then.
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'event not taken');
      return false;
    },
  });
  const { client } = receiver;
  survivesGarbage(client, log);
  const stopping = new AbortController();
  let isConnecting = false;

  const connect = async (): Promise<void> => {
    // The client itself would wait for Slack's hello for ever.
    const tooLong = setTimeout(() => void client.disconnect(), helloMs);
    try {
      await client.start();
    } catch (err) {
      // It rejects without an error where the socket closes before Slack has said hello.
      throw err instanceof Error ? err : new Error('the socket closed before it was ready', { cause: err });
    } finally {
      clearTimeout(tooLong);
    }
    // Told to stop meanwhile.
    if (stopping.signal.aborted) await client.disconnect();
  };
  const reconnect = async (): Promise<void> => {
    if (isConnecting || stopping.signal.aborted) return;
    isConnecting = true;
    log.info('connecting to Slack again');
    try {
      await pRetry(connect, {
        ...BETWEEN_ATTEMPTS,
        retries: Number.POSITIVE_INFINITY,
        signal: stopping.signal,
        onFailedAttempt: async ({ error, retryDelay }) => {
          const refusal = refusalIn(error);
          if (refusal !== null)
            log.error({ refusal, retryDelay }, 'Slack refuses SLACK_APP_TOKEN; nobody is answered there');
          else log.warn({ err: error, retryDelay }, 'no connection to Slack yet');
          await waitAsTold(error, stopping.signal);
        },
      });
      log.info('connected to Slack again');
    } finally {
      isConnecting = false;
    }
  };

  return {
    receiver,
    async open() {
      try {
        await pRetry(connect, {
          ...BETWEEN_ATTEMPTS,
          retries: ATTEMPTS_AT_START,
          signal: stopping.signal,
          shouldConsumeRetry: ({ error }) => !isRateLimit(error),
          shouldRetry: ({ error }) => refusalIn(error) === null,
          onFailedAttempt: ({ error }) => waitAsTold(error, stopping.signal),
        });
      } catch (err) {
        throw notConnected('SLACK_APP_TOKEN', err);
      }
      client.on('disconnected', () => {
        reconnect().catch((err: unknown) => {
          if (!stopping.signal.aborted) log.error({ err }, 'Slack is not connected any more');
        });
      });
    },
    async close() {
      stopping.abort();
      await receiver.stop();
    },
  };
}

/** A message that is not what Socket Mode knows rejects inside the client, where nobody could catch it. */
function survivesGarbage(client: SocketModeReceiver['client'], log: Logger): void {
  const receivers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (...message: unknown[]) => {
    try {
      for (const receive of receivers) await receive(...message);
    } catch (err) {
      log.warn({ err }, 'message from Slack not understood');
    }
  });
}

/** Over HTTP. Of Bolt's two receivers this one survives a signed body of `null`, and says that it is nothing it knows. */
function createEndpoint(signingSecret: string, http: HttpServer, log: Logger): Connection {
  const { app } = http;
  app.post(ENDPOINT, refuseFuture);
  return {
    receiver: new ExpressReceiver({
      signingSecret,
      endpoints: ENDPOINT,
      app,
      logger: slackLogger(log),
      processEventErrorHandler: async ({ error, response }) => {
        log.warn({ err: error }, 'request not understood');
        if (!response.headersSent) response.writeHead(error instanceof NotUnderstoodError ? 400 : 500).end();
        return false;
      },
    }),
    open: () => http.open(),
    close: () => http.close(),
  };
}

/** Of the two sides from which a signed request can be out of time, Bolt looks at the past alone. */
function refuseFuture(request: Request, response: Response, next: NextFunction): void {
  const signedAt = Number(request.header('x-slack-request-timestamp'));
  if (signedAt * 1_000 > Date.now() + MAX_AHEAD_MS) response.status(401).end();
  else next();
}
