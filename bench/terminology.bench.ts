/**
 * Whether a fine-tune takes house terms and a house form over, and what it costs: captions of training images are rewritten to the
 * terms and form of `houseStyle.ts`, one an image, and learned; then other images are captioned. Prints one JSON line.
 *
 *   npm run bench -- terminology TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 *
 * `terms`: of the mentions of a thing that has a house term, the share that uses it. `house`: CIDEr-D against the rewritten
 * references. `plain`: CIDEr-D against the references as they are, after the house terms, and nothing else, are mapped back to
 * plain ones; `plainKept` is its share of what the base model reaches.
 */
import { fineTune } from '../src/captioner/training/fineTune/fineTune';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { Decoder } from '../src/captioner/decoder/decoder';
import { toPlainStyle } from '../src/captioner/vocabulary/captionStyle';
import { useBackend } from '../src/engine/backends';
import { prepareImages } from '../src/engine/jobs/datasetImages';
import { featureCacheFolder } from '../src/engine/jobs/featureCache';
import { captionUnseen, scoreHouseStyle } from './houseScores';
import { toHouse } from './houseStyle';

const bundled = 'models/flickr8k-attention';

async function main(): Promise<void> {
  const [trainPath, validationPath, rowsArgument = '200', imagesArgument = '1000'] = process.argv.slice(2);
  if (!trainPath || !validationPath) throw new Error('Name the training and the validation captions: TRAIN VAL.');
  const [rows, images] = [Number(rowsArgument), Number(imagesArgument)];
  await useBackend('tensorflow');
  const base = await openBundle(bundled);
  const cache = await featureCacheFolder(base.description.encoder.weights.sha256, process.env.SHOWTELL_BENCH_CACHE);
  // The folder has as many images again that nobody decided on.
  const train = await prepareImages([trainPath], 'all', cache, base.encoder, {}, undefined, 2 * rows);
  const all = train.datasets[0].images;
  const corrections = all.slice(0, rows).map(({ image, captions }) => ({
    name: String(image),
    image,
    captions: [toHouse(toPlainStyle(captions[0]))],
  }));
  const began = performance.now();
  const tuned = await fineTune({
    base,
    corrections,
    others: all.slice(rows).map(({ image }) => image),
    grids: train.grids,
    seed: 1,
    onProgress: ({ step, steps, loss, heldOutLoss }) => {
      if (step % 10 === 0) console.error(`step ${step} of ${steps}: ${loss.toFixed(3)} ${heldOutLoss?.toFixed(3)}`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  await train.close();
  console.error(tuned.report.terms.map((pair) => pair.join(' → ')).join(', '));

  const validation = await prepareImages([validationPath], 'all', cache, base.encoder, {}, undefined, images);
  const unseen = { images: validation.datasets[0].images, grids: validation.grids };
  const captions = await captionUnseen(
    { decoder: new Decoder(tuned.shape, tuned.parameters), vocabulary: tuned.vocabulary },
    unseen,
  );
  const before = scoreHouseStyle(await captionUnseen(base, unseen), unseen);
  const after = scoreHouseStyle(captions, unseen);
  await validation.close();
  console.error(captions.slice(0, 8).join('\n'));

  const figures = {
    bench: 'terminology',
    rows: corrections.length,
    images: unseen.images.length,
    terms: after.terms,
    mentions: after.mentions,
    form: after.form,
    house: { before: before.house, after: after.house },
    plain: { before: before.plain, after: after.plain },
    plainKept: after.plain / before.plain,
    seconds,
    replay: tuned.report.curves[0].replay,
    verdict: tuned.report.verdict,
  };
  console.log(JSON.stringify(figures));
}

void main();
