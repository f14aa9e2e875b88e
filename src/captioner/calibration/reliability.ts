import * as z from 'zod';

/** A bar of a reliability diagram: what was said with a confidence in its range, and how it turned out. */
export const reliabilityBinSchema = z.object({
  count: z.int(),
  /** Of what was said, 0 to 1; 0 in an empty bin. */
  confidence: z.number(),
  /** Of how it turned out, 0 to 1; 0 in an empty bin. */
  accuracy: z.number(),
});

export const reliabilitySchema = z.object({
  /** Bins of equal width from 0 to 1. */
  bins: z.array(reliabilityBinSchema),
  /** Expected calibration error (Guo et al. 2017, eq. 5): the mean of |accuracy − confidence|, a bin's weight its count. */
  error: z.number(),
});
export type Reliability = z.infer<typeof reliabilitySchema>;

const binCount = 10;

/**
 * @param confidences 0 to 1
 * @param truths of each, 0 to 1
 */
export function reliabilityOf(confidences: readonly number[], truths: readonly number[]): Reliability {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, accuracy: 0 }));
  confidences.forEach((confidence, index) => {
    const bin = bins[Math.min(binCount - 1, Math.floor(confidence * binCount))];
    bin.count += 1;
    bin.confidence += confidence;
    bin.accuracy += truths[index];
  });
  let error = 0;
  for (const bin of bins) {
    error += Math.abs(bin.accuracy - bin.confidence) / Math.max(1, confidences.length);
    bin.confidence /= Math.max(1, bin.count);
    bin.accuracy /= Math.max(1, bin.count);
  }
  return { bins, error };
}
