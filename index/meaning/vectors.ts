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

/** Length of the vector that begins at `start`. */
export function lengthOf(components: Int8Array, start: number): number {
  let squares = 0;
  for (let i = start; i < start + DIMENSIONS; i += 1) squares += (components[i] ?? 0) ** 2;
  return Math.sqrt(squares);
}

/** Scalar product of a vector and the one that begins at `start`. */
export function productWith(vector: Vector, components: Int8Array, start: number): number {
  let product = 0;
  for (let i = 0; i < DIMENSIONS; i += 1) product += (vector[i] ?? 0) * (components[start + i] ?? 0);
  return product;
}
