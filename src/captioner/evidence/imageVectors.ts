import * as tf from '@tensorflow/tfjs-core';

/**
 * What an image shows, wherever it shows it: the mean and the maximum of each channel over the locations. The maximum tells of
 * small things, which the mean drowns.
 * @param grids annotation grids [images, locations, D]
 * @returns [images, 2D]; the caller disposes of it
 */
export function imageVectors(grids: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => tf.concat([tf.mean(grids, 1), tf.max(grids, 1)], 1) as tf.Tensor2D);
}
