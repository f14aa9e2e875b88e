import * as z from 'zod';
import { openBundle } from '../src/captioner/bundle/openBundle';
import type { ImageCaptions } from '../src/captioner/training/captionedImage';
import { effortOfImages } from '../src/captioner/evaluation/effortOfCaptioner';
import type { ImageEffort } from '../src/captioner/evaluation/effort';
import { fineTune } from '../src/captioner/training/fineTune/fineTune';
import type { FineTuneReport } from '../src/captioner/training/fineTune/report';
import { useBackend } from '../src/engine/backends/backends';
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

/** What a fine-tune has brought. */
export interface Learned {
  /** What was learned, one caption an image. */
  taught: readonly string[];
  /** Images that it has not seen, with people's captions as they are. */
  unseen: readonly ImageCaptions[];
  /** Of these images the captions of the bundled model, and of the fine-tuned one. */
  before: string[];
  after: string[];
  /** What the first of these images take in the editor with the fine-tuned model. */
  efforts: ImageEffort[];
  report: FineTuneReport;
  /** Computing time of the fine-tune; looking at the images is not in it. */
  cpuSeconds: number;
}

/**
 * Fine-tunes the bundled model on captions of training images, the first of each image, and captions other images. In the folder
 * there are as many images again that nobody decided on.
 * @param args TRAIN.jsonl VAL.jsonl [ROWS] [IMAGES]
 * @param rewrite what becomes of a caption before it is learned
 * @param usual what is not said in `args`; `completed`: how many images are written with completion
 * @throws ZodError if they are not as they should be
 */
export async function learnRewritten(
  args: readonly string[],
  usual: { rows: number; images: number; completed?: number },
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
  const before = await captionUnseen(base, unseen);
  const { decoder, vocabulary, ngrams } = tuned;
  const model = { decoder, vocabulary, ngrams };
  const after = await captionUnseen(model, unseen);
  const completed = unseen.images.slice(0, usual.completed ?? 0);
  const efforts = await effortOfImages({ model, grids: unseen.grids, images: completed, suggestions: after });
  await prepared.close();
  decoder.dispose();
  console.error(after.slice(0, 8).join('\n'));
  return {
    taught: corrections.flatMap(({ captions }) => captions),
    unseen: unseen.images,
    before,
    after,
    efforts,
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
