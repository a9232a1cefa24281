const MAX_SHIFTED_CHARS = 40;
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()n'].map((plain, i) => [plain, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ'][i] ?? plain]),
);
const LOWERED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−=()'].map((plain, i) => [plain, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][i] ?? plain]),
);

/** A raised text so that it stays apart from what it follows: "10³", "x^(a+1)"; ordinals such as "5th" are plain text. */
export function raised(text: string): string {
  return shifted(text, RAISED, '^', /^(?:e|\p{L}{2,}\.?|\p{Lo}|[ªº°*†‡§®™©]|\[.*\]|.*\[\d+\])$/u);
}

/** The same for a lowered one: "H₂O", "x_max". */
export function lowered(text: string): string {
  return shifted(text, LOWERED, '_', /^(?:\[.*\])$/u);
}

function shifted(
  text: string,
  signs: Readonly<Record<string, string>>,
  mark: string,
  isPlain: RegExp,
): string {
  // More than that is small print.
  if (text.length > MAX_SHIFTED_CHARS) return text;
  const words = text.trim();
  if (words === '' || isPlain.test(words)) return text;
  if ([...words].every((character) => signs[character] !== undefined))
    return [...words].map((character) => signs[character]).join('');
  return /\s|.[^\p{L}\p{N}]/u.test(words) ? `${mark}(${words})` : `${mark}${words}`;
}
