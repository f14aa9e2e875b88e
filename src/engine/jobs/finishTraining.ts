import { writeActivations } from '../../captioner/bundle/changeBundle';
import type { Encoder } from '../../captioner/encoder/encoder';
import { reasonOf } from '../../dataset/files/reason';
import type { TrainParams } from '../protocol/protocol';
import { activationsOfImages } from './activationsOfImages';
import { calibrateJob } from './calibrateJob';
import { reportSteps, tell, type JobContext } from './jobContext';

/**
 * So that a person's own model says how sure it is as the bundled one does. The model is whole without that: where it cannot
 * be done, or is cancelled, it is told why.
 */
export async function calibrateTrained(
  { validationPath, out, cache }: TrainParams,
  context: JobContext,
): Promise<void> {
  const percent = (error: number): string => `${(100 * error).toFixed(1)} %`;
  try {
    const { words, captions } = await calibrateJob(
      { datasetPath: validationPath, model: out, cache, write: true },
      context,
    );
    tell(
      context,
      'saving',
      `Calibrated: the expected calibration error fell from ${percent(words.before.error)} to ` +
        `${percent(words.after.error)} for words, from ${percent(captions.before.error)} to ` +
        `${percent(captions.after.error)} for captions.`,
    );
  } catch (error) {
    tell(
      context,
      'saving',
      `How sure the model may be was not calibrated. ${whyNot(error, context)} showtell calibrate does it later.`,
    );
  }
}

/**
 * So that it can compute in integers of 8 bits, too. The model is whole without that: where it cannot be done, or is cancelled, it is
 * told why.
 * @param encoder as it is in the model
 * @param paths of images that it looked at
 */
export async function measureTrained(
  encoder: Encoder,
  paths: readonly string[],
  { out }: TrainParams,
  context: JobContext,
): Promise<void> {
  try {
    const activations = await activationsOfImages(encoder, paths, {
      onProgress: reportSteps(context, 'saving'),
      betweenSteps: context.giveWay,
      signal: context.signal,
    });
    if (activations) await writeActivations(out, activations);
  } catch (error) {
    tell(
      context,
      'saving',
      `The encoder will not compute in integers of 8 bits, as its feature maps were not measured. ${whyNot(error, context)}`,
    );
  }
}

function whyNot(error: unknown, { signal }: JobContext): string {
  return signal.aborted ? 'It was cancelled.' : reasonOf(error);
}
