import * as l10n from '@vscode/l10n';
import type { CheckpointStore } from './checkpoint';
import { DecoderTraining } from './decoderTraining';
import { DivergedError } from './divergedError';
import { TrainingError } from './trainingError';
import type { TrainingJob, TrainingResult } from './trainingJob';

/**
 * Trains a decoder on captions under teacher forcing.
 * @throws TrainingError if the loss is not finite; the signal's reason if it is aborted (a checkpoint is written first)
 */
export async function trainDecoder(job: TrainingJob): Promise<TrainingResult> {
  const training = await DecoderTraining.open(job);
  try {
    await job.onStart?.(training.stepsTaken);
    await training.train();
    return training.result();
  } catch (error) {
    if (error instanceof DivergedError) throw new TrainingError(await divergedMessage(error.step, job.checkpoints));
    throw error;
  } finally {
    training.dispose();
  }
}

async function divergedMessage(step: number, checkpoints: CheckpointStore | undefined): Promise<string> {
  const wayOut = (await checkpoints?.exists())
    ? l10n.t(
        'The last good checkpoint is in {0}. A run with a lower learning rate, in another folder, may do better.',
        checkpoints?.directory ?? '',
      )
    : l10n.t('Nothing was saved yet; try a lower learning rate.');
  return l10n.t('Training stopped at step {0}: the loss is no longer a finite number. {1}', step, wayOut);
}
