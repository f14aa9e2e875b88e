import * as tf from '@tensorflow/tfjs-core';

/** Annotation grids are the output of a ReLU6, so a byte a value loses next to nothing. */
const largest = 6;

const valueOfByte = Float32Array.from({ length: 256 }, (_, byte) => (byte * largest) / 255);

/** The values of grids as bytes. */
export function toGridBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  // `Uint8Array.from` would take twenty times as long; what is stored is rounded down.
  for (let at = 0; at < values.length; at++) bytes[at] = (values[at] * 255) / largest + 0.5;
  return bytes;
}

/**
 * Grids from their bytes [grids, locations, channels]; the caller disposes of them.
 * @param grids the bytes of each
 */
export function fromGridBytes(grids: readonly Uint8Array[], locations: number, channels: number): tf.Tensor3D {
  const size = locations * channels;
  const values = new Float32Array(grids.length * size);
  let place = 0;
  for (const bytes of grids) for (let at = 0; at < size; at++) values[place++] = valueOfByte[bytes[at]];
  return tf.tensor3d(values, [grids.length, locations, channels]);
}
