/**
 * Whether a fine-tune learns another language: captions of training images, one an image, are learned; then images are captioned
 * that it has not seen. Captions that are in another language already are learned as people wrote them; English ones are
 * rewritten to Korean by the rule of `koreanCaptions.ts`. Prints one JSON line.
 *
 *   npm run bench -- language TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 *
 * People's captions: figures of the fine-tuned model with their 95 % intervals, `ciderD` before, too. `twiceInARow`: the share of
 * captions with the same word twice in a row, beside people's. `copies`: the share that are captions it was taught, beside how
 * many of the people's are; the form does not count. `completing`: actions for 100 characters in the editor, on the first 100
 * images. Where a script puts no space between words they are those of `Intl.Segmenter`.
 *
 * The Korean rule: `korean`: the share of captions in Korean letters alone. `ciderD`: against people's captions in Korean by the
 * same rule, before and after. `who`: the share of captions whose subject is one that people named, beside naming always the most
 * frequent one.
 */
import { openBundle } from '../src/captioner/bundle/openBundle';
import { scoreCaptions } from '../src/captioner/metrics/scores';
import { isInModelsLanguage } from '../src/captioner/training/fineTune/language';
import { trainableCaptions } from '../src/dataset/document/captions';
import { readDatasetFile } from '../src/dataset/document/file';
import { useBackend } from '../src/engine/backends/backends';
import { isKorean, toKorean } from './koreanCaptions';
import { languageFigures } from './languageFigures';
import { learnRewritten } from './learnRewritten';

const completed = 100;

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const figures = (await isForeign(args[0])) ? await learnPeoples(args) : await learnKorean(args);
  console.log(JSON.stringify({ bench: 'language', ...figures }));
}

async function isForeign(train: string | undefined): Promise<boolean> {
  if (train === undefined) return false;
  await useBackend('tensorflow');
  const { encoder, decoder, vocabulary } = await openBundle('models/flickr8k-attention');
  encoder.dispose();
  decoder.dispose();
  const { lines } = await readDatasetFile(train);
  const captions = trainableCaptions(lines, 'all').flatMap((image) => image.captions);
  return !isInModelsLanguage(captions, vocabulary);
}

async function learnPeoples(args: readonly string[]): Promise<object> {
  const learned = await learnRewritten(args, { rows: 500, images: 300, completed }, (caption) => caption);
  const { taught, unseen, before, after, efforts, report, cpuSeconds } = learned;
  return {
    rows: taught.length,
    images: unseen.length,
    ...languageFigures({ taught, references: unseen.map(({ captions }) => captions), before, after, efforts }),
    cpuSeconds,
    verdict: report.verdict,
  };
}

async function learnKorean(args: readonly string[]): Promise<object> {
  const learned = await learnRewritten(args, { rows: 100, images: 300 }, toKorean);
  const { taught, unseen, before, after, report, cpuSeconds } = learned;
  const references = unseen.map(({ captions }) => captions.map(toKorean));

  const ciderD = (captions: string[]): number => 100 * scoreCaptions(captions, references).ciderD;
  const named = references.map((captions) => new Set(captions.flatMap((caption) => subjectOf(caption) ?? [])));
  const rightWith = (subjects: readonly (string | undefined)[]): number =>
    subjects.filter((subject, at) => subject !== undefined && named[at].has(subject)).length / subjects.length;
  const subjects = [...new Set(named.flatMap((some) => [...some]))];
  return {
    rows: taught.length,
    images: unseen.length,
    korean: after.filter(isKorean).length / after.length,
    ciderD: { before: ciderD(before), after: ciderD(after) },
    who: {
      after: rightWith(after.map(subjectOf)),
      mostFrequent: Math.max(...subjects.map((subject) => rightWith(named.map(() => subject)))),
    },
    cpuSeconds,
    replay: report.curves[0].replay,
    verdict: report.verdict,
  };
}

/** The word of a Korean caption that names who it is about. */
function subjectOf(caption: string): string | undefined {
  return caption.split(' ').find((word) => /[이가]$/u.test(word));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
