import { randomUUID } from 'node:crypto';
import type PQueue from 'p-queue';
import type { Answer } from './answer.ts';
import type { Asked } from './asked-again.ts';
import type { Bot } from './bot.ts';
import { chatMessagesFor } from './chat-messages.ts';
import type { Languages } from './languages.ts';
import type { Limits } from './limits.ts';
import type { Logger } from './logger.ts';
import { findPointedAt } from './pointed-at.ts';
import { isPointer } from './pointing.ts';
import { cleanQuestion, languageOf } from './question.ts';
import type { Refusals } from './refusals.ts';
import type { Scope } from './scope.ts';
import { unansweredIn } from './unanswered.ts';

/** From here on an answer nobody asked the bot for is worth giving. */
const SURE = 0.8;

/** Where an answer appears, one of a platform's kinds of place, and the way to put a message of the platform there. */
export type Reply<Message, Place extends string> = {
  readonly place: Place;
  readonly send: (message: Message) => Promise<void>;
  /** Whether the platform tells people that something failed where nothing is sent. */
  readonly isAwaited?: boolean;
  /** Whether it belongs to this one thing that was done, so that neither waits for the other: a command's answer does. */
  readonly isItsOwn?: boolean;
};

/** Who may take a message away, beside moderators, and the language it is in. */
export type Dismissal = { readonly asker: string; readonly language: Answer['language'] };

/** How a platform shows what the bot says. */
export type Rendering<Message, Place extends string> = {
  /** The bot's own words. */
  readonly notice: (text: string, dismissal?: Dismissal) => Message;
  readonly answer: (answer: Answer, shown: Shown<Place>) => Message;
};

/** What belongs to an answer when it is shown. */
export type Shown<Place extends string> = {
  /** To ask it again. */
  readonly asked: Pick<Asked, 'text' | 'history' | 'document' | 'top'>;
  readonly place: Place;
  /** Who may take it away, beside moderators; nobody needs to where nobody else sees it. */
  readonly asker?: string | undefined;
  /** When the documents were last read. */
  readonly readOn: Date;
  /** Number of the best excerpts that were shown earlier: the answer's citations come after these. */
  readonly shownBefore?: number;
  /** Whether the question was asked elsewhere than in the message that is answered, so that it has to be shown. */
  readonly isPointedAt?: boolean;
};

/** One question, and how to answer it. */
type Asking<Message, Place extends string> = {
  readonly user: string;
  /** Channel whose members see the answer; `null` if only the asker does. */
  readonly audience: string | null;
  readonly text: string;
  /** The earlier questions, oldest first. */
  readonly history: () => Promise<readonly string[]>;
  /** What may be quoted to the asker; found out, as the history is, when it is the question's turn. */
  readonly scope: () => Promise<Scope>;
  readonly reply: Reply<Message, Place>;
  /** The least that tells the asker alone, and bothers nobody, that it is too much. */
  readonly notice: Reply<Message, Place>;
  /** What the message may mean if it asks nothing itself, the likeliest first. */
  readonly pointsAt?: () => Promise<readonly string[]>;
  /** Whether only an answer it is sure of is given, and else none at all. */
  readonly onlyIfSure?: boolean;
  /** Shows that it is at work. */
  readonly working?: (status: string) => Promise<void>;
};

/** Answers questions, a bounded number at a time; every one that is let in ends in something visible. */
export type Answering<Message, Place extends string> = {
  readonly ask: (asking: Asking<Message, Place>) => Promise<void>;
  /** Does other work for a person, with the same care, and within limits of its own. */
  readonly attend: (
    whom: {
      readonly user: string;
      readonly language: Answer['language'];
      readonly reply: Reply<Message, Place>;
      /** As for a question; without it, the reply. */
      readonly notice?: Reply<Message, Place>;
    },
    work: (log: Logger) => Promise<void>,
  ) => Promise<void>;
};

/** What is done at the same time is bounded, by the place where its outcome appears. */
export type Queues<Place extends string> = Readonly<Record<Place, PQueue>>;

type Parts<Message, Place extends string> = {
  readonly bot: Bot;
  readonly queues: Queues<Place>;
  readonly limits: Limits;
  readonly refusals: Refusals;
  readonly languages: Languages;
  readonly rendering: Rendering<Message, Place>;
  /** Why the platform refuses the bot altogether, or `null` for any other error. */
  readonly refusalIn: (err: unknown) => string | null;
  readonly log: Logger;
};

/** What is asked, in the end: by the message, or by one it points at. */
type Meant = {
  readonly text: string;
  readonly history: readonly string[];
  readonly isPointedAt: boolean;
  readonly onlyIfSure: boolean;
};

/** @returns `null` for a message that asks nothing and points at nothing that does */
async function findMeant<Message, Place extends string>(
  asking: Asking<Message, Place>,
): Promise<Meant | null> {
  const { text, pointsAt, onlyIfSure = false } = asking;
  const history = await asking.history();
  const itself = { text, history, isPointedAt: false, onlyIfSure };
  if (pointsAt === undefined || !isPointer(cleanQuestion(text).text)) return itself;
  const pointedAt = findPointedAt(await pointsAt());
  if (pointedAt === null) return null;
  const asked = history.lastIndexOf(pointedAt.text);
  return {
    text: pointedAt.text,
    history: history.slice(0, Math.max(0, asked)),
    isPointedAt: true,
    onlyIfSure: onlyIfSure || !pointedAt.isQuestion,
  };
}

export function createAnswering<Message, Place extends string>({
  bot,
  queues,
  limits,
  refusals,
  languages,
  rendering,
  refusalIn,
  log,
}: Parts<Message, Place>): Answering<Message, Place> {
  const handle = async (
    language: Answer['language'],
    reply: Reply<Message, Place>,
    work: (log: Logger) => Promise<void>,
    asker?: string,
  ): Promise<void> => {
    const questionId = randomUUID().slice(0, 8);
    const own = log.child({ questionId });
    await queues[reply.place].add(async () => {
      try {
        await work(own);
      } catch (err) {
        const refusal = refusalIn(err);
        if (refusal === null) own.error({ err }, 'question not answered');
        else own.error({ refusal }, 'the platform refuses the bot; nobody is answered until that is mended');
        await reply
          .send(rendering.notice(chatMessagesFor(language).failed(questionId), dismissalBy(asker, language)))
          .catch((lost: unknown) => own.error({ err: lost }, 'not even an apology could be sent'));
      }
    });
  };

  const answer = async (asking: Asking<Message, Place>): Promise<void> => {
    const { reply, working } = asking;
    const [meant, scope] = await Promise.all([findMeant(asking), asking.scope()]);
    if (meant === null) {
      if (asking.onlyIfSure !== true) await explainAsking(asking);
      return;
    }
    const { text, history, isPointedAt, onlyIfSure } = meant;
    const [found] = await Promise.all([
      bot.ask({ text, history, scope }),
      working?.(chatMessagesFor(languageOf(text)).working),
    ]);
    if (onlyIfSure && !(found.kind === 'cited' && found.confidence >= SURE)) {
      if (isPointedAt) await explainAsking(asking);
      return;
    }
    for (const question of unansweredIn(found)) await bot.noteUnanswered(question);
    const asked = { text, history, document: scope.document };
    const shown = {
      asked,
      asker: askerOf(asking),
      place: reply.place,
      readOn: await bot.readOn(),
      isPointedAt,
    };
    await reply.send(rendering.answer(found, shown));
  };

  /** Says how to ask, to somebody who pointed at no question. */
  const explainAsking = async (asking: Asking<Message, Place>): Promise<void> => {
    const { user, text, scope, reply } = asking;
    const language = /\p{L}/u.test(text) ? languageOf(text) : await languages.of(user, await scope());
    const words = chatMessagesFor(language).howToAsk;
    await reply.send(rendering.notice(words, dismissalBy(askerOf(asking), language)));
  };

  /** Says that it is too much, each time: what has a way of its own, as soon as its turn comes. */
  const refuse = async (
    user: string,
    until: Date,
    language: Answer['language'],
    notice: Reply<Message, Place>,
  ): Promise<void> => {
    log.info({ place: notice.place, until }, 'too many questions');
    const say = async (): Promise<void> => {
      try {
        await notice.send(rendering.notice(chatMessagesFor(language).tooMany(secondsUntil(until))));
      } catch (err) {
        log.warn({ err }, 'somebody could not be told that it is too much');
      }
    };
    if (notice.isItsOwn === true) await queues[notice.place].add(say, { priority: 1 });
    else await refusals.tell(user, say);
  };

  return {
    async attend({ user, language, reply, notice = reply }, work) {
      const until = await limits.admitErrand(user);
      if (until === null) await handle(language, reply, work);
      else await refuse(user, until, language, notice);
    },
    async ask(asking) {
      const { user, audience, text, reply, notice, onlyIfSure = false } = asking;
      const language = languageOf(text);
      if (text !== '') languages.noted(user, language);
      const until = await limits.admitQuestion(user, audience);
      if (until === null) {
        // Nobody waits for an answer they did not ask for.
        const apology = onlyIfSure ? { ...reply, send: async () => {} } : reply;
        await handle(language, apology, () => answer(asking), askerOf(asking));
      } else if (!onlyIfSure) await refuse(user, until, language, notice);
    },
  };
}

/** Who may take the answer away; nobody needs to where nobody else sees it. */
function askerOf<Message, Place extends string>({
  user,
  audience,
}: Asking<Message, Place>): string | undefined {
  return audience === null ? undefined : user;
}

function dismissalBy(asker: string | undefined, language: Answer['language']): Dismissal | undefined {
  return asker === undefined ? undefined : { asker, language };
}

/** At least none: what was to be said may have waited longer. */
function secondsUntil(time: Date): number {
  return Math.max(0, Math.ceil((time.getTime() - Date.now()) / 1_000));
}
