import { seededRandom, shuffle } from '../../../dataset/collections/random';
import { stepSeed, type LessonOrder, type TrainingImage } from '../examples';
import type { TrainingSettings } from '../settings';

/** How many pieces captions may differ by chance where they are sorted by length, so that they do not always meet the same ones. */
const lengthNoise = 3;
/** What chance decides here. */
const uses = { order: 1, captions: 2, replayed: 6 };

/**
 * Each step some corrections, all of them in turn, and beside them some captions that are replayed, if there are any. Those of a
 * step are of similar length: it takes as long as its longest caption.
 */
export class ReplayOrder implements LessonOrder {
  readonly stepsPerEpoch: number;
  private readonly corrections: readonly TrainingImage[];
  private epoch: { number: number; steps: TrainingImage[][] } | undefined;

  constructor(
    corrections: readonly TrainingImage[],
    private readonly replayed: readonly TrainingImage[],
    private readonly settings: TrainingSettings,
    private readonly replayedPerStep: number,
  ) {
    this.corrections = filledUp(corrections, settings.imagesPerStep);
    this.stepsPerEpoch = Math.ceil(this.corrections.length / settings.imagesPerStep);
  }

  imagesOf(step: number): TrainingImage[] {
    const number = Math.floor(step / this.stepsPerEpoch);
    if (this.epoch?.number !== number) this.epoch = { number, steps: this.stepsOf(number) };
    return this.epoch.steps[step % this.stepsPerEpoch];
  }

  seedOf(step: number, use: number): number {
    return stepSeed(this.settings.seed, step, use);
  }

  private stepsOf(epoch: number): TrainingImage[][] {
    const random = seededRandom(this.seedOf(epoch, uses.order));
    const ofCaptions = seededRandom(this.seedOf(epoch, uses.captions));
    const chosen = this.corrections.map((one) =>
      one.captions.length <= this.settings.captionsPerImage
        ? one
        : { ...one, captions: shuffle(one.captions, ofCaptions).slice(0, this.settings.captionsPerImage) },
    );
    const steps = inStepsByLength(chosen, this.settings.imagesPerStep, random);
    return shuffle(this.withReplayed(steps, seededRandom(this.seedOf(epoch, uses.replayed))), random);
  }

  /** The shortest corrections get the shortest captions beside them. */
  private withReplayed(steps: TrainingImage[][], random: () => number): TrainingImage[][] {
    if (this.replayed.length === 0) return steps;
    const beside = inStepsByLength(filledUp(this.replayed, this.replayedPerStep), this.replayedPerStep, random);
    return steps.map((step, at) => {
      const place = ((at + random()) * beside.length) / steps.length;
      return [...step, ...beside[Math.min(beside.length - 1, Math.floor(place))]];
    });
  }
}

/** Some images for each step, those with the shortest captions first. */
function inStepsByLength(images: readonly TrainingImage[], perStep: number, random: () => number): TrainingImage[][] {
  const sorted = shuffle(images, random)
    .map((image) => ({ image, length: lengthOf(image) + lengthNoise * random() }))
    .sort((one, other) => one.length - other.length)
    .map(({ image }) => image);
  return Array.from({ length: Math.ceil(sorted.length / perStep) }, (_, step) =>
    sorted.slice(step * perStep, (step + 1) * perStep),
  );
}

function lengthOf({ captions }: TrainingImage): number {
  return Math.max(0, ...captions.map((pieces) => pieces.length));
}

/** With fewer images than a step has room for, each comes more often, so that a step is no smaller. */
function filledUp(images: readonly TrainingImage[], perStep: number): TrainingImage[] {
  const times = images.length > 0 ? Math.max(1, Math.floor(perStep / images.length)) : 1;
  return Array.from({ length: times }, () => images).flat();
}
