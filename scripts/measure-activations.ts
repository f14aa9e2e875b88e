/**
 * Gives a bundle what its encoder's feature maps are between, so that it can compute in integers of 8 bits (`--backend onnx-int8`).
 *
 *   npx tsx scripts/measure-activations.ts DATASET.jsonl [--model BUNDLE] [--images N]
 */
import * as tf from '@tensorflow/tfjs-core';
import { writeActivations } from '../src/captioner/bundle/changeBundle';
import type { ActivationRanges } from '../src/captioner/computing/activationRanges';
import { measureActivations, widest } from '../src/captioner/encoder/measureActivations';
import { decodeImages } from '../src/engine/imageTensor';
import { openModelCheck } from './modelCheck';

const imagesAtATime = 8;

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/measure-activations.ts');
  let ranges: ActivationRanges | undefined;
  for (let first = 0; first < images.length; first += imagesAtATime) {
    const paths = images.slice(first, first + imagesAtATime).map((image) => image.path);
    const pixels = await decodeImages(paths, bundle.encoder.imageSize);
    const measured = measureActivations(bundle.encoder, pixels);
    tf.dispose(pixels);
    ranges = ranges ? widest(ranges, measured) : measured;
  }
  if (!ranges) throw new Error('The dataset has no image to measure.');
  await writeActivations(bundle.directory, ranges);
  console.log(`Measured ${Object.keys(ranges).length} feature maps of ${images.length} images.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
