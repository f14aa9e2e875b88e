import * as z from 'zod';

/** Words that detectors know, each with the share of images whose captions have it, one caption taken of each. */
export const detectedWordsSchema = z.object({
  format: z.literal('showtell-detectors'),
  version: z.literal(1),
  words: z.array(z.tuple([z.string().min(1).max(64), z.number().gt(0).lte(1)])).max(20_000),
});
export type DetectedWords = z.infer<typeof detectedWordsSchema>['words'];

/** Numbers that images are looked at with, row after row; R directions are enough to tell the words apart. */
export interface DetectorWeights {
  /** Of each channel over the images that taught them [D]. */
  mean: Float32Array;
  /** [D] */
  deviation: Float32Array;
  /** [D, R] */
  projection: Float32Array;
  /** [R, words] */
  kernel: Float32Array;
}

/** @param channels of the network's annotation grid @param directions R */
export function detectorWeightShapes(
  channels: number,
  directions: number,
  words: number,
): Record<keyof DetectorWeights, number[]> {
  return {
    mean: [channels],
    deviation: [channels],
    projection: [channels, directions],
    kernel: [directions, words],
  };
}

/** How likely it is that somebody uses a word of an image; undefined for a word that is not known. */
export type DetectWord = (word: string) => number | undefined;

/**
 * Linear detectors of what people write of images, a word each (Fang et al. 2015, there with a network of their own). They have seen
 * the same captions as the decoder, but neither its language model nor its attention, so that they are a second opinion on what it says.
 * Plain numbers: nobody disposes of them.
 */
export class WordDetectors {
  private readonly columns: ReadonlyMap<string, number>;
  /** The rarest word is as likely as that at least: below it is noise. */
  private readonly leastShare: number;
  private readonly directions: number;

  /** @throws Error if the weights do not fit each other */
  constructor(
    readonly words: DetectedWords,
    readonly weights: DetectorWeights,
  ) {
    const channels = weights.mean.length;
    this.directions = weights.projection.length / Math.max(1, channels);
    const sizes = detectorWeightShapes(channels, this.directions, words.length);
    for (const [name, shape] of Object.entries(sizes)) {
      const expected = shape.reduce((product, size) => product * size, 1);
      const { length } = weights[name as keyof DetectorWeights];
      if (length !== expected)
        throw new Error(`The detectors' weight "${name}" has ${length} numbers, not ${expected}.`);
    }
    this.columns = new Map(words.map(([word], column) => [word, column]));
    this.leastShare = words.reduce((least, [, share]) => Math.min(least, share), 1);
  }

  /** @param meanGrid the mean of an image's annotation grid over the locations [D] */
  lookAt(meanGrid: Float32Array): DetectWord {
    let seen: Float64Array | undefined;
    return (word) => {
      const column = this.columns.get(word.toLowerCase());
      if (column === undefined) return undefined;
      seen ??= this.project(meanGrid);
      const { kernel } = this.weights;
      const [, share] = this.words[column];
      const found = seen.reduce((sum, value, at) => sum + value * kernel[at * this.words.length + column], share);
      return Math.min(1, Math.max(this.leastShare, found));
    };
  }

  /** An image's vector in its own measure and of length 1, along the directions [R]. */
  private project(meanGrid: Float32Array): Float64Array {
    const { mean, deviation, projection } = this.weights;
    const along = new Float64Array(this.directions);
    let square = 0;
    const { directions } = this;
    for (let channel = 0; channel < mean.length; channel++) {
      const value = (meanGrid[channel] - mean[channel]) / deviation[channel];
      square += value * value;
      const first = channel * directions;
      for (let at = 0; at < directions; at++) along[at] += value * projection[first + at];
    }
    const length = Math.sqrt(square);
    return length > 0 ? along.map((value) => value / length) : along;
  }
}
