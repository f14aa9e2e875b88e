import type { TrainingProgress } from '../engine/client';
import type { Messages } from './messages';

const phases = {
  features: 'looking at the images',
  training: 'training',
  validating: 'validating',
  saving: 'saving',
} as const;

/** Shows a training's progress: the step, the loss and the time left, and a line for every epoch. */
export function showTraining(messages: Messages): (progress: TrainingProgress) => void {
  let lastLoss: number | undefined;
  return (progress) => {
    const { phase, epoch, epochs, step, steps, loss, validationLoss, secondsLeft, message } = progress;
    if (message !== undefined) messages.line(message);
    if (validationLoss !== undefined && validationLoss !== lastLoss) {
      lastLoss = validationLoss;
      const trained = loss === undefined ? '' : `, loss ${loss.toFixed(3)}`;
      messages.line(`epoch ${round(epoch)}/${epochs}${trained}, validation loss ${validationLoss.toFixed(3)}`);
    }
    const parts: string[] = [phases[phase]];
    if (phase === 'training') {
      parts.push(`epoch ${Math.min(Math.floor(epoch) + 1, epochs)}/${epochs}`);
      if (loss !== undefined) parts.push(`loss ${loss.toFixed(3)}`);
    }
    messages.progress(phase, {
      done: step,
      total: steps,
      note: parts.join(' '),
      ...(secondsLeft !== undefined && { secondsLeft }),
    });
  };
}

function round(epoch: number): number {
  return Math.round(epoch * 100) / 100;
}
