import { stat } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageEncoder } from '../captioner/encoder/imageEncoder';
import { fromGridBytes, toGridBytes } from './gridBytes';
import { decodeImages } from './imageTensor';

/** Memory for all of them: more than a thousand images. */
const mostBytes = 128 * 1024 * 1024;

/**
 * The annotation grids of images that were captioned lately, so that another model or another word asks the decoder
 * alone. An image that changed on disk is looked at again.
 */
export class GridCache {
  private readonly grids = new Map<string, Uint8Array>();

  get size(): number {
    return this.grids.size;
  }

  /**
   * The annotation grid of an image [1, locations, channels]; the caller disposes of it.
   * @throws ImageError if the image cannot be decoded
   */
  async grid(imagePath: string, encoder: ImageEncoder): Promise<tf.Tensor3D> {
    const { height, width, channels } = encoder.grid;
    const key = await imageIdentity(imagePath);
    let bytes = this.grids.get(key);
    if (bytes) {
      this.grids.delete(key);
    } else {
      bytes = await lookAt(imagePath, encoder);
    }
    // Newest last: the first of the map is what was not asked for the longest.
    this.grids.set(key, bytes);
    for (const oldest of this.grids.keys()) {
      if (this.grids.size * bytes.length <= mostBytes) break;
      this.grids.delete(oldest);
    }
    return fromGridBytes([bytes], height * width, channels);
  }

  clear(): void {
    this.grids.clear();
  }
}

async function lookAt(imagePath: string, encoder: ImageEncoder): Promise<Uint8Array> {
  const image = await decodeImages([imagePath], encoder.imageSize);
  let grid: tf.Tensor | undefined;
  try {
    grid = encoder.encode(image);
    return toGridBytes(await grid.data<'float32'>());
  } finally {
    tf.dispose([image, grid ?? []]);
  }
}

/** The same as long as the file does not change. */
export async function imageIdentity(imagePath: string): Promise<string> {
  const stats = await stat(imagePath).catch(() => undefined);
  return `${imagePath}\0${stats?.mtimeMs ?? 0}\0${stats?.size ?? 0}`;
}
