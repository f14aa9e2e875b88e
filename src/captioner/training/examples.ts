import type * as tf from '@tensorflow/tfjs-core';
import { seededRandom, shuffle } from '../../dataset/collections/random';
import { layOutCaptions, type CaptionLayout } from '../decoder/captionBatch';
import type { TrainingSettings } from './settings';

/** An image to train on: its place in the grid source, and its captions as pieces, without `<start>` and `<end>`. */
export interface TrainingImage {
  image: number;
  captions: number[][];
  /** How much its captions count; 1 where not given. */
  weight?: number;
  /** For a single caption that a teacher's probabilities stand behind; see `Teacher`. */
  taught?: { pieces: number[]; places: Int32Array };
}

/** Where annotation grids come from; kept on disk when there are many. */
export interface GridSource {
  /** The grids of some images [indices, locations, D]; the caller disposes of them. */
  grids(indices: readonly number[]): Promise<tf.Tensor3D> | tf.Tensor3D;
}

/**
 * Which images each step sees, and which of their captions. Everything follows from the seed and the step's number, so
 * a run can be taken up at any step.
 */
export interface LessonOrder {
  readonly stepsPerEpoch: number;
  /** @param step counted from 0 over all epochs */
  imagesOf(step: number): TrainingImage[];
  /** A seed of its own for each step and use. */
  seedOf(step: number, use: number): number;
}

/** All images once an epoch, shuffled. */
export class TrainingOrder implements LessonOrder {
  readonly stepsPerEpoch: number;
  private order: { epoch: number; images: TrainingImage[] } | undefined;

  constructor(
    private readonly images: readonly TrainingImage[],
    private readonly settings: TrainingSettings,
  ) {
    this.stepsPerEpoch = Math.ceil(images.length / settings.imagesPerStep);
  }

  imagesOf(step: number): TrainingImage[] {
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (this.order?.epoch !== epoch)
      this.order = { epoch, images: shuffle(this.images, seededRandom(this.seedOf(epoch, 1))) };
    const first = (step % this.stepsPerEpoch) * this.settings.imagesPerStep;
    const random = seededRandom(this.seedOf(step, 2));
    return this.order.images.slice(first, first + this.settings.imagesPerStep).map((one) => {
      const { captionsPerImage } = this.settings;
      if (one.captions.length <= captionsPerImage) return one;
      return { ...one, captions: shuffle(one.captions, random).slice(0, captionsPerImage) };
    });
  }

  seedOf(step: number, use: number): number {
    return stepSeed(this.settings.seed, step, use);
  }
}

/** A seed for one use of chance in one step. */
export function stepSeed(seed: number, step: number, use: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b) ^ Math.imul(use, 0xc2b2ae35)) | 0;
}

/** Lays out the captions of some images, with what they count. */
export function layOutImages(images: readonly TrainingImage[], maxPieces: number): CaptionLayout {
  const layout = layOutCaptions(
    images.map(({ captions }) => captions),
    maxPieces + 1,
  );
  if (images.every(({ weight }) => weight === undefined)) return layout;
  const weights = Float32Array.from(layout.lengths, (_, row) => images[Math.floor(row / layout.captions)].weight ?? 1);
  return { ...layout, weights };
}
