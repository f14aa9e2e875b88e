import * as z from 'zod';

export const pictureParamsSchema = z.object({
  imagePath: z.string(),
  /** At most, in pixels; without it, the image's own. */
  width: z.int().positive().optional(),
});
export type PictureParams = z.infer<typeof pictureParamsSchema>;

export const pictureResultSchema = z.object({
  /** In base 64: what goes between the processes is JSON. */
  png: z.base64(),
});
export type PictureResult = z.infer<typeof pictureResultSchema>;
