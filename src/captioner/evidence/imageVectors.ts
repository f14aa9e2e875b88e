import * as tf from '@tensorflow/tfjs-core';
import type { Operations } from '../computing/operations';
import { tensorFlow } from '../computing/tensorFlow';
import { colourChannels } from '../encoder/colours';
import { gridChannels } from '../encoder/gridChannels';

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

/** Added to a channel's variance: one that hardly varies tells little. */
const leastVariance = { ofNetwork: 1e-3, ofColours: 1.5e-2 };
/** What colours make of an image's vector, as a share of its squared length: they are few beside the network's channels. */
const colourShare = 0.2;

/**
 * What each channel of images' vectors is divided by, so that all count as much as they should beside each other: its deviation, and of
 * colours less than that.
 * @param variance of each channel [2D]
 * @returns [2D]; the caller disposes of it
 */
export function measureOfChannels(variance: tf.Tensor1D): tf.Tensor1D {
  const [size] = variance.shape;
  const isColour = (at: number): boolean =>
    size === 2 * gridChannels && at % gridChannels >= gridChannels - colourChannels;
  const others = gridChannels - colourChannels;
  const louder = Math.sqrt((colourShare / (1 - colourShare)) * (others / colourChannels));
  const ofChannels = <Of>(ofNetwork: Of, ofColours: Of): Of[] =>
    Array.from({ length: size }, (_, at) => (isColour(at) ? ofColours : ofNetwork));
  return tf.tidy(() => {
    const least = tf.tensor1d(ofChannels(leastVariance.ofNetwork, leastVariance.ofColours));
    return tf.div(tf.sqrt(tf.add(variance, least)), tf.tensor1d(ofChannels(1, louder)));
  });
}
