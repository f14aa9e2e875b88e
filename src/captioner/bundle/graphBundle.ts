import type { Calibrator } from '../calibration/calibration';
import type { CaptioningModel } from '../captioningModel';
import type { GraphRuntime } from '../computing/graphRuntime';
import type { WordDetectors } from '../detectors/wordDetectors';
import { GraphDecoder } from '../decoder/graphDecoder';
import { GraphEncoder } from '../encoder/graphEncoder';
import type { ImageEncoder } from '../encoder/imageEncoder';
import type { BundleDescription } from './description';
import type { OpenBundle } from './openBundle';

/** What of a bundle looks at images and writes captions, whatever computes it. Whoever opened it disposes of it. */
export interface CaptioningBundle extends CaptioningModel {
  description: BundleDescription;
  encoder: ImageEncoder;
  calibrator: Calibrator;
  detectors?: WordDetectors;
}

/** Disposes of what looks and what writes; the rest of a bundle is plain numbers. */
export function closeBundle({ encoder, decoder }: Pick<CaptioningBundle, 'encoder' | 'decoder'>): void {
  encoder.dispose();
  decoder.dispose();
}

/**
 * Makes graphs of a bundle's weights, which are disposed of: it captions as before, and learns no more.
 * @throws Error if the runtime cannot compute them
 */
export function onGraphs({ encoder, decoder, ...bundle }: OpenBundle, runtime: GraphRuntime): CaptioningBundle {
  let graphEncoder: GraphEncoder | undefined;
  try {
    graphEncoder = new GraphEncoder(encoder, runtime);
    return { ...bundle, encoder: graphEncoder, decoder: new GraphDecoder(decoder, runtime) };
  } catch (error) {
    graphEncoder?.dispose();
    throw error;
  } finally {
    closeBundle({ encoder, decoder });
  }
}
