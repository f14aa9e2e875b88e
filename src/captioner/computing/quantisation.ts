import type { ActivationRange } from './activationRanges';

/** How real numbers are written as 8-bit integers: number = scale · (integer − zero). */
export interface Quantisation {
  scale: number;
  zero: number;
}

const integers = 255;
/** An integer with a sign is from −127 to 127, so that 0 is in the middle. */
const signedIntegers = 127;
/** Without a sign, the one that stands for 0. */
export const middleInteger = 128;

/**
 * From 0 to 255, so that 0 itself is one of them (Jacob et al. 2018, section 2.1). What is outside of the range becomes its end.
 * @param range has 0 within it
 */
export function quantisationOf([least, most]: ActivationRange): Quantisation {
  const scale = (most - least) / integers;
  return { scale, zero: Math.round(-least / scale) };
}

/** Weights in parts that have a scale each, an integer of 8 bits for each weight. */
export interface QuantisedWeights<Integers> {
  values: Integers;
  scales: Float32Array;
}

/** @param weights parts of the same length, one after another */
export function quantiseParts(weights: Float32Array, parts: number): QuantisedWeights<Int8Array> {
  const length = weights.length / parts;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(parts);
  for (let part = 0; part < parts; part++) {
    const from = part * length;
    scales[part] = scaleOf(weights, from, 1, length);
    for (let at = from; at < from + length; at++) values[at] = Math.round(weights[at] / scales[part]);
  }
  return { values, scales };
}

/**
 * A matrix column by column, a scale for each `block` of its rows, as ONNX Runtime's `MatMulNBits` takes it: `middleInteger` stands for 0.
 * @param weights [rows, columns]
 * @param block divides `rows`
 * @returns values [columns][rows], scales [columns][rows / block]
 */
export function quantiseColumns(
  weights: Float32Array,
  [rows, columns]: readonly number[],
  block: number,
): QuantisedWeights<Uint8Array> {
  const values = new Uint8Array(weights.length);
  const scales = new Float32Array(weights.length / block);
  for (let column = 0; column < columns; column++) {
    for (let first = 0; first < rows; first += block) {
      const place = column * rows + first;
      const from = first * columns + column;
      const scale = scaleOf(weights, from, columns, block);
      scales[place / block] = scale;
      for (let row = 0; row < block; row++)
        values[place + row] = Math.round(weights[from + row * columns] / scale) + middleInteger;
    }
  }
  return { values, scales };
}

/** So that the largest of some weights is the largest integer; it is kept in float32, where the smallest weights have none. */
function scaleOf(weights: Float32Array, from: number, step: number, count: number): number {
  let largest = 0;
  for (let at = 0; at < count; at++) largest = Math.max(largest, Math.abs(weights[from + at * step]));
  return Math.fround(largest / signedIntegers) || 1;
}
