import { randomUUID } from 'node:crypto';
import type PQueue from 'p-queue';
import type { Answer } from '../../src/answer.ts';
import type { Bot } from '../../src/bot.ts';
import { chatMessagesFor } from '../../src/chat-messages.ts';
import type { Logger } from '../../src/logger.ts';
import { languageOf } from '../../src/question.ts';
import type { Message } from './blocks.ts';
import { type Asked, toButtonValue } from './button-value.ts';
import type { Languages } from './languages.ts';
import type { Limits } from './limits.ts';
import { renderAnswer, renderNotice } from './render.ts';
import type { Reply } from './replies.ts';
import type { Unanswered } from './unanswered.ts';
import { refusalIn } from './web-client.ts';

/** From here on an answer nobody asked the bot for is worth giving. */
const SURE = 0.8;

/** One question, and how to answer it. */
type Asking = {
  readonly user: string;
  /** Channel whose members see the answer; `null` if only the asker does. */
  readonly audience: string | null;
  readonly text: string;
  /** The earlier questions, oldest first. */
  readonly history: () => Promise<readonly string[]>;
  readonly reply: Reply;
  /** A way to reach the asker alone. */
  readonly notice: Reply;
  /** Whether only an answer it is sure of is given, and else none at all. */
  readonly onlyIfSure?: boolean;
  /** Shows that it is at work. */
  readonly working?: (status: string) => Promise<void>;
};

/** Answers questions, a bounded number at a time; every one that is let in ends in something visible. */
export type Answering = {
  readonly ask: (asking: Asking) => Promise<void>;
  /** Does other work for a person, with the same care. */
  readonly attend: (
    language: Answer['language'],
    reply: Reply,
    work: (log: Logger) => Promise<void>,
  ) => Promise<void>;
};

/** What is done at the same time is bounded, by the place where its outcome appears. */
export type Queues = Readonly<Record<Reply['place'], PQueue>>;

type Parts = {
  readonly bot: Bot;
  readonly queues: Queues;
  readonly limits: Limits;
  readonly unanswered: Unanswered;
  readonly languages: Languages;
  readonly log: Logger;
};

export function createAnswering({ bot, queues, limits, unanswered, languages, log }: Parts): Answering {
  const attend: Answering['attend'] = async (language, reply, work) => {
    const questionId = randomUUID().slice(0, 8);
    const own = log.child({ questionId });
    await queues[reply.place].add(async () => {
      try {
        await work(own);
      } catch (err) {
        logFailure(err, own);
        await reply
          .send(renderNotice(chatMessagesFor(language).failed(questionId)))
          .catch((lost: unknown) => own.error({ err: lost }, 'not even an apology could be sent'));
      }
    });
  };

  const answer = async ({ text, history, reply, onlyIfSure = false, working }: Asking): Promise<void> => {
    const earlier = await history();
    const [found] = await Promise.all([
      bot.ask({ text, history: earlier }),
      working?.(chatMessagesFor(languageOf(text)).working),
    ]);
    if (onlyIfSure && !(found.kind === 'cited' && found.confidence >= SURE)) return;
    unanswered.note(found);
    await reply.send(messageFor(found, { text, history: earlier }, reply.place, await bot.readOn()));
  };

  return {
    attend,
    async ask(asking) {
      const { user, audience, text, notice, onlyIfSure = false } = asking;
      const language = languageOf(text);
      if (text !== '') languages.noted(user, language);
      const admission = await limits.admit(user, audience);
      if (admission === 'admitted') {
        // Nobody waits for an answer they did not ask for.
        const apology = onlyIfSure ? silence : asking.reply;
        await attend(language, apology, () => answer(asking));
      } else {
        log.info({ admission }, 'too many questions');
        if (admission === 'over' && !onlyIfSure)
          await notice.send(renderNotice(chatMessagesFor(language).tooMany));
      }
    },
  };
}

/** The answer as a message, whose buttons hold what is needed to ask again. */
export function messageFor(
  answer: Answer,
  { text, history, top }: Pick<Asked, 'text' | 'history' | 'top'>,
  place: Reply['place'],
  readOn: Date,
): Message {
  const { indexId } = answer;
  return renderAnswer(answer, {
    place,
    readOn,
    value: (excerpt, shown) => toButtonValue({ text, history, top, indexId, shown, excerpt }),
  });
}

const silence: Reply = { place: 'ephemeral', send: async () => {} };

function logFailure(err: unknown, log: Logger): void {
  const refusal = refusalIn(err);
  if (refusal === null) log.error({ err }, 'question not answered');
  else log.error({ refusal }, 'Slack refuses SLACK_BOT_TOKEN; nobody is answered there until it is replaced');
}
