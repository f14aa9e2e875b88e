import { validationLoss } from '../../decoder/teacherForcing';
import { toTrainingImages, type ImageCaptions } from '../captionedImage';
import { layOutImages, type GridSource } from '../examples';
import type { CompletingModel } from '../../completion/completionSession';

const imagesAtATime = 16;
const mostPieces = 80;

/**
 * Mean cross-entropy a word of what people wrote, in nats. A word and not a piece, so that models with different
 * vocabularies can be compared.
 */
export async function lossPerWord(
  { decoder, vocabulary }: CompletingModel,
  { images, grids }: { images: readonly ImageCaptions[]; grids: GridSource },
): Promise<number> {
  let loss = 0;
  for (let first = 0; first < images.length; first += imagesAtATime) {
    const some = toTrainingImages(images.slice(first, first + imagesAtATime), vocabulary, 'asWritten');
    const seen = await grids.grids(some.map(({ image }) => image));
    const result = validationLoss(decoder.parameters, decoder.shape, {
      ...layOutImages(some, mostPieces),
      grids: seen,
    });
    seen.dispose();
    loss += result.loss * result.pieces;
  }
  const words = images.flatMap(({ captions }) => captions.flatMap((caption) => caption.split(/\s+/u))).length;
  return loss / Math.max(1, words);
}
