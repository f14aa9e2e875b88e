/**
 * Gives a bundle what its encoder's feature maps are between, so that it can compute in integers of 8 bits (`--backend onnx-int8`).
 *
 *   npx tsx scripts/measure-activations.ts DATASET.jsonl [--model BUNDLE] [--images N]
 *
 * `showtell train` does that, too; this is for a bundle that was trained before it did.
 */
import { writeActivations } from '../src/captioner/bundle/changeBundle';
import { activationsOfImages } from '../src/engine/jobs/activationsOfImages';
import { openModelCheck } from './modelCheck';

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/measure-activations.ts');
  const paths = images.map((image) => image.path);
  const ranges = await activationsOfImages(bundle.encoder, paths);
  if (!ranges) throw new Error('The dataset has no image to measure.');
  await writeActivations(bundle.directory, ranges);
  console.log(`Measured ${Object.keys(ranges).length} feature maps of ${bundle.directory}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
