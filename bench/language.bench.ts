/**
 * Whether a fine-tune learns another language: captions of training images are rewritten to Korean by the rule of
 * `koreanCaptions.ts`, one an image, and learned; then images are captioned that it has not seen. Prints one JSON line.
 *
 *   npm run bench -- language TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 *
 * `korean`: the share of captions in Korean letters alone. `ciderD`: against people's captions in Korean by the same rule, before
 * and after. `who`: the share of captions whose subject is one that people named, beside naming always the most frequent one.
 */
import { openBundle } from '../src/captioner/bundle/openBundle';
import { Decoder } from '../src/captioner/decoder/decoder';
import { scoreCaptions } from '../src/captioner/metrics/scores';
import { fineTune } from '../src/captioner/training/fineTune/fineTune';
import { useBackend } from '../src/engine/backends';
import { prepareImages } from '../src/engine/jobs/datasetImages';
import { featureCacheFolder } from '../src/engine/jobs/featureCache';
import { captionUnseen } from './houseScores';
import { isKorean, toKorean } from './koreanCaptions';

async function main(): Promise<void> {
  const [trainPath, validationPath, rowsArgument = '100', imagesArgument = '300'] = process.argv.slice(2);
  if (!trainPath || !validationPath) throw new Error('Name the training and the validation captions: TRAIN VAL.');
  const [rows, images] = [Number(rowsArgument), Number(imagesArgument)];
  await useBackend('tensorflow');
  const base = await openBundle('models/flickr8k-attention');
  const cache = await featureCacheFolder(base.description.encoder.weights.sha256, process.env.SHOWTELL_BENCH_CACHE);
  const train = await prepareImages([trainPath], 'all', cache, base.encoder, {}, undefined, 2 * rows);
  const [{ images: all, fileNames }] = train.datasets;
  const began = process.cpuUsage();
  const tuned = await fineTune({
    base,
    corrections: all
      .slice(0, rows)
      .map(({ image, captions }, at) => ({ image, name: fileNames[at], captions: [toKorean(captions[0])] })),
    others: all.slice(rows).map(({ image }) => image),
    grids: train.grids,
    seed: 1,
    onProgress: ({ step, steps, loss, heldOutLoss }) => {
      if (step % 10 === 0) console.error(`step ${step} of ${steps}: ${loss.toFixed(3)} ${heldOutLoss?.toFixed(3)}`);
    },
  });
  const { user, system } = process.cpuUsage(began);
  await train.close();

  const validation = await prepareImages([validationPath], 'all', cache, base.encoder, {}, undefined, images);
  const unseen = { images: validation.datasets[0].images, grids: validation.grids };
  const references = unseen.images.map(({ captions }) => captions.map(toKorean));
  const learned = { decoder: new Decoder(tuned.shape, tuned.parameters), vocabulary: tuned.vocabulary };
  const before = await captionUnseen(base, unseen);
  const after = await captionUnseen(learned, unseen);
  await validation.close();
  console.error(after.slice(0, 8).join('\n'));

  const ciderD = (captions: string[]): number => 100 * scoreCaptions(captions, references).ciderD;
  const named = references.map((captions) => new Set(captions.flatMap((caption) => subjectOf(caption) ?? [])));
  const rightWith = (subjects: readonly (string | undefined)[]): number =>
    subjects.filter((subject, at) => subject !== undefined && named[at].has(subject)).length / subjects.length;
  const subjects = [...new Set(named.flatMap((some) => [...some]))];
  console.log(
    JSON.stringify({
      bench: 'language',
      rows,
      images: unseen.images.length,
      korean: after.filter(isKorean).length / after.length,
      ciderD: { before: ciderD(before), after: ciderD(after) },
      who: {
        after: rightWith(after.map(subjectOf)),
        mostFrequent: Math.max(...subjects.map((subject) => rightWith(named.map(() => subject)))),
      },
      cpuSeconds: (user + system) / 2e6,
      replay: tuned.report.curves[0].replay,
      verdict: tuned.report.verdict,
    }),
  );
}

/** The word of a Korean caption that names who it is about. */
function subjectOf(caption: string): string | undefined {
  return caption.split(' ').find((word) => /[이가]$/u.test(word));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
