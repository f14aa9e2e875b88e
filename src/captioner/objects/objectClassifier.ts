/** The weights that classes are told apart with: [channels, classes] and [classes]. */
export interface ClassifierWeights {
  kernel: Float32Array;
  bias: Float32Array;
}

/** @param channels of the annotation grids */
export function classifierWeightShapes(channels: number, classes: number): Record<keyof ClassifierWeights, number[]> {
  return { kernel: [channels, classes], bias: [classes] };
}

/**
 * The linear classifier that the encoder had when it learned to tell things apart: it knows many that captions never named. It is
 * small, and computed in plain numbers: nobody disposes of it, and any backend will do.
 */
export class ObjectClassifier {
  readonly channels: number;

  /** @throws Error if the weights do not fit each other */
  constructor(readonly weights: ClassifierWeights) {
    this.channels = weights.kernel.length / weights.bias.length;
    if (!Number.isInteger(this.channels))
      throw new Error(`The classifier has ${weights.kernel.length} weights for ${weights.bias.length} classes.`);
  }

  get classes(): number {
    return this.weights.bias.length;
  }

  /**
   * @param meanGrid the mean of an annotation grid over the locations [D]
   * @returns the probabilities of the classes
   */
  probabilities(meanGrid: Float32Array): Float32Array {
    const { kernel, bias } = this.weights;
    const logits = Float64Array.from(bias);
    const classes = logits.length;
    // Four channels in a round, as a million sums are read and written: that is half of what it takes.
    const inFours = meanGrid.length - (meanGrid.length % 4);
    for (let channel = 0; channel < inFours; channel += 4) {
      const one = meanGrid[channel];
      const two = meanGrid[channel + 1];
      const three = meanGrid[channel + 2];
      const four = meanGrid[channel + 3];
      for (let at = 0, first = channel * classes; at < classes; at++, first++)
        logits[at] +=
          one * kernel[first] +
          two * kernel[first + classes] +
          three * kernel[first + 2 * classes] +
          four * kernel[first + 3 * classes];
    }
    for (let channel = inFours; channel < meanGrid.length; channel++) {
      const value = meanGrid[channel];
      for (let at = 0, first = channel * classes; at < classes; at++, first++) logits[at] += value * kernel[first];
    }
    return softmax(logits);
  }

  /**
   * Where in an image what speaks for some classes is (class activation maps: Zhou et al. 2016).
   * @param grid of one image [locations][gridChannels], its first D being those that are classified
   * @param weighted classes with what each counts
   * @returns how much each location speaks for them; sums to 1
   */
  places(grid: Float32Array, gridChannels: number, weighted: readonly (readonly [number, number])[]): Float32Array {
    const { kernel } = this.weights;
    const { channels, classes } = this;
    const direction = Float32Array.from({ length: channels }, (_, channel) =>
      weighted.reduce((sum, [one, weight]) => sum + weight * kernel[channel * classes + one], 0),
    );
    const activation = new Float32Array(grid.length / gridChannels);
    activation.forEach((_, location) => {
      for (let channel = 0; channel < channels; channel++)
        activation[location] += direction[channel] * grid[location * gridChannels + channel];
    });
    const mean = sum(activation) / activation.length;
    const above = activation.map((value) => Math.max(0, value - mean));
    const whole = sum(above);
    // The same everywhere: seen in no place more than in another.
    return whole === 0 ? above.fill(1 / above.length) : above.map((value) => value / whole);
  }
}

function softmax(logits: Float64Array): Float32Array {
  let most = -Infinity;
  for (const logit of logits) most = Math.max(most, logit);
  const exponentials = new Float32Array(logits.length);
  let whole = 0;
  for (let at = 0; at < logits.length; at++) whole += exponentials[at] = Math.exp(logits[at] - most);
  for (let at = 0; at < logits.length; at++) exponentials[at] /= whole;
  return exponentials;
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
