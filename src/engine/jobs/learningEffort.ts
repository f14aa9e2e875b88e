import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBundle } from '../../captioner/bundle/openBundle';
import { sumEffort, type Effort } from '../../captioner/evaluation/effort';
import { annotate } from '../../captioner/evaluation/learning/annotate';
import { AnnotatedBlocks } from '../../captioner/evaluation/learning/annotatedBlocks';
import { Learner } from '../../captioner/evaluation/learning/learner';
import type { ImageCaptions } from '../../captioner/training/captionedImage';
import type { GridSource } from '../../captioner/training/examples';
import { reportFineTune, reportSteps, type JobContext } from './jobContext';

/**
 * What captioning the images takes a person who fine-tunes after every so many of them, and goes on with the new model where it
 * is better. The models are gone afterwards.
 * @param model a bundle, which TensorFlow.js opens, as it is to learn
 */
export async function learningEffort(
  model: string,
  images: readonly ImageCaptions[],
  grids: GridSource,
  learnEvery: number,
  context: JobContext,
): Promise<Effort> {
  const { giveWay: betweenSteps, signal } = context;
  const base = await openBundle(model);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-learning-'));
  try {
    const blocks = await annotate({
      base,
      images,
      grids,
      blockSize: learnEvery,
      kept: await AnnotatedBlocks.open(path.join(folder, 'blocks.json'), ''),
      learner: new Learner(folder, grids, { betweenSteps, signal, onProgress: reportFineTune(context) }),
      betweenSteps,
      onProgress: (done) => reportSteps(context, 'simulating')(done, images.length),
      signal,
    });
    return sumEffort(blocks.flatMap((block) => block.images));
  } finally {
    base.encoder.dispose();
    base.decoder.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}
