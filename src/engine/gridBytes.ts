import * as tf from '@tensorflow/tfjs-core';

/** Annotation grids are the output of a ReLU6, so a byte a value loses next to nothing. */
const largest = 6;

/** The values of grids as bytes. */
export function toGridBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  // `Uint8Array.from` would take twenty times as long.
  for (let at = 0; at < values.length; at++) bytes[at] = Math.round((values[at] * 255) / largest);
  return bytes;
}

/**
 * Grids from their bytes [grids, locations, channels]; the caller disposes of them.
 * @param grids the bytes of each
 */
export function fromGridBytes(grids: readonly Uint8Array[], locations: number, channels: number): tf.Tensor3D {
  const size = locations * channels;
  const values = new Float32Array(grids.length * size);
  grids.forEach((bytes, grid) => {
    const offset = grid * size;
    for (let at = 0; at < size; at++) values[offset + at] = (bytes[at] * largest) / 255;
  });
  return tf.tensor3d(values, [grids.length, locations, channels]);
}
