import { openBundle, type OpenBundle } from '../../src/captioner/bundle/openBundle';
import { captionImages } from '../../src/captioner/evaluation/captionImages';
import { sumEffort, type Effort } from '../../src/captioner/evaluation/effort';
import { effortOfImages, wantedCaption } from '../../src/captioner/evaluation/effortOfCaptioner';
import { toEffortForm } from '../../src/captioner/evaluation/effortForm';
import type { ImageCaptions } from '../../src/captioner/training/captionedImage';
import type { GridSource } from '../../src/captioner/training/examples';
import type { AnnotatedBlocks, Block } from './annotatedBlocks';
import type { Learner } from './learner';

export const blockSize = 100;

export interface Annotating {
  base: OpenBundle;
  images: readonly ImageCaptions[];
  grids: GridSource;
  /** Goes on behind the blocks that are there. */
  kept: AnnotatedBlocks;
  /** Learns after each block; nothing where the model stays as it is. */
  learner?: Learner;
}

/** A simulated person captions the images one after another. @returns what that took, by block */
export async function annotate({ base, images, grids, kept, learner }: Annotating): Promise<Block[]> {
  for (let first = kept.blocks.length * blockSize; first < images.length; first += blockSize) {
    const directory = kept.blocks.findLast(({ learned }) => learned !== undefined)?.learned;
    const model = directory === undefined ? base : await openBundle(directory);
    const block: Block = await annotateBlock(model, images.slice(first, first + blockSize), grids);
    say(first + block.images.length, images.length, sumEffort(block.images));
    const rest = images.slice(first + blockSize).map(({ image }) => image);
    if (learner && rest.length > 0) {
      const corrections = [...kept.blocks, block].flatMap((one) => one.corrections);
      block.learned = await learner.learn(model, corrections, rest);
    }
    await kept.add(block);
    if (model !== base) {
      model.encoder.dispose();
      model.decoder.dispose();
    }
  }
  return kept.blocks.slice(0, Math.ceil(images.length / blockSize));
}

async function annotateBlock(model: OpenBundle, images: readonly ImageCaptions[], grids: GridSource): Promise<Block> {
  const suggestions = await captionImages({ model, grids, images: images.map(({ image }) => image) });
  const corrections = images.map(({ image, captions }, at) => {
    const wanted = wantedCaption(suggestions[at], captions);
    return {
      name: String(image),
      image,
      captions: [wanted],
      onlyAccepted: wanted === toEffortForm(suggestions[at]),
    };
  });
  return { images: await effortOfImages({ model, grids, images, suggestions }), corrections };
}

function say(done: number, all: number, { fixedSuggestion, completion, editor }: Effort): void {
  const [corrected, completed, inEditor] = [fixedSuggestion, completion, editor].map((value) => value.toFixed(1));
  console.error(
    `${done} of ${all} images: correcting ${corrected}, with completion ${completed}, in the editor ${inEditor}`,
  );
}
