import verbs from 'english-verbs-irregular/dist/verbs.json' with { type: 'json' };
import plurals from 'irregular-plurals';

/** Forms that are more often words of their own: "left", "found", "the media", "leaves" of a person. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  'agenda bases bore born bound bid bit cast data dice fell felt fit found genera ground lay leaves led left let lit lives media momenta rose saw set shed shot spoke spun stove testes those these wed wet wound'.split(
    ' ',
  ),
);

/** "children" → "child", "taught" → "teach": what no rule of endings tells. */
const BASES: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(verbs).flatMap(([base, forms]) => forms.flat().map((form) => [form, base] as const)),
    ...[...plurals].map(([singular, plural]) => [plural, singular] as const),
  ].filter(([form, base]) => form !== base && !OWN_WORDS.has(form) && !form.includes(' ')),
);

/** The base of an irregular form of an English word in lower case; of any other word, itself. */
export function baseOf(word: string): string {
  return BASES.get(word) ?? word;
}
