const LETTERS: readonly (readonly [string, number])[] = [
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];
const ROMAN = /^(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/i;

/** The digits of a Roman numeral up to 89; `null` for other letters. */
export function romanToDigits(written: string): string | null {
  if (written === '' || !ROMAN.test(written)) return null;
  let rest = written.toUpperCase();
  let total = 0;
  if (rest.startsWith('L')) {
    total = 50;
    rest = rest.slice(1);
  }
  for (const [letters, value] of LETTERS) {
    while (rest.startsWith(letters)) {
      total += value;
      rest = rest.slice(letters.length);
    }
  }
  return String(total);
}
