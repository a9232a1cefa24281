import { z } from 'zod';
import type { DocumentDescription } from './document.ts';

const text = z.string().trim().min(1);

/** What an owner may say of a document, in `catalog.yaml` and in a Markdown file's front matter alike. */
export const SaidDescription = z.strictObject({
  title: text.optional(),
  issuer: text.optional(),
  jurisdiction: text.optional(),
  topic: text.optional(),
  date: z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      z.union(
        [z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)],
        'expected yyyy-mm-dd, yyyy-mm or yyyy',
      ),
    )
    .optional(),
  source: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag such as en or zh')
    .optional(),
  audience: z.enum(['public', 'internal']).optional(),
  aliases: z.array(text).optional(),
});

/** The description without what was not said. */
export function toDescription({
  date,
  ...rest
}: z.infer<typeof SaidDescription>): Partial<DocumentDescription> {
  const said = { ...rest, publishedOn: date };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What is wrong, and where, in one line. */
export function describeFaults({ issues }: z.ZodError, whole: string): string {
  return issues.map((issue) => `${issue.path.join(' → ') || whole}: ${issue.message}`).join('; ');
}
