import type { GraphRuntime } from '../computing/graphRuntime';
import type { CaptionDecoder } from './captionDecoder';
import type { Decoder } from './decoder';
import { GraphDecoder } from './graphDecoder';

/**
 * Lets a model that learns write: on graphs where there is a runtime for them, since TensorFlow.js takes several times as long for a
 * caption, else by itself. Graphs are of the weights as they are now, and are released when the work is done.
 * @throws Error if the runtime cannot compute them
 */
export async function withWriter<Model extends { decoder: Decoder }, Result>(
  model: Model,
  runtime: GraphRuntime | undefined,
  work: (writer: Omit<Model, 'decoder'> & { decoder: CaptionDecoder }) => Promise<Result>,
): Promise<Result> {
  if (!runtime) return work(model);
  const decoder = new GraphDecoder(model.decoder, runtime);
  try {
    return await work({ ...model, decoder });
  } finally {
    decoder.dispose();
  }
}
