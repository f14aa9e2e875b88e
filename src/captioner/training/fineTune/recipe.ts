import { defaultTrainingSettings, type TrainingSettings } from '../settings';

/** How a fine-tune learns; found on Flickr8k by `bench/terminology.bench.ts`, which says how to measure another one. */
export interface FineTuneRecipe {
  /** What counts is the number of steps, whatever the number of corrections. */
  steps: number;
  correctionsPerStep: number;
  /** Captions of the base model beside them. */
  replayedPerStep: number;
  /** Images whose captions are replayed, at most. */
  mostReplayed: number;
  /** Captions followed at a time when they are written: what is replayed need not be the very best. */
  replayBeam: number;
  learningRate: number;
  /** For captions in a language that the model does not write: there is nothing of it to be kept. */
  learningRateOfLanguage: number;
  /** A caption that was only accepted tells less than one that was edited or written. */
  acceptedWeight: number;
  validateEvery: number;
  /** After so many steps, training with and without replay are compared, and the better one goes on. */
  compareAfter: number;
  /** So many validations without a better one end the training. */
  patience: number;
  heldOutShare: number;
  /** More than this tells little more, and takes long to caption. */
  mostHeldOut: number;
}

export const defaultRecipe: FineTuneRecipe = {
  steps: 120,
  correctionsPerStep: 16,
  replayedPerStep: 16,
  mostReplayed: 200,
  replayBeam: 3,
  learningRate: 3e-4,
  learningRateOfLanguage: 1e-3,
  acceptedWeight: 0.5,
  validateEvery: 20,
  compareAfter: 20,
  patience: 3,
  heldOutShare: 0.2,
  mostHeldOut: 60,
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

/** The settings of the trainer for so many corrected images. */
export function settingsFor(recipe: FineTuneRecipe, corrections: number, seed: number): TrainingSettings {
  const { steps, correctionsPerStep, learningRate } = recipe;
  const inAnEpoch = Math.max(corrections, correctionsPerStep);
  return {
    ...defaultTrainingSettings,
    seed,
    imagesPerStep: correctionsPerStep,
    epochs: steps / Math.ceil(inAnEpoch / correctionsPerStep),
    captionsPerImage: 1,
    maxPieces: 80,
    learningRate,
    warmUpSteps: 5,
    averageDecay: 0.9,
  };
}
