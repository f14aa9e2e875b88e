import * as tf from '@tensorflow/tfjs-core';
import { decodeImage } from './imageDecoding';

/**
 * Images as the encoder takes them.
 * @returns [images, size, size, 3], RGB from 0 to 255; the caller disposes of it
 * @throws ImageError for the first image that cannot be decoded
 */
export async function decodeImages(paths: readonly string[], size: number): Promise<tf.Tensor4D> {
  return toImageTensor(await Promise.all(paths.map((path) => decodeImage(path, size))), size);
}

/** Decoded images, size · size · 3 bytes each, as one tensor [images, size, size, 3]. */
export function toImageTensor(images: readonly Uint8Array[], size: number): tf.Tensor4D {
  const pixels = new Float32Array(images.length * size * size * 3);
  images.forEach((image, at) => pixels.set(image, at * size * size * 3));
  return tf.tensor4d(pixels, [images.length, size, size, 3]);
}
