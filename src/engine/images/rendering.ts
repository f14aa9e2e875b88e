import type { Sharp } from 'sharp';
import * as z from 'zod';
import { loadSharp } from './loadSharp';

/** What is made of an image. */
export const renderingSchema = z.discriminatedUnion('kind', [
  /** RGB, row after row, squashed to a square. */
  z.object({ kind: z.literal('square'), size: z.number() }),
  /** PNG, no wider than that. */
  z.object({ kind: z.literal('png'), width: z.number().optional() }),
  /** JPEG, whose longer side is no longer than that. */
  z.object({ kind: z.literal('jpeg'), side: z.number() }),
]);
export type Rendering = z.infer<typeof renderingSchema>;

export const renderedSchema = z.object({
  data: z.instanceof(Uint8Array),
  width: z.number(),
  height: z.number(),
  channels: z.number(),
});
export type Rendered = z.infer<typeof renderedSchema>;

/** A decoder that has not finished by then is stuck or under attack. */
export const maximumSeconds = 60;

/** Opens an image; its pixels are not read yet. */
export async function openImage(bytes: Uint8Array, mostPixels: number): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(bytes, {
    // Half an image would be captioned as if it were whole. What is tolerated are warnings: metadata that break a rule.
    failOn: 'error',
    limitInputPixels: mostPixels,
    autoOrient: true,
  });
}

/** Decodes an image upright, in sRGB and over white. @throws Error in the decoder's own words */
export async function renderImage(bytes: Uint8Array, rendering: Rendering, mostPixels: number): Promise<Rendered> {
  const image = (await openImage(bytes, mostPixels)).flatten({ background: '#ffffff' }).toColourspace('srgb');
  const { data, info } = await render(image, rendering)
    .timeout({ seconds: maximumSeconds })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function render(image: Sharp, rendering: Rendering): Sharp {
  switch (rendering.kind) {
    case 'square': {
      const { size } = rendering;
      return image.resize(size, size, { fit: 'fill', kernel: 'lanczos3' }).raw({ depth: 'uchar' });
    }
    case 'png':
      // Of PNG, little compression takes less time to write than JPEG does.
      return image.resize({ width: rendering.width, withoutEnlargement: true }).png({ compressionLevel: 1 });
    case 'jpeg': {
      const { side } = rendering;
      return image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 85 });
    }
  }
}
