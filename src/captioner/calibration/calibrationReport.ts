import * as z from 'zod';
import { reliabilitySchema } from './reliability';

const beforeAndAfter = z.object({ before: reliabilitySchema, after: reliabilitySchema });

/** How well a captioner knows how good it is. `after` is cross-fitted: no image is measured by what was fitted on it. */
export const calibrationReportSchema = z.object({
  images: z.int(),
  words: beforeAndAfter,
  captions: beforeAndAfter,
  /** CIDEr-D of the tenths of the images, from the least sure to the surest, by the calibrated confidence. */
  tenths: z.array(z.number()),
});
export type CalibrationReport = z.infer<typeof calibrationReportSchema>;
