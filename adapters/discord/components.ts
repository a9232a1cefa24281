import {
  ActionRowBuilder,
  type APIContainerComponent,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  MessageFlags,
  SeparatorBuilder,
  TextDisplayBuilder,
} from 'discord.js';
import type { ActionId } from '../../src/answer-actions.ts';

/** A message as Discord and discord.js take it; to be seen by one person alone it needs `MessageFlags.Ephemeral` as well. */
export type Message = {
  readonly components: [APIContainerComponent];
  readonly flags: number;
};

/** A part of a message, one below the other; a string is markdown. */
export type Part = string | SeparatorBuilder | ActionRowBuilder<ButtonBuilder>;

/**
 * Of one message: nested components, and characters of all its text.
 * https://docs.discord.com/developers/components/reference; the characters are known from use alone
 */
export const LIMITS = { components: 40, chars: 4_000 } as const;

/** The stripe at the side of a message. */
const COLORS = { answer: 0x5865f2, note: 0x80848e } as const;

const SYMBOLS: { readonly [action in ActionId]?: string } = { helpful: '👍', not_helpful: '👎' };

/** The parts as one message that pings nobody and previews no link. */
export function messageOf(parts: readonly Part[], kind: keyof typeof COLORS = 'note'): Message {
  const container = new ContainerBuilder().setAccentColor(COLORS[kind]);
  for (const part of parts) {
    if (typeof part === 'string')
      container.addTextDisplayComponents(new TextDisplayBuilder().setContent(part));
    else if (part instanceof SeparatorBuilder) container.addSeparatorComponents(part);
    else container.addActionRowComponents(part);
  }
  return {
    components: [container.toJSON()],
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
  };
}

/** Lines of markdown; no part where there are none. */
export function text(...lines: readonly string[]): Part[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

export function separator(): Part {
  return new SeparatorBuilder();
}

export function row(buttons: readonly ButtonBuilder[]): Part[] {
  return buttons.length === 0 ? [] : [new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons)];
}

export function quietButton(label: string, customId: string): ButtonBuilder {
  return new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Secondary);
}

export function button(action: ActionId, label: string, customId: string): ButtonBuilder {
  const symbol = SYMBOLS[action];
  const plain = quietButton(label, customId);
  return symbol === undefined ? plain : plain.setEmoji({ name: symbol });
}

/** Whether one message holds the parts. */
export function fits(parts: readonly Part[]): boolean {
  const components = parts.map((part) => (part instanceof ActionRowBuilder ? 1 + part.components.length : 1));
  const chars = parts.map((part) => (typeof part === 'string' ? part.length : 0));
  // The container is one more.
  return sum(components) < LIMITS.components && sum(chars) <= LIMITS.chars;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
