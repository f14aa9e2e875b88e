import * as tf from '@tensorflow/tfjs-core';
import type { Operations } from '../computing/operations';
import { tensorFlow } from '../computing/tensorFlow';

/**
 * What an image shows, wherever it shows it: the mean and the maximum of each channel over the locations. The maximum tells of
 * small things, which the mean drowns.
 * @param grids annotation grids [images, locations, D]
 * @returns [images, 2D]; the caller disposes of it
 */
export function imageVectors(grids: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => vectorsOfGrids<tf.Tensor>(tensorFlow, grids) as tf.Tensor2D);
}

/** Does what {@link imageVectors} does. */
export function vectorsOfGrids<Value>(operations: Operations<Value>, grids: Value): Value {
  return operations.concat([operations.mean(grids, 1), operations.max(grids, 1)], 1);
}
