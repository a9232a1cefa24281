import { z } from 'zod';

/** A setting that is empty counts as not set, as in a copied `.env.example`. */
export const unlessEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

/** Ids parted by commas. */
export function ids(form: RegExp, what: string) {
  return unlessEmpty(z.string().default(''))
    .transform((text) => text.split(',').map((id) => id.trim()))
    .transform((all) => all.filter((id) => id !== ''))
    .refine((all) => all.every((id) => form.test(id)), `expected ${what}, parted by commas`);
}
