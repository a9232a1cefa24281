import type { InteractionEditReplyOptions, InteractionReplyOptions, MessageCreateOptions } from 'discord.js';
import { MessageCreateRequestSchema } from 'discord-api-spec/zod';
import { expect } from 'vitest';
import type { Message } from '../../adapters/discord/components.ts';
import { type Pressed, readPressed } from '../../adapters/discord/custom-id.ts';
import { type Run, shownRuns, textOf } from '../../adapters/discord/markdown-shown.ts';

type Json = Readonly<Record<string, unknown>>;

export const OPTIONS = { place: 'channel', asked: { text: 'What is the rule?', history: [] } } as const;

/** What discord.js sends a message by. */
type Sendable = MessageCreateOptions & InteractionReplyOptions & InteractionEditReplyOptions;

/** Valid for Discord by its published description and by the limits that stand nowhere in it; */
export function checked(message: Message): Message {
  const { components, flags } = message satisfies Sendable;
  MessageCreateRequestSchema.parse({ components, flags });
  expect(flags).toBe((1 << 15) | (1 << 2));
  const all = nested(components);
  expect(all.length).toBeLessThanOrEqual(40);
  const texts = textsIn(message);
  expect(texts.join('').length).toBeLessThanOrEqual(4_000);
  for (const text of texts) expect(text.trim()).toBe(text);
  const ids = all.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { type, components } of all)
    if (type === 1) expect((components as unknown[]).length).toBeLessThanOrEqual(5);
  return message;
}

/** Markdown of the text displays. */
export function textsIn({ components }: Message): string[] {
  return nested(components).flatMap(({ type, content }) => (type === 10 ? [content as string] : []));
}

/** Everything a reader sees of the text. */
export function shownBy(message: Message): string {
  return textsIn(message)
    .map((text) => textOf(shownRuns(text)))
    .join('\n');
}

/** What a reader sees of quotes and blocks of code, in order. */
export function quotesIn(message: Message): string[] {
  return textsIn(message).flatMap((markdown) => {
    const runs = shownRuns(markdown).filter(({ text }) => text !== '');
    const [first] = runs;
    if (first === undefined || first.in === 'prose') return [];
    const end = runs.findIndex((run) => run.in !== first.in);
    return [textOf(end === -1 ? runs : runs.slice(0, end)).replace(/\n$/, '')];
  });
}

/** What of the quotes is in bold. */
export function boldIn(message: Message): string[] {
  const bold: string[] = [];
  for (const markdown of textsIn(message)) {
    let last: Run | undefined;
    for (const run of shownRuns(markdown).filter((each) => each.in === 'quote')) {
      if (run.isBold && last?.isBold) bold.push((bold.pop() ?? '') + run.text);
      else if (run.isBold) bold.push(run.text);
      last = run;
    }
  }
  return bold;
}

export function buttonsIn({ components }: Message): { id: string; label: string }[] {
  return nested(components).flatMap(({ custom_id, label }) =>
    typeof custom_id === 'string' ? [{ id: custom_id, label: label as string }] : [],
  );
}

/** What each button knows. */
export function pressedOn(message: Message): Pressed[] {
  return buttonsIn(message).map(({ id }) => {
    const pressed = readPressed(message.components, id);
    if (pressed === null) throw new Error(`no button of ours: ${id}`);
    return pressed;
  });
}

function nested(components: readonly unknown[]): Json[] {
  return (components as Json[]).flatMap((each) => [
    each,
    ...(Array.isArray(each.components) ? nested(each.components) : []),
  ]);
}
