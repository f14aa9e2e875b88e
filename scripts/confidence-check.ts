/**
 * Checks that a captioner is less sure of pictures that no camera took than of a dataset's photographs:
 * `npx tsx scripts/confidence-check.ts DATASET.jsonl [--model DIR]`. Prints the mean confidence in the best caption for each
 * kind, and the AUROC: the chance that it is surer of a photograph than of such a picture.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { OpenBundle } from '../src/captioner/bundle/openBundle';
import { measureCaptions } from '../src/captioner/calibration/measureCaptions';
import { gridsOfFiles, openModelCheck } from './modelCheck';
import { makeOddPictures, oddPictureKinds } from './oddPictures';

const picturesOfAKind = 40;

/** How sure it is of one picture: as the network says, and calibrated. */
interface Sureness {
  said: number;
  calibrated: number;
}

async function main(): Promise<void> {
  const { bundle, images } = await openModelCheck('scripts/confidence-check.ts');
  const photographs = await surenessOf(
    bundle,
    images.map((image) => image.path),
  );
  console.log(['pictures', 'count', 'as said', 'calibrated', 'AUROC as said', 'AUROC'].join('\t'));
  printRow('photographs', photographs);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-odd-'));
  const all: Sureness[] = [];
  try {
    for (const [seed, kind] of oddPictureKinds.entries()) {
      const pictures = await makeOddPictures(kind, picturesOfAKind, seed);
      const paths = pictures.map((_, at) => path.join(folder, `${kind}-${at}.png`));
      await Promise.all(pictures.map((picture, at) => writeFile(paths[at], picture)));
      const odd = await surenessOf(bundle, paths);
      all.push(...odd);
      printRow(kind, odd, photographs);
    }
    printRow('all of these', all, photographs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function surenessOf(bundle: OpenBundle, paths: readonly string[]): Promise<Sureness[]> {
  if (!bundle.description.calibration)
    throw new Error(`${bundle.directory} is not calibrated: run showtell calibrate first.`);
  const images = paths.map((_, image) => ({ image, captions: [] }));
  const captions = await measureCaptions({ model: bundle, images, grids: gridsOfFiles(bundle, paths) });
  return captions.map(({ confidence, meanGrid }) => ({
    said: confidence,
    calibrated: bundle.calibrator.ofMean(meanGrid).caption(confidence),
  }));
}

function printRow(name: string, pictures: readonly Sureness[], photographs?: readonly Sureness[]): void {
  const figures = (['said', 'calibrated'] as const).map((kind) => {
    const values = pictures.map((one) => one[kind]);
    const auroc =
      photographs &&
      chanceOfMore(
        photographs.map((one) => one[kind]),
        values,
      );
    return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, auroc };
  });
  const cells = [...figures.map(({ mean }) => mean.toFixed(3)), ...figures.map(({ auroc }) => auroc?.toFixed(3) ?? '')];
  console.log([name, pictures.length, ...cells].join('\t'));
}

/** The area under the ROC curve, as Mann and Whitney count it: the share of pairs in which the first is more. */
function chanceOfMore(these: readonly number[], those: readonly number[]): number {
  let more = 0;
  for (const one of these) for (const other of those) more += one > other ? 1 : one === other ? 0.5 : 0;
  return more / (these.length * those.length);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
