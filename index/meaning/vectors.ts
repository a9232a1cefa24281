/** Components of a vector of the encoder. */
export const DIMENSIONS = 384;

/** The largest a component of a stored vector may be. */
const MAX_COMPONENT = 127;

/** A direction in the encoder's space, with components from -127 to 127: as good as the encoder's own, and a quarter of its size. */
export type Vector = Int8Array;

/** Scales a vector so that its largest component is 127; its length is lost, which cosines do without. */
export function quantize(values: Float32Array): Vector {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest === 0 ? 0 : MAX_COMPONENT / largest;
  return Int8Array.from(values, (value) => Math.round(value * scale));
}

/** Cosine of the angle between two vectors, -1 to 1; 0 if one has no direction. */
export function cosine(a: Vector, b: Vector): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return product === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}
