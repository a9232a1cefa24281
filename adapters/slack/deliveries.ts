import { setTimeout as sleep } from 'node:timers/promises';
import type { App, ReceiverEvent, webApi } from '@slack/bolt';
import PQueue from 'p-queue';
import { createAdoption } from '../../src/adoption.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import { currentDelivery, type Delivery, seeThrough } from '../../src/delivery.ts';
import type { Duplicates } from '../../src/duplicates.ts';
import type { Journal } from '../../src/journal.ts';
import type { Logger } from '../../src/logger.ts';
import { languageOf } from '../../src/question.ts';
import { acknowledge } from './acknowledge.ts';
import { deliveryKey, messageIn, whoActed } from './delivery-key.ts';
import type { IncomingMessage } from './incoming.ts';
import { renderNotice } from './render.ts';
import { privateReply } from './replies.ts';
import type { Self } from './web-client.ts';

/** A request of a process that died may take effect after that; until then it cannot be looked up whether it did. */
const SETTLED_MS = 5_000;

/** People's doings that expect something visible, beside messages. */
const EXPECTANT = ['block_actions', 'message_action', 'shortcut', 'view_submission'];

type Parts = {
  readonly app: App;
  readonly onceClient: webApi.WebClient;
  readonly self: Self;
  readonly journal: Journal;
  readonly duplicates: Duplicates;
  /** Whether a message may be a question to the bot. */
  readonly mayBeMeant: (message: IncomingMessage) => boolean;
  readonly log: Logger;
};

/** What Slack delivers, each taken up once. */
export type Deliveries = {
  /** Answers what those who died left, now and from time to time. */
  readonly adopt: () => void;
  /** What was adopted and has not begun waits for the next start. Resolves once nothing is under way. */
  readonly stop: () => Promise<void>;
};

/** A signed request whose body is nothing that Slack sends. */
export class NotUnderstoodError extends Error {
  override readonly name = 'NotUnderstoodError';
}

/**
 * Stands in front of Bolt, which acknowledges events before its listeners run: what expects an answer is in the journal
 * by then. What Slack delivers again is acknowledged, and dropped if it was taken up the first time.
 */
export function keepDeliveries(parts: Parts): Deliveries {
  const { app, onceClient, self, journal, duplicates, mayBeMeant, log } = parts;
  const bot = `slack:${self.teamId}:${self.userId}`;
  const underWay = new PQueue();
  const handle = app.processEvent.bind(app);

  const expectsAnswer = (body: object): boolean => {
    const message = messageIn(body);
    if (message !== null) return mayBeMeant(message);
    return 'command' in body || ('type' in body && EXPECTANT.includes(String(body.type)));
  };

  const read = (body: object): { readonly key: string | null; readonly isExpectant: boolean } => {
    try {
      const key = deliveryKey(body);
      return { key, isExpectant: key !== null && expectsAnswer(body) };
    } catch (err) {
      throw new NotUnderstoodError('the body is none that Slack sends', { cause: err });
    }
  };

  const receive = async (event: ReceiverEvent): Promise<void> => {
    const body: unknown = event.body;
    if (!isObject(body)) throw new NotUnderstoodError('the body is no object');
    const { key, isExpectant } = read(body);
    if (key === null) return handle(event);
    if (!isExpectant)
      return duplicates.isFirst(`delivered:${key}`)
        ? handle(event)
        : acknowledge(async () => event.ack(), log);
    const delivery = journal.take({ bot, key, payload: body });
    if (delivery === null) return acknowledge(async () => event.ack(), log);
    try {
      await seeThrough(delivery, () => handle(event));
    } catch (err) {
      // Bolt cannot make anything of it, now or later.
      delivery.end();
      throw err;
    }
  };
  app.processEvent = (event) => underWay.add(() => receive(event));

  /** As Slack would deliver it again: public answers are looked for before another is given. */
  const handleAgain = async (delivery: Delivery, body: unknown): Promise<void> => {
    if (!isObject(body)) return delivery.end();
    await sleep(untilSettled(delivery.begunAt), undefined, { ref: false });
    await seeThrough(delivery, () =>
      handle({ body, ack: async () => {}, retryNum: 1, retryReason: 'restart' }),
    );
  };

  // What only its reader sees cannot be looked up. Where it may have arrived, or is long past, that is said instead.
  app.use(async ({ body, next, ...args }) => {
    const delivery = currentDelivery();
    const person = whoActed(body);
    const isToBeTold = delivery?.isRedelivered === true && (delivery.begunAt !== null || delivery.isStale);
    if (!isToBeTold || person === null) return next();
    // Said once: whether that arrives cannot be looked up either.
    if (delivery.begunAt !== null) delivery.end();
    const reply = privateReply(onceClient, person, 'respond' in args ? args.respond : undefined);
    await reply.send(renderNotice(chatMessagesFor(languageOf(person.text)).interrupted));
  });

  const adoption = createAdoption(() => journal.adopt(bot), handleAgain, log);

  return {
    adopt: adoption.start,
    async stop() {
      await Promise.all([underWay.onIdle(), adoption.stop()]);
    },
  };
}

function isObject(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function untilSettled(begunAt: Date | null): number {
  if (begunAt === null) return 0;
  return Math.max(0, Math.min(SETTLED_MS, begunAt.getTime() + SETTLED_MS - Date.now()));
}
