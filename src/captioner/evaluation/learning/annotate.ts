import { CompletionSession } from '../../completion/completionSession';
import { DecidedCaptions, learnedAgain } from '../../completion/decidedCaptions';
import { closeBundle } from '../../bundle/graphBundle';
import { openBundle, type OpenBundle } from '../../bundle/openBundle';
import type { ImageCaptions } from '../../training/captionedImage';
import type { GridSource } from '../../training/examples';
import { captionImages } from '../captionImages';
import { toEffortForm } from '../effortForm';
import { wantedCaption } from '../effort';
import { effortOfImages } from '../effortOfCaptioner';
import type { AnnotatedBlocks, Block } from './annotatedBlocks';
import type { Learner } from './learner';

export interface Annotating {
  base: OpenBundle;
  images: readonly ImageCaptions[];
  grids: GridSource;
  /** Images in a block. */
  blockSize: number;
  /** Goes on behind the blocks that are there. */
  kept: AnnotatedBlocks;
  /** Learns after each block; nothing where the model stays as it is. */
  learner?: Learner;
  betweenSteps?: () => Promise<void>;
  onProgress?: (done: number) => void;
  onBlock?: (block: Block, done: number) => void;
  signal?: AbortSignal;
}

/**
 * A simulated person captions the images one after another.
 * @returns what that took, by block
 * @throws the signal's reason if it is aborted
 */
export async function annotate(annotating: Annotating): Promise<Block[]> {
  const { base, images, blockSize, kept, learner } = annotating;
  for (let first = kept.blocks.length * blockSize; first < images.length; first += blockSize) {
    const directory = kept.blocks.findLast(({ learned }) => learned !== undefined)?.learned;
    const model = directory === undefined ? base : await openBundle(directory);
    try {
      const block = await annotateBlock(model, first, annotating);
      const rest = images.slice(first + blockSize).map(({ image }) => image);
      if (learner && rest.length > 0) {
        const corrections = [...kept.blocks, block].flatMap((one) => one.corrections);
        block.learned = await learner.learn(model, corrections, rest);
      }
      await kept.add(block);
      annotating.onBlock?.(block, first + block.images.length);
    } finally {
      if (model !== base) closeBundle(model);
    }
  }
  return kept.blocks.slice(0, Math.ceil(images.length / blockSize));
}

async function annotateBlock(model: OpenBundle, first: number, annotating: Annotating): Promise<Block> {
  const { grids, blockSize, betweenSteps, signal, onProgress } = annotating;
  const images = annotating.images.slice(first, first + blockSize);
  const places = images.map(({ image }) => image);
  const suggestions = await captionImages({ model, grids, images: places, betweenSteps, signal });
  const corrections = images.map(({ image, captions }, at) => {
    const wanted = wantedCaption(suggestions[at], captions);
    return {
      name: String(image),
      image,
      captions: [wanted],
      onlyAccepted: wanted === toEffortForm(suggestions[at]),
    };
  });
  const decided = await decidedBefore(model, annotating);
  const efforts = await effortOfImages({
    model,
    decided,
    grids,
    images,
    suggestions,
    betweenImages: betweenSteps,
    onProgress: (done) => onProgress?.(first + done),
    signal,
  });
  return { images: efforts, corrections };
}

/** What was decided in the blocks before, trusted as far as the editor trusts it when it goes on with another model. */
async function decidedBefore(model: OpenBundle, { kept, grids }: Annotating): Promise<DecidedCaptions> {
  const decided = new DecidedCaptions(model.vocabulary);
  const corrections = kept.blocks.flatMap((block) => block.corrections);
  for (const { name, captions } of corrections) decided.set(name, captions[0]);
  for (const { name, image, captions } of corrections.slice(-learnedAgain)) {
    const grid = await grids.grids([image]);
    const session = new CompletionSession(model, grid, decided);
    try {
      session.decide(name, captions[0]);
    } finally {
      session.dispose();
      grid.dispose();
    }
  }
  return decided;
}
