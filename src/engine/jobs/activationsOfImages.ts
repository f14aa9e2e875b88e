import type { ActivationRanges } from '../../captioner/computing/activationRanges';
import type { Encoder } from '../../captioner/encoder/encoder';
import { measureActivations, widest } from '../../captioner/encoder/measureActivations';
import { decodeImages } from '../images/imageTensor';

/** With more, the feature maps are hardly wider. */
const mostImages = 512;
const imagesAtATime = 8;

export interface ActivationsOptions {
  onProgress?: (done: number, total: number) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * What an encoder's feature maps are between over image files; of very many, over some from all over the list.
 * @returns nothing where there is no image
 * @throws ImageError if one cannot be read; the signal's reason if it is aborted
 */
export async function activationsOfImages(
  encoder: Encoder,
  paths: readonly string[],
  { onProgress, betweenSteps, signal }: ActivationsOptions = {},
): Promise<ActivationRanges | undefined> {
  const every = Math.max(1, Math.ceil(paths.length / mostImages));
  const some = paths.filter((_, at) => at % every === 0);
  let ranges: ActivationRanges | undefined;
  for (let first = 0; first < some.length; first += imagesAtATime) {
    await betweenSteps?.();
    signal?.throwIfAborted();
    const pixels = await decodeImages(some.slice(first, first + imagesAtATime), encoder.imageSize);
    const measured = measureActivations(encoder, pixels);
    pixels.dispose();
    ranges = ranges ? widest(ranges, measured) : measured;
    onProgress?.(Math.min(some.length, first + imagesAtATime), some.length);
  }
  return ranges;
}
