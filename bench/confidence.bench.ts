/**
 * Whether the percentages beside words hold for pictures unlike those that the model learned from, before it learns any: of the
 * words for things that it says of each set, the share that somebody wrote of the same image, and the mean probability shown.
 * Prints one JSON line a set: the gap (shown − named) with its 95 % interval over images, how familiar the images are, and the
 * expected calibration error of all words.
 *
 *   npm run bench -- confidence DOMAINS FLICKR_VAL.jsonl [MODEL]
 *
 * DOMAINS is a folder of folders, each with learn-all.jsonl and unseen.jsonl or one of them.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openBundle, type OpenBundle } from '../src/captioner/bundle/openBundle';
import { correctWords } from '../src/captioner/calibration/correctness';
import { measureCaptions } from '../src/captioner/calibration/measureCaptions';
import { reliabilityOf } from '../src/captioner/calibration/reliability';
import { roundTo4 } from '../src/captioner/calibration/roundTo4';
import { estimate } from '../src/captioner/evaluation/bootstrap';
import { trainableCaptions } from '../src/dataset/document/captions';
import { readDatasetFile } from '../src/dataset/document/file';
import { resolveImagePath } from '../src/dataset/images/filePath';
import { useBackend } from '../src/engine/backends/backends';
import { gridsOfFiles } from '../scripts/modelCheck';
import { namesThing } from './confidence/thingWords';

/** A word of a caption, as it is shown and as it turned out. */
interface SaidWord {
  isThing: boolean;
  shown: number;
  /** Whether it is the name of an object that is seen. */
  isNamed: boolean;
  truth: number;
}

async function main(): Promise<void> {
  const [domains, flickr, model = path.join('models', 'flickr8k-attention')] = process.argv.slice(2);
  if (flickr === undefined) throw new Error('Usage: npm run bench -- confidence DOMAINS FLICKR_VAL.jsonl [MODEL]');
  await useBackend('auto');
  const bundle = await openBundle(model);
  const folders = (await readdir(domains, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const sets = folders.map(({ name }) => ({
    name,
    datasets: ['learn-all.jsonl', 'unseen.jsonl'].map((file) => path.join(domains, name, file)).filter(existsSync),
  }));
  for (const { name, datasets } of [{ name: 'flickr8k val', datasets: [flickr] }, ...sets]) {
    console.log(JSON.stringify({ bench: 'confidence', set: name, ...(await measureSet(bundle, datasets)) }));
  }
}

async function measureSet(bundle: OpenBundle, datasets: readonly string[]): Promise<Record<string, unknown>> {
  const images = (await Promise.all(datasets.map(imagesOf))).flat();
  const paths = images.map((image) => image.path);
  const captions = await measureCaptions({
    model: bundle,
    images: images.map((image, at) => ({ image: at, captions: image.captions })),
    grids: gridsOfFiles(bundle, paths),
  });
  const certainties = captions.map(({ meanGrid }) => bundle.calibrator.ofMean(meanGrid));
  const said = captions.map(({ words, references }, at): SaidWord[] => {
    const correct = correctWords(
      words.map(({ text }) => text),
      references,
    );
    return words.flatMap((word, place) => {
      const { text, isNamed } = word;
      const truth = correct[place];
      return truth === undefined
        ? []
        : [{ isThing: namesThing(text), shown: certainties[at].word(word), isNamed, truth }];
    });
  });
  const things = said.map((words) => words.filter(({ isThing }) => isThing));
  const mean = (chosen: readonly number[], value: (word: SaidWord) => number): number => {
    const words = chosen.flatMap((at) => things[at]);
    return words.reduce((sum, word) => sum + value(word), 0) / Math.max(1, words.length);
  };
  const all = said.flat();
  const everyImage = said.map((_, at) => at);
  const gap = estimate(said.length, (chosen) => mean(chosen, ({ shown, truth }) => shown - truth), 1);
  const wrong = things.flat().filter(({ truth }) => truth === 0);
  const names = things.flat().filter(({ isNamed }) => isNamed);
  return {
    images: said.length,
    things: things.flat().length,
    named: roundTo4(mean(everyImage, ({ truth }) => truth)),
    shown: roundTo4(mean(everyImage, ({ shown }) => shown)),
    // What is said of things and is wrong, and is not marked as unsure.
    wrongButSure: roundTo4(wrong.filter(({ shown }) => shown >= 0.5).length / Math.max(1, wrong.length)),
    names: { count: names.length, named: shareOf(names, 'truth'), shown: shareOf(names, 'shown') },
    gap: roundTo4(gap.value),
    interval: gap.interval?.map(roundTo4),
    familiarity: roundTo4(certainties.reduce((sum, one) => sum + one.familiarity, 0) / certainties.length),
    calibrationError: roundTo4(
      reliabilityOf(
        all.map(({ shown }) => shown),
        all.map(({ truth }) => truth),
      ).error,
    ),
  };
}

function shareOf(words: readonly SaidWord[], figure: 'truth' | 'shown'): number {
  return roundTo4(words.reduce((sum, word) => sum + word[figure], 0) / Math.max(1, words.length));
}

async function imagesOf(dataset: string): Promise<{ path: string; captions: string[] }[]> {
  const { lines } = await readDatasetFile(dataset);
  return trainableCaptions(lines, 'all').flatMap(({ fileName, captions }) => {
    const resolved = resolveImagePath(path.dirname(dataset), fileName);
    return 'path' in resolved ? [{ path: resolved.path, captions }] : [];
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
