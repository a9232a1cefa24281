/** The package points at its JavaScript for types; this is what tests use of it. */
declare module 'discord-api-spec/zod' {
  import type { ZodType } from 'zod';

  export const MessageCreateRequestSchema: ZodType;
  export const ModalInteractionCallbackRequestDataSchema: ZodType;
}
