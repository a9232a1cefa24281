import { chatMessagesFor } from '../../src/chat-messages.ts';

/** Something a person does that expects an answer. */
export type Doing = {
  readonly kind: string;
  /** Resolves once the platform has heard that it was taken. */
  readonly acknowledged: Promise<void>;
  /** All that people see come of it, as text. */
  readonly seen: () => readonly string[];
};

/** What may become of a doing. `told`: that it may not have been answered. */
export const FATES = ['answered once', 'told', 'answered and told', 'lost', 'doubled'] as const;

export function fateOf({ seen }: Doing): (typeof FATES)[number] {
  const told = seen().filter((text) => text.includes(chatMessagesFor('en').interrupted)).length;
  const answers = seen().length - told;
  if (answers > 1 || told > 1) return 'doubled';
  if (answers === 0) return told === 0 ? 'lost' : 'told';
  return told === 0 ? 'answered once' : 'answered and told';
}
