import type { TrainingRecord } from './checkpoint';
import type { TrainingSettings } from './settings';

/** How many steps a training takes; where it hangs on what is yet to be measured, how many at least. */
export interface PlannedSteps {
  steps: number;
  atLeast: boolean;
}

/**
 * How long a training goes on, and at what rate. Both follow from the step and from the records taken until then, so that a run
 * can be taken up at any step.
 */
export interface TrainingPlan {
  planned(records: readonly TrainingRecord[]): PlannedSteps;
  /** @param step counted from 0 */
  learningRate(step: number, records: readonly TrainingRecord[]): number;
}

/** @param validateEvery steps between two records */
export function planOf(settings: TrainingSettings, stepsPerEpoch: number, validateEvery: number): TrainingPlan {
  return settings.untilFlat
    ? planUntilFlat(settings, settings.untilFlat, validateEvery)
    : planEpochs(settings, stepsPerEpoch);
}

/** So many epochs: a warm-up, then the learning rate falls along a cosine. */
function planEpochs(settings: TrainingSettings, stepsPerEpoch: number): TrainingPlan {
  const { epochs, learningRate, warmUpSteps, finalRate } = settings;
  const steps = Math.round(stepsPerEpoch * epochs);
  return {
    planned: () => ({ steps, atLeast: false }),
    learningRate: (step) => {
      if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
      const done = (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
      return learningRate * (finalRate + ((1 - finalRate) * (1 + Math.cos(Math.PI * Math.min(1, done)))) / 2);
    },
  };
}

/**
 * As long as the validation loss falls, at one rate: how much there is to learn cannot be known before. Then the rate falls to
 * nothing in a few more steps, in which what was found settles (Hägele et al. 2024 call it a cooldown).
 */
function planUntilFlat(
  { learningRate, warmUpSteps }: TrainingSettings,
  { patience, settling, mostSteps }: NonNullable<TrainingSettings['untilFlat']>,
  validateEvery: number,
): TrainingPlan {
  // What settles has to fit in, too.
  const latest = Math.floor(mostSteps / (1 + settling));
  const end = (flat: number): number =>
    flat >= latest ? mostSteps : Math.min(mostSteps, flat + Math.max(1, Math.round(settling * flat)));
  const flatAt = (records: readonly TrainingRecord[]): number | undefined => {
    let [lowest, since] = [Infinity, 0];
    for (const { step, validationLoss } of records) {
      since = validationLoss < lowest ? 0 : since + 1;
      lowest = Math.min(lowest, validationLoss);
      if (since >= patience) return step;
    }
    return undefined;
  };
  return {
    planned: (records) => {
      const flat = flatAt(records);
      if (flat !== undefined) return { steps: end(flat), atLeast: false };
      const losses = records.map(({ validationLoss }) => validationLoss);
      const best = records.at(losses.lastIndexOf(Math.min(...losses)))?.step ?? 0;
      const steps = end(best + patience * validateEvery);
      return { steps, atLeast: steps < mostSteps };
    },
    learningRate: (step, records) => {
      const begins = Math.min(latest, flatAt(records) ?? latest);
      if (step < begins) return learningRate * Math.min(1, (step + 1) / Math.max(1, warmUpSteps));
      return (learningRate * (end(begins) - step)) / (end(begins) - begins);
    },
  };
}
