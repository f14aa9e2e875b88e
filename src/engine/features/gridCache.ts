import { stat } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageEncoder } from '../../captioner/encoder/imageEncoder';
import { fromGridBytes, toGridBytes } from './gridBytes';
import { decodeImage } from '../images/imageDecoding';
import { toImageTensor } from '../images/imageTensor';

/** Memory for all of them: more than a thousand images. */
const mostBytes = 128 * 1024 * 1024;

/** An image that is known by its file, and decoded where the encoder has not looked at it. */
export interface PreparedImage {
  key: string;
  imagePath: string;
  /** RGB, row after row. */
  pixels?: Uint8Array;
}

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
   * What has to be done before the encoder can look at an image: nothing if it has, else the image is decoded.
   * @throws ImageError if it cannot be decoded
   */
  async prepare(imagePath: string, { imageSize }: ImageEncoder): Promise<PreparedImage> {
    const key = await imageIdentity(imagePath);
    return this.grids.has(key)
      ? { key, imagePath }
      : { key, imagePath, pixels: await decodeImage(imagePath, imageSize) };
  }

  /**
   * The annotation grid of an image [1, locations, channels]; the caller disposes of it.
   * @throws ImageError if the image cannot be decoded
   */
  async grid(imagePath: string, encoder: ImageEncoder): Promise<tf.Tensor3D> {
    return this.gridsOf([await this.prepare(imagePath, encoder)], encoder);
  }

  /**
   * The annotation grids of images [images, locations, channels]; the caller disposes of them.
   * @throws ImageError for the first image that has to be decoded and cannot be
   */
  async gridsOf(images: readonly PreparedImage[], encoder: ImageEncoder): Promise<tf.Tensor3D> {
    const { height, width, channels } = encoder.grid;
    const all: Uint8Array[] = [];
    // One by one: the encoder computes as long for some together, and needs more memory.
    for (const image of images) all.push(await this.bytesOf(image, encoder));
    return fromGridBytes(all, height * width, channels);
  }

  clear(): void {
    this.grids.clear();
  }

  private async bytesOf(image: PreparedImage, encoder: ImageEncoder): Promise<Uint8Array> {
    const { key } = image;
    const bytes = this.grids.get(key) ?? (await lookAt(image, encoder));
    // Newest last: the first of the map is what was not asked for the longest.
    this.grids.delete(key);
    this.grids.set(key, bytes);
    for (const oldest of this.grids.keys()) {
      if (this.grids.size * bytes.length <= mostBytes) break;
      this.grids.delete(oldest);
    }
    return bytes;
  }
}

async function lookAt({ imagePath, pixels }: PreparedImage, encoder: ImageEncoder): Promise<Uint8Array> {
  const size = encoder.imageSize;
  // Another model may have come meanwhile, or the grid that was there is gone.
  const fits = pixels?.length === size * size * 3;
  const image = toImageTensor([fits ? pixels : await decodeImage(imagePath, size)], size);
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
