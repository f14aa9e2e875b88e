import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { Decoder } from '../src/captioner/decoder/decoder';
import type { ImageCaptions } from '../src/captioner/training/captionedImage';
import { fineTune } from '../src/captioner/training/fineTune/fineTune';
import type { FineTuneReport } from '../src/captioner/training/fineTune/report';
import { useBackend } from '../src/engine/backends';
import { prepareImages } from '../src/engine/jobs/datasetImages';
import { featureCacheFolder } from '../src/engine/jobs/featureCache';
import { captionUnseen } from './houseScores';

const name = { error: 'Name the training and the validation captions: TRAIN.jsonl VAL.jsonl' };
const argumentsSchema = z.object({
  train: z.string(name),
  validation: z.string(name),
  rows: z.coerce.number().int().positive(),
  images: z.coerce.number().int().positive(),
});

/** What a fine-tune on captions that were rewritten by a rule has brought. */
export interface Learned {
  rows: number;
  /** Images that it has not seen, with people's captions as they are. */
  unseen: readonly ImageCaptions[];
  /** Of these images the captions of the bundled model, and of the fine-tuned one. */
  before: string[];
  after: string[];
  report: FineTuneReport;
  /** Computing time of the fine-tune; looking at the images is not in it. */
  cpuSeconds: number;
}

/**
 * Fine-tunes the bundled model on rewritten captions of training images, one an image, and captions other images. In the folder
 * there are as many images again that nobody decided on.
 * @param args TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 * @throws ZodError if they are not as they should be
 */
export async function learnRewritten(
  args: readonly string[],
  usual: { rows: number; images: number },
  rewrite: (caption: string) => string,
): Promise<Learned> {
  const [train, validation, rows = usual.rows, images = usual.images] = args;
  const asked = argumentsSchema.parse({ train, validation, rows, images });
  await useBackend('tensorflow');
  const base = await openBundle('models/flickr8k-attention');
  const cache = await featureCacheFolder(base.description.encoder.weights.sha256, process.env.SHOWTELL_BENCH_CACHE);

  const taught = await prepareImages([asked.train], 'all', cache, base.encoder, {}, undefined, 2 * asked.rows);
  const all = taught.datasets[0].images;
  const corrections = all
    .slice(0, asked.rows)
    .map(({ image, captions }) => ({ name: String(image), image, captions: [rewrite(captions[0])] }));
  const others = all.slice(asked.rows).map(({ image }) => image);
  const began = process.cpuUsage();
  const tuned = await fineTune({ base, corrections, others, grids: taught.grids, seed: 1, onProgress: tellProgress });
  const { user, system } = process.cpuUsage(began);
  await taught.close();

  const prepared = await prepareImages([asked.validation], 'all', cache, base.encoder, {}, undefined, asked.images);
  const unseen = { images: prepared.datasets[0].images, grids: prepared.grids };
  const decoder = new Decoder(tuned.shape, tuned.parameters);
  const before = await captionUnseen(base, unseen);
  const { vocabulary, ngrams } = tuned;
  const after = await captionUnseen({ decoder, vocabulary, ngrams }, unseen);
  await prepared.close();
  tf.dispose(tuned.parameters);
  console.error(after.slice(0, 8).join('\n'));
  return {
    rows: corrections.length,
    unseen: unseen.images,
    before,
    after,
    report: tuned.report,
    cpuSeconds: (user + system) / 1e6,
  };
}

function tellProgress({
  step,
  steps,
  loss,
  heldOutLoss,
}: Record<'step' | 'steps' | 'loss', number> & { heldOutLoss?: number }): void {
  if (step % 10 === 0) console.error(`step ${step} of ${steps}: ${loss.toFixed(3)} ${heldOutLoss?.toFixed(3)}`);
}
