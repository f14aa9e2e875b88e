import type { TrainingProgress } from '../../engine/client/client';
import type { Messages } from './messages';

const phases = {
  features: 'looking at the images',
  training: 'training',
  validating: 'validating',
  simulating: 'simulating typing',
  saving: 'saving',
} as const;

/** The first steps are slower than the rest, so that an estimate is worth keeping only after them. */
const estimateAfter = 60_000;

/**
 * Shows a training's progress: the step, the loss and the time left, a line for every validation, and once, after the first
 * minute of training, how long it will take.
 * @param clock milliseconds since 1970
 */
export function showTraining(messages: Messages, clock: () => number = Date.now): (progress: TrainingProgress) => void {
  let last: TrainingProgress | undefined;
  let began: number | undefined;
  let estimated = false;
  return (progress) => {
    if (progress.phase === 'training') began ??= clock();
    if (!estimated && began !== undefined && clock() - began >= estimateAfter && progress.secondsLeft !== undefined) {
      estimated = true;
      messages.line(estimate(progress.secondsLeft, progress.atLeast ?? false, clock()));
    }
    const { phase, epoch, epochs, step, steps, loss, validationLoss, secondsLeft, atLeast = false, message } = progress;
    if (message !== undefined) messages.line(message);
    // A fine-tune tries more than one way of learning: what was said of one is not to be read as the course of the other.
    if (phase === 'training' && last?.phase === 'training' && step < last.step) {
      messages.line('another way of learning is tried, from the beginning');
      last = undefined;
    }
    if (validationLoss !== undefined && validationLoss !== last?.validationLoss) {
      // The figure comes with the first progress after the validation, so it is about the weights before that.
      const trained = last?.loss === undefined ? '' : `, loss ${last.loss.toFixed(3)}`;
      messages.line(
        `after ${shorten(last?.epoch ?? 0)}${atLeast ? '' : ` of ${epochs}`} epochs${trained}: validation loss ${validationLoss.toFixed(3)}`,
      );
    }
    const parts: string[] = [phases[phase]];
    if (phase === 'training') {
      parts.push(`epoch ${Math.max(1, Math.ceil(epoch))}${atLeast ? '' : `/${shorten(epochs)}`}`);
      if (loss !== undefined) parts.push(`loss ${loss.toFixed(3)}`);
    }
    messages.progress(phase, {
      done: step,
      total: steps,
      note: parts.join(' '),
      ...(secondsLeft !== undefined && { secondsLeft, atLeast }),
    });
    last = progress;
  };
}

/** "About 25 min of training left, until 15:42"; where it goes on as long as it gains, how long at least. */
function estimate(secondsLeft: number, atLeast: boolean, now: number): string {
  const minutes = Math.max(1, Math.round(secondsLeft / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const length = hours > 0 ? `${hours} h ${rest} min` : `${minutes} min`;
  if (atLeast) return `At least ${length} of training left: it goes on as long as the held-out captions grow likelier.`;
  const end = new Date(now + secondsLeft * 1000);
  const day = end.toDateString() === new Date(now).toDateString() ? '' : `${end.toDateString()}, `;
  const clockTime = `${String(end.getHours()).padStart(2, '0')}:${String(end.getMinutes()).padStart(2, '0')}`;
  return `About ${length} of training left, until ${day}${clockTime}.`;
}

function shorten(epoch: number): number {
  return Math.round(epoch * 100) / 100;
}
