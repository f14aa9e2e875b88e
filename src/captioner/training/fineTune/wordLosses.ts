import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../../decoder/decoder';
import { pieceLosses } from '../../decoder/teacherForcing';
import { toTrainingImages, type ImageCaptions } from '../captionedImage';
import { layOutImages, type GridSource } from '../examples';
import { longestCaption } from '../settings';
import type { Vocabulary } from '../../vocabulary/vocabulary';

const imagesAtATime = 16;

/**
 * How unlikely a model finds each word that people wrote, given the words before it: cross-entropy in nats, the end of a caption
 * counted to its last word. A word and not a piece, so that models with different vocabularies can be compared word by word.
 * @returns the words of each image, one caption after another
 */
export async function wordLosses(
  { decoder, vocabulary }: { decoder: Decoder; vocabulary: Vocabulary },
  { images, grids }: { images: readonly ImageCaptions[]; grids: GridSource },
): Promise<number[][]> {
  const all: number[][] = [];
  for (let first = 0; first < images.length; first += imagesAtATime) {
    const some = toTrainingImages(images.slice(first, first + imagesAtATime), vocabulary, 'asWritten');
    const seen = await grids.grids(some.map(({ image }) => image));
    const layout = layOutImages(some, longestCaption);
    const evidence = decoder.evidence?.speakFor(seen);
    const { places, losses } = pieceLosses(decoder.parameters, decoder.shape, { ...layout, grids: seen, evidence });
    tf.dispose({ seen, evidence });
    const rows = layout.lengths.length;
    const ofRows = Array.from(layout.lengths, (): number[] => []);
    places.forEach((place, at) => ofRows[place % rows].push(losses[at]));
    for (const [image, { captions }] of some.entries())
      all.push(
        captions.flatMap((pieces, which) => byWord(pieces, ofRows[image * layout.captions + which], vocabulary)),
      );
  }
  return all;
}

/** @param losses of the pieces in turn, and of the end; shorter where the caption was cut */
function byWord(pieces: readonly number[], losses: readonly number[], vocabulary: Vocabulary): number[] {
  const words = vocabulary.groupIntoWords(pieces);
  return words.map(({ pieces: own }, at) => {
    const end = at === words.length - 1 ? [pieces.length] : [];
    return [...own, ...end].reduce((sum, piece) => sum + (losses[piece] ?? 0), 0);
  });
}
