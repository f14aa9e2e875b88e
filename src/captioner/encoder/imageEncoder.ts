import type * as tf from '@tensorflow/tfjs-core';

/** What looks at images, whatever computes it. */
export interface ImageEncoder {
  /** Width and height of the images, in pixels. */
  readonly imageSize: number;
  readonly grid: { height: number; width: number; channels: number };
  /**
   * @param images [batch, imageSize, imageSize, 3], RGB from 0 to 255
   * @returns annotation grids [batch, locations, channels], values from 0 to 6; the caller disposes of them
   */
  encode(images: tf.Tensor4D): tf.Tensor3D;
  dispose(): void;
}
