import * as tf from '@tensorflow/tfjs-core';

/** The weights that classes are told apart with, by name. */
export type ClassifierWeights = Record<'kernel' | 'bias', tf.Tensor>;

/** @param channels of the annotation grids */
export function classifierWeightShapes(channels: number, classes: number): Record<keyof ClassifierWeights, number[]> {
  return { kernel: [channels, classes], bias: [classes] };
}

/** The linear classifier that the encoder had when it learned to tell things apart: it knows many that captions never named. */
export class ObjectClassifier {
  /** Takes ownership of the weights: kernel [D, classes], bias [classes]. @throws Error if they do not fit each other */
  constructor(readonly weights: ClassifierWeights) {
    const [channels, classes] = weights.kernel.shape;
    for (const [name, shape] of Object.entries(classifierWeightShapes(channels, classes))) {
      const found = weights[name as keyof ClassifierWeights].shape;
      if (!tf.util.arraysEqual(found, shape))
        throw new Error(`The classifier's "${name}" has shape [${found.join(', ')}], not [${shape.join(', ')}].`);
    }
  }

  get classes(): number {
    return this.weights.bias.size;
  }

  /**
   * @param grids annotation grids [images, locations, D]
   * @returns the probabilities of the classes, of the mean over the locations: [images][classes]
   */
  probabilities(grids: tf.Tensor3D): Float32Array[] {
    const { kernel, bias } = this.weights;
    const said = tf.tidy(() => tf.softmax(tf.add(tf.matMul(tf.mean(grids, 1), kernel as tf.Tensor2D), bias)));
    const values = Float32Array.from(said.dataSync());
    said.dispose();
    const { classes } = this;
    return Array.from({ length: grids.shape[0] }, (_, image) => values.slice(image * classes, (image + 1) * classes));
  }

  /**
   * Where in an image what speaks for some classes is (class activation maps: Zhou et al. 2016).
   * @param grid [1, locations, D]
   * @param weights for each map the weight of each class [maps][classes]
   * @returns for each map how much each location speaks for it; sums to 1
   */
  places(grid: tf.Tensor3D, weights: readonly Float32Array[]): Float32Array[] {
    if (weights.length === 0) return [];
    const locations = grid.shape[1];
    const maps = tf.tidy(() => {
      const rows = tf.stack(weights.map((one) => tf.tensor1d(one))) as tf.Tensor2D;
      const directions = tf.matMul(rows, this.weights.kernel as tf.Tensor2D, false, true);
      const activation = tf.matMul(directions, tf.squeeze(grid, [0]) as tf.Tensor2D, false, true);
      const above = tf.relu(tf.sub(activation, tf.mean(activation, 1, true)));
      return tf.div(above, tf.maximum(tf.sum(above, 1, true), 1e-6));
    });
    const values = Float32Array.from(maps.dataSync());
    maps.dispose();
    return weights.map((_, map) => values.slice(map * locations, (map + 1) * locations));
  }

  dispose(): void {
    tf.dispose(this.weights);
  }
}
