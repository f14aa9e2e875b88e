import type { HeldOutAmount } from '../../../dataset/collections/split';
import { defaultTrainingSettings, type TrainingSettings } from '../settings';

/** How a fine-tune learns; found on Flickr8k by `bench/terminology.bench.ts`, which says how to measure another one. */
export interface FineTuneRecipe {
  correctionsPerStep: number;
  /** Captions of the base model beside them. */
  replayedPerStep: number;
  /** How much each of them counts, where a correction counts 1. */
  replayWeight: number;
  /** Images whose captions are replayed, at most. */
  mostReplayed: number;
  /** Captions followed at a time when they are written: what is replayed need not be the very best. */
  replayBeam: number;
  learningRate: number;
  /** Of captions in a language that the model does not write there is more to learn, and nothing to be kept. */
  ofLanguage: { learningRate: number };
  /** A caption that was only accepted tells less than one that was edited or written. */
  acceptedWeight: number;
  /** Steps between two validations at least; with many corrections, half a pass through them. */
  leastBetween: number;
  /** After so many validations, training with and without replay are compared, and the better one goes on: the first is too early. */
  comparedAfter: number;
  /** So many validations without a better one: there is no more to learn. */
  patience: number;
  /** In how many steps the learning rate then falls to nothing, as a share of those taken until then. */
  settling: number;
  /** It ends after so many at the latest; fewer are for those who cannot wait. */
  mostSteps: number;
  /** Of captions that were changed, and of those that were only accepted. More tell little more, and take long to caption. */
  heldOut: HeldOutAmount;
}

export const defaultRecipe: FineTuneRecipe = {
  correctionsPerStep: 16,
  replayedPerStep: 16,
  replayWeight: 2,
  mostReplayed: 200,
  replayBeam: 3,
  learningRate: 7e-4,
  ofLanguage: { learningRate: 1e-3 },
  acceptedWeight: 0.5,
  leastBetween: 10,
  comparedAfter: 2,
  patience: 2,
  settling: 0.25,
  mostSteps: 100_000,
  heldOut: { share: 0.2, least: 2, most: 40 },
};

/** With few corrections there are still captions of so many images, and as many others, to be replayed. */
const fewestReplayed = 32;

/** Fewer images than this say too little about what a person wants. */
export const fewestImages = 8;

/** How many images to replay captions of beside so many corrections: of all of them, and of those that nobody decided on. */
export function replayedBeside(corrections: number, { mostReplayed }: FineTuneRecipe): { all: number; others: number } {
  const all = Math.min(mostReplayed, 2 * Math.max(corrections, fewestReplayed));
  return { all, others: all - Math.min(corrections, Math.floor(all / 2)) };
}

/** How many steps lie between two validations with so many corrected images. */
export function stepsBetween({ leastBetween, correctionsPerStep }: FineTuneRecipe, corrections: number): number {
  return Math.max(leastBetween, Math.ceil(corrections / correctionsPerStep / 2));
}

/** The settings of the trainer. */
export function settingsFor(recipe: FineTuneRecipe, seed: number): TrainingSettings {
  const { correctionsPerStep, learningRate, patience, settling, mostSteps } = recipe;
  return {
    ...defaultTrainingSettings,
    seed,
    imagesPerStep: correctionsPerStep,
    captionsPerImage: 1,
    maxPieces: 80,
    learningRate,
    untilFlat: { patience, settling, mostSteps },
    warmUpSteps: 5,
    averageDecay: 0.9,
    // The projections of the grid stay as they are, and so need no protection.
    dropout: { ...defaultTrainingSettings.dropout, annotation: 0 },
  };
}
