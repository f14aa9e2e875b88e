import { writeCalibration } from '../../captioner/bundle/changeBundle';
import { fitCalibration, reportCalibration } from '../../captioner/calibration/fitCalibration';
import { measureCaptions } from '../../captioner/calibration/measureCaptions';
import type { CalibrateParams, CalibrationResult } from '../protocol/calibrationProtocol';
import { reportSteps, type JobContext } from './jobContext';
import { withModelOnDataset } from './modelOnDataset';

/**
 * Compares how sure a captioner is with how right it is, on a dataset that it was not trained on, and stores in its bundle
 * how the one becomes the other.
 * @throws RangeError if the dataset has too few images for that
 */
export function calibrateJob(params: CalibrateParams, context: JobContext): Promise<CalibrationResult> {
  return withModelOnDataset(params, context, async (model, { datasets, grids, problems }) => {
    const [{ images }] = datasets;
    const captions = await measureCaptions({
      model,
      images,
      grids,
      betweenSteps: context.giveWay,
      onProgress: (done) => reportSteps(context, 'validating')(done, images.length),
      signal: context.signal,
    });
    const figures = reportCalibration(captions, model.detectors);
    if (params.write) await writeCalibration(params.model, fitCalibration(captions, model.detectors));
    return { ...figures, problems };
  });
}
