/**
 * Gives a bundle word detectors: what tells by the image alone whether people would use a word.
 *
 *   npx tsx scripts/add-detectors.ts DATASET.jsonl --model BUNDLE
 *
 * DATASET.jsonl has the captions that the bundle was trained on. It has to be calibrated afterwards (`showtell calibrate`).
 */
import { writeDetectors } from '../src/captioner/bundle/changeBundle';
import { meanGridsOf } from '../src/captioner/calibration/meanGridsOf';
import { fitDetectors } from '../src/captioner/detectors/fitDetectors';
import { headChannels } from '../src/captioner/encoder/efficientNetLite';
import { gridsOfFiles, openModelCheck } from './modelCheck';

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/add-detectors.ts');
  const source = gridsOfFiles(
    bundle,
    images.map((image) => image.path),
  );
  const places = images.map((_, at) => at);
  const means = await meanGridsOf(places, source, headChannels);
  const detectors = fitDetectors({ meanGrids: means, captions: images.map(({ captions }) => captions) });
  await writeDetectors(bundle.directory, detectors);
  console.log(`${bundle.directory} detects ${detectors.words.length} words. Calibrate it: showtell calibrate.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
