import { TrainingOrder, type LessonOrder, type TrainingImage } from '../examples';
import type { TrainingSettings } from '../settings';

/** Each step some corrections, all of them in turn, and beside them some captions that are replayed, if there are any. */
export class ReplayOrder implements LessonOrder {
  private readonly corrections: TrainingOrder;
  private readonly replayed: TrainingOrder | undefined;

  constructor(
    corrections: readonly TrainingImage[],
    replayed: readonly TrainingImage[],
    settings: TrainingSettings,
    replayedPerStep: number,
  ) {
    this.corrections = new TrainingOrder(filledUp(corrections, settings.imagesPerStep), settings);
    const beside = { ...settings, imagesPerStep: replayedPerStep, seed: settings.seed + 1 };
    if (replayed.length > 0) this.replayed = new TrainingOrder(filledUp(replayed, replayedPerStep), beside);
  }

  get stepsPerEpoch(): number {
    return this.corrections.stepsPerEpoch;
  }

  imagesOf(step: number): TrainingImage[] {
    return [...this.corrections.imagesOf(step), ...(this.replayed?.imagesOf(step) ?? [])];
  }

  seedOf(step: number, use: number): number {
    return this.corrections.seedOf(step, use);
  }
}

/** With fewer images than a step has room for, each comes more often, so that a step is no smaller. */
function filledUp(images: readonly TrainingImage[], perStep: number): TrainingImage[] {
  const times = images.length > 0 ? Math.max(1, Math.floor(perStep / images.length)) : 1;
  return Array.from({ length: times }, () => images).flat();
}
