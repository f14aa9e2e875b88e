import type { TrainingProgress } from '../engine/client';
import type { Messages } from './messages';

const phases = {
  features: 'looking at the images',
  training: 'training',
  validating: 'validating',
  simulating: 'simulating typing',
  saving: 'saving',
} as const;

/** Shows a training's progress: the step, the loss and the time left, and a line for every validation. */
export function showTraining(messages: Messages): (progress: TrainingProgress) => void {
  let last: TrainingProgress | undefined;
  return (progress) => {
    const { phase, epoch, epochs, step, steps, loss, validationLoss, secondsLeft, message } = progress;
    if (message !== undefined) messages.line(message);
    if (validationLoss !== undefined && validationLoss !== last?.validationLoss) {
      // The figure comes with the first progress after the validation, so it is about the weights before that.
      const trained = last?.loss === undefined ? '' : `, loss ${last.loss.toFixed(3)}`;
      messages.line(
        `after ${shorten(last?.epoch ?? 0)} of ${epochs} epochs${trained}: validation loss ${validationLoss.toFixed(3)}`,
      );
    }
    const parts: string[] = [phases[phase]];
    if (phase === 'training') {
      parts.push(`epoch ${Math.max(1, Math.ceil(epoch))}/${epochs}`);
      if (loss !== undefined) parts.push(`loss ${loss.toFixed(3)}`);
    }
    messages.progress(phase, {
      done: step,
      total: steps,
      note: parts.join(' '),
      ...(secondsLeft !== undefined && { secondsLeft }),
    });
    last = progress;
  };
}

function shorten(epoch: number): number {
  return Math.round(epoch * 100) / 100;
}
