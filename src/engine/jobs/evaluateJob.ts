import { openBundle } from '../../captioner/bundle/openBundle';
import { captionImages } from '../../captioner/evaluation/captionImages';
import { scoreCaptions } from '../../captioner/metrics/scores';
import { defaultSearch } from '../../captioner/search/searchCaptions';
import type { EvaluateParams, EvaluationResult } from '../protocol';
import { prepareImages } from './datasetImages';
import { featureCacheFolder } from './featureCache';
import type { JobContext } from './jobContext';

/** Captions the images of a dataset and scores that against what people wrote. */
export async function evaluateJob(
  params: EvaluateParams,
  { report, giveWay, signal }: JobContext,
): Promise<EvaluationResult> {
  const bundle = await openBundle(params.model);
  const cache = await featureCacheFolder(bundle.description.encoder.weights.sha256, undefined);
  try {
    const prepared = await prepareImages([params.datasetPath], 'all', cache, bundle.encoder, {
      onProgress: (step, steps) => report({ phase: 'features', epoch: 0, epochs: 0, step, steps }),
      betweenSteps: giveWay,
      signal,
    });
    try {
      const [{ images, fileNames }] = prepared.datasets;
      if (images.length === 0)
        throw new Error(`${params.datasetPath} has no image with a caption that could be compared.`);
      const captions = await captionImages({
        decoder: bundle.decoder,
        vocabulary: bundle.vocabulary,
        grids: prepared.store,
        images: images.map(({ image }) => image),
        search: { ...defaultSearch, beam: params.beam ?? defaultSearch.beam },
        betweenSteps: giveWay,
        signal,
        onProgress: (step) => report({ phase: 'validating', epoch: 0, epochs: 0, step, steps: images.length }),
      });
      return {
        images: images.length,
        scores: scoreCaptions(
          captions,
          images.map((image) => image.captions),
        ),
        captions: captions.map((text, index) => ({ fileName: fileNames[index], text })),
        problems: prepared.problems,
      };
    } finally {
      await prepared.store.close();
    }
  } finally {
    bundle.encoder.dispose();
    bundle.decoder.dispose();
  }
}
