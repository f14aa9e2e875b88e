import type * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { applyCurve, betaCurveSchema } from './betaCurve';
import { FamiliarityGauge } from './familiarity';
import type { WordDetectors } from '../detectors/wordDetectors';
import { knownPicturesSchema } from './knownPictures';
import { applySecondOpinion, secondOpinionSchema } from './secondOpinion';

/** How what a network says of its captions becomes what may be believed; measured on images that it was not trained on. */
export const calibrationSchema = z.object({
  /** From the probability of a word to the chance that it is right, where the image is familiar. */
  word: betaCurveSchema,
  /** From the geometric mean of a caption's pieces to the share of its words that are right, where the image is familiar. */
  caption: betaCurveSchema,
  /** How much word detectors count beside that, for the words that they know; without it they are not heard. */
  secondOpinion: secondOpinionSchema.optional(),
  /** What it was measured on, and what was taught since; older models have none, and call every image familiar. */
  known: z.array(knownPicturesSchema).max(100).default([]),
  /** How many images it was measured on. */
  images: z.int().positive(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** A word as the network says it. */
export interface UncalibratedWord {
  text: string;
  probability: number;
  /** Where it is the name of an object, whose probability is what may be believed already: see `reliabilityOf`. */
  isNamed: boolean;
}

/** What is said of the words and the captions of one image. All are numbers from 0 to 1. */
export interface Certainty {
  word(word: UncalibratedWord): number;
  caption(confidence: number): number;
  /** How much the image is like what the captioner knows. */
  familiarity: number;
}

/** For bundles without a calibration: what the network says itself. */
export const asSaid: Certainty = {
  word: ({ probability }) => probability,
  caption: (confidence) => confidence,
  familiarity: 1,
};

/** Turns annotation grids into how much may be believed of their images' captions. */
export class Calibrator {
  private readonly gauge: FamiliarityGauge;

  /** @throws Error if the calibration is of another encoder */
  constructor(
    private readonly calibration: Calibration | undefined,
    private readonly channels: number,
    private readonly detectors?: WordDetectors,
  ) {
    this.gauge = new FamiliarityGauge(calibration?.known ?? [], channels);
  }

  /** @param grids [images, locations, channels] */
  of(grids: tf.Tensor3D): Certainty[] {
    if (!this.calibration) return Array.from({ length: grids.shape[0] }, () => asSaid);
    return meanGrids(grids, this.channels).map((meanGrid) => this.ofMean(meanGrid));
  }

  /** @param meanGrid the mean of an image's annotation grid over the locations */
  ofMean(meanGrid: Float32Array): Certainty {
    if (!this.calibration) return asSaid;
    const { value: familiarity, collection } = this.gauge.of(meanGrid) ?? { value: 1 };
    const { word, caption } = collection?.curves ?? this.calibration;
    // Of pictures that were taught since, the detectors have seen none.
    const { secondOpinion } = collection?.curves ? {} : this.calibration;
    const detect = secondOpinion && this.detectors?.lookAt(meanGrid);
    const chance = ({ text, probability }: UncalibratedWord): number => {
      const said = applyCurve(word, probability);
      const detected = detect?.(text);
      return secondOpinion && detected !== undefined ? applySecondOpinion(secondOpinion, { said, detected }) : said;
    };
    return {
      word: (one) => (one.isNamed ? one.probability : familiarity * chance(one)),
      caption: (confidence) => familiarity * applyCurve(caption, confidence),
      familiarity,
    };
  }
}

/**
 * The mean of each grid over its locations.
 * @param grids [images, locations, channels]
 * @param channels so many, from the first one on
 */
export function meanGrids(grids: tf.Tensor3D, channels: number): Float32Array[] {
  const values = grids.dataSync<'float32'>();
  const [images, locations, all] = grids.shape;
  return Array.from({ length: images }, (_, image) => {
    const ofImage = values.subarray(image * locations * all, (image + 1) * locations * all);
    const sums = new Float64Array(channels);
    let place = 0;
    // Three locations in a round, as the sums are read and written in each: that is half of what it takes.
    for (; place + 3 <= locations; place += 3) {
      for (let channel = 0, at = place * all; channel < channels; channel++, at++)
        sums[channel] += ofImage[at] + ofImage[at + all] + ofImage[at + 2 * all];
    }
    for (; place < locations; place++) {
      for (let channel = 0, at = place * all; channel < channels; channel++, at++) sums[channel] += ofImage[at];
    }
    const mean = new Float32Array(channels);
    for (let channel = 0; channel < channels; channel++) mean[channel] = sums[channel] / locations;
    return mean;
  });
}
