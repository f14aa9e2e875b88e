import * as z from 'zod';
import { calibrationReportSchema } from '../../captioner/calibration/calibrationReport';

export const calibrateParamsSchema = z.object({
  datasetPath: z.string(),
  /** The bundle that is measured. */
  model: z.string(),
  /** Whether the calibration is stored in the bundle. */
  write: z.boolean(),
  /** Where the images' features are kept between runs. */
  cache: z.string().optional(),
});
export type CalibrateParams = z.infer<typeof calibrateParamsSchema>;

export const calibrateResultSchema = calibrationReportSchema.extend({
  problems: z.array(z.object({ fileName: z.string(), reason: z.string() })),
});
export type CalibrationResult = z.infer<typeof calibrateResultSchema>;
