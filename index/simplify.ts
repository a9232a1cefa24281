import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/**
 * Chinese text in simplified characters, so that traditional and simplified spellings meet. Offsets stay the same:
 * the few characters that would change its length are left as they are.
 */
export function simplify(text: string): string {
  const simplified = convert(text);
  if (simplified.length === text.length) return simplified;
  return Array.from(text, (char) => {
    const converted = convert(char);
    return converted.length === char.length ? converted : char;
  }).join('');
}
