/**
 * Gives a bundle word detectors: what tells by the image alone whether people would use a word.
 *
 *   npx tsx scripts/add-detectors.ts DATASET.jsonl --model BUNDLE
 *
 * DATASET.jsonl has the captions that the bundle was trained on. It has to be calibrated afterwards (`showtell calibrate`). `showtell train`
 * does both; this is for a bundle that was trained before it did.
 */
import { writeDetectors } from '../src/captioner/bundle/changeBundle';
import { learnDetectors } from '../src/captioner/detectors/learnDetectors';
import { gridsOfFiles, openModelCheck } from './modelCheck';

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/add-detectors.ts');
  const paths = images.map((image) => image.path);
  const lesson = images.map(({ captions }, image) => ({ image, captions }));
  const detectors = await learnDetectors(lesson, gridsOfFiles(bundle, paths));
  if (!detectors)
    throw new Error('No word is in the captions of 20 images: there is too little to learn detectors of.');
  await writeDetectors(bundle.directory, detectors);
  console.log(`${bundle.directory} detects ${detectors.words.length} words. Calibrate it: showtell calibrate.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
