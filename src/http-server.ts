import { createServer } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { PlanciteError } from '../index/errors.ts';

/** What listens for HTTP, once for all who want to be reached so. */
export type HttpServer = {
  /** For routes of their own, before it is opened. */
  readonly app: Express;
  /**
   * Safe to call again when it is open.
   * @throws {PlanciteError} `CONFIG_INVALID`
   */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Requests are acknowledged within seconds. */
const MAX_CLOSING_MS = 5_000;

export function createHttpServer(port: number): HttpServer {
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  let opening: Promise<void> | null = null;
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', (err) => {
        reject(
          new PlanciteError('CONFIG_INVALID', `PORT: cannot listen there: ${err.message}`, { cause: err }),
        );
      });
      // After all routes: Express would repeat what strangers send, to them and on standard error.
      app.use((_request: Request, response: Response) => void response.status(404).end());
      app.use((_err: unknown, _request: Request, response: Response, next: NextFunction) => {
        if (response.headersSent) next();
        else response.status(400).end();
      });
      server.listen(port, resolve);
    });
  return {
    app,
    open: () => (opening ??= listen()),
    async close() {
      if (!server.listening) return;
      server.closeIdleConnections();
      // What is under way has its time; a stranger who never ends a request has no more.
      const late = setTimeout(() => server.closeAllConnections(), MAX_CLOSING_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(late);
    },
  };
}
