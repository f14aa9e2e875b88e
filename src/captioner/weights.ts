import * as tf from '@tensorflow/tfjs-core';
import { fromFiniteFloat16, toFloat16 } from './float16';
import { byteLength, weightsFileLength, type WeightSpec, type WeightSpecs } from './weightSpecs';

const largestFloat16 = 65504;

export type WeightsDtype = 'float32' | 'float16' | 'uint8';

/**
 * Weights as the bytes of a file, with what is needed to read them. The tensors stay the caller's.
 * @throws RangeError for a value that is not finite, or too large for float16: such a file could not be read again
 */
export async function encodeWeightsFile(
  tensors: Record<string, tf.Tensor>,
  { dtype }: { dtype: WeightsDtype },
): Promise<{ specs: WeightSpecs; data: Uint8Array }> {
  const specs: WeightSpecs = [];
  const parts: Uint8Array[] = [];
  for (const [name, tensor] of Object.entries(tensors)) {
    const values = await tensor.data<'float32'>();
    if (!(dtype === 'float16' ? largestOf(values) <= largestFloat16 : areFinite(values))) {
      throw new RangeError(`The weight "${name}" holds a value that ${dtype} cannot hold.`);
    }
    const { bytes, quantization } = quantize(values, dtype);
    specs.push({ name, shape: [...tensor.shape], dtype: 'float32', ...(quantization ? { quantization } : {}) });
    parts.push(bytes);
  }
  return { specs, data: Buffer.concat(parts) };
}

/**
 * The tensors of a weights file, as float32; the caller disposes of them.
 * @throws Error if the file's size is not what the specs say, a name comes twice, or a value is not finite
 */
export function decodeWeightsFile(specs: WeightSpecs, data: Uint8Array): Record<string, tf.Tensor> {
  const expected = weightsFileLength(specs);
  if (expected !== data.length) throw new Error(`The weights should have ${expected} bytes, but have ${data.length}.`);
  if (new Set(specs.map(({ name }) => name)).size !== specs.length) throw new Error('Two weights have the same name.');
  const tensors: Record<string, tf.Tensor> = {};
  let first = 0;
  for (const spec of specs) {
    const bytes = data.subarray(first, (first += byteLength(spec)));
    const values = dequantize(bytes, spec.quantization);
    if (!values) {
      tf.dispose(tensors);
      throw new Error(`The weight "${spec.name}" holds values that are not finite numbers.`);
    }
    tensors[spec.name] = tf.tensor(values, spec.shape);
  }
  return tensors;
}

function quantize(
  values: Float32Array,
  dtype: WeightsDtype,
): { bytes: Uint8Array; quantization?: WeightSpec['quantization'] } {
  if (dtype === 'float32') return { bytes: asBytes(values) };
  if (dtype === 'float16') return { bytes: asBytes(toFloat16(values)), quantization: { dtype } };
  let [min, max] = values.length > 0 ? [Infinity, -Infinity] : [0, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const scale = (max - min) / 255 || 1;
  const bytes = new Uint8Array(values.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.round((values[at] - min) / scale);
  return { bytes, quantization: { dtype, scale, min } };
}

/** @returns the values in memory of their own; nothing if one is not finite */
function dequantize(bytes: Uint8Array, quantization: WeightSpec['quantization']): Float32Array | undefined {
  if (quantization?.dtype === 'float16') return fromFiniteFloat16(asHalves(bytes));
  const values = quantization ? scaled(bytes, quantization) : new Float32Array(copyOf(bytes).buffer);
  return areFinite(values) ? values : undefined;
}

function scaled(bytes: Uint8Array, { scale, min }: { scale: number; min: number }): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let at = 0; at < values.length; at++) values[at] = bytes[at] * scale + min;
  return values;
}

/** Without a copy where they lie at an even place. */
function asHalves(bytes: Uint8Array): Uint16Array {
  const { buffer, byteOffset, byteLength } = byteOffsetIsEven(bytes) ? bytes : copyOf(bytes);
  return new Uint16Array(buffer, byteOffset, byteLength / Uint16Array.BYTES_PER_ELEMENT);
}

/** With memory of its own, also where it is a `Buffer`, whose `slice` copies nothing. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function byteOffsetIsEven({ byteOffset }: Uint8Array): boolean {
  return byteOffset % Uint16Array.BYTES_PER_ELEMENT === 0;
}

/** The largest distance from 0; not a number where a value is none. */
function largestOf(values: Float32Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Of millions, without a call for each: a number times 0 is 0 if it is finite, else not a number, and so is then the sum. */
function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (const value of values) sum += value * 0;
  return sum === 0;
}

function asBytes(values: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
