const LETTERS: readonly (readonly [string, number])[] = [
  ['XC', 90],
  ['XL', 40],
  ['IX', 9],
  ['IV', 4],
  ['C', 100],
  ['L', 50],
  ['X', 10],
  ['V', 5],
  ['I', 1],
];
const ROMAN = /^C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/i;
/** From here on, more expressions look like a numeral than are one: "CI", "XC". */
const MAX_READ = 89;

/** The value of a Roman numeral up to 399; `null` for other letters. */
export function romanNumber(written: string): number | null {
  if (written === '' || !ROMAN.test(written)) return null;
  let rest = written.toUpperCase();
  let total = 0;
  while (rest !== '') {
    const found = LETTERS.find(([letters]) => rest.startsWith(letters));
    if (found === undefined) return null;
    rest = rest.slice(found[0].length);
    total += found[1];
  }
  return total;
}

/** The digits of a Roman numeral in a text, up to 89; `null` for other letters. */
export function romanToDigits(written: string): string | null {
  const value = romanNumber(written);
  return value === null || value > MAX_READ ? null : String(value);
}
