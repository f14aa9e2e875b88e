import type { CaptionDecoder } from './decoder/captionDecoder';
import type { NgramModel } from './ngrams/ngramModel';
import type { ObjectNamer } from './objects/objectNamer';
import type { Vocabulary } from './vocabulary/vocabulary';

/** What of a bundle writes captions once the encoder has looked at the image. */
export interface CaptioningModel {
  decoder: CaptionDecoder;
  vocabulary: Vocabulary;
  /** Without them the decoder decides alone, and may put pieces together to words that there are not. */
  ngrams?: NgramModel;
  /** Without it captions name only what captions named that it learned. */
  namer?: Pick<ObjectNamer, 'lookAt'>;
  /** Pieces of the longest captions that it has learned; its own may be as long. */
  maxPieces?: number;
}
