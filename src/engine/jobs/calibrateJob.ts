import { openBundle } from '../../captioner/bundle/openBundle';
import { writeCalibration } from '../../captioner/bundle/writeCalibration';
import { fitCalibration, reportCalibration } from '../../captioner/calibration/fitCalibration';
import { measureCaptions } from '../../captioner/calibration/measureCaptions';
import type { CalibrateParams, CalibrationResult } from '../calibrationProtocol';
import type { TrainingProgress } from '../protocol';
import { prepareImages } from './datasetImages';
import { featureCacheFolder } from './featureCache';
import type { JobContext } from './jobContext';

/**
 * Compares how sure a captioner is with how right it is, on a dataset that it was not trained on, and stores in its bundle
 * how the one becomes the other.
 * @throws RangeError if the dataset has too few images for that
 */
export async function calibrateJob(
  params: CalibrateParams,
  { report, giveWay, signal }: JobContext,
): Promise<CalibrationResult> {
  const bundle = await openBundle(params.model);
  try {
    const progress =
      (phase: TrainingProgress['phase']) =>
      (step: number, steps: number): void =>
        report({ phase, epoch: 0, epochs: 0, step, steps });
    const cache = await featureCacheFolder(bundle.description.encoder.weights.sha256, params.cache);
    const prepared = await prepareImages([params.datasetPath], 'all', cache, bundle.encoder, {
      onProgress: progress('features'),
      betweenSteps: giveWay,
      signal,
    });
    try {
      const [{ images }] = prepared.datasets;
      const captions = await measureCaptions({
        bundle,
        images,
        grids: prepared.grids,
        betweenSteps: giveWay,
        onProgress: (done) => progress('validating')(done, images.length),
        signal,
      });
      const figures = reportCalibration(captions);
      if (params.write) await writeCalibration(params.model, fitCalibration(captions));
      return { ...figures, problems: prepared.problems };
    } finally {
      await prepared.close();
    }
  } finally {
    bundle.encoder.dispose();
    bundle.decoder.dispose();
  }
}
