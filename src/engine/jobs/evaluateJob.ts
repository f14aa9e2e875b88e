import { openBundle } from '../../captioner/bundle/openBundle';
import { captionImages } from '../../captioner/evaluation/captionImages';
import { effortOfCaptioner } from '../../captioner/evaluation/effortOfCaptioner';
import { scoreCaptions } from '../../captioner/metrics/scores';
import { varietyOf } from '../../captioner/metrics/variety';
import { defaultSearch } from '../../captioner/search/searchCaptions';
import type { EvaluateParams, EvaluationResult, TrainingProgress } from '../protocol';
import { prepareImages } from './datasetImages';
import { gridFeature } from '../storedFeature';
import { featureCacheFolder } from './featureCache';
import type { JobContext } from './jobContext';

/** Captions the images of a dataset and scores that against what people wrote; asked to, simulates the typing it takes. */
export async function evaluateJob(
  params: EvaluateParams,
  { report, giveWay, signal }: JobContext,
): Promise<EvaluationResult> {
  const bundle = await openBundle(params.model);
  const cache = await featureCacheFolder(bundle.description.encoder.weights.sha256, undefined);
  try {
    const progress =
      (phase: TrainingProgress['phase']) =>
      (step: number, steps: number): void =>
        report({ phase, epoch: 0, epochs: 0, step, steps });
    const prepared = await prepareImages(
      [params.datasetPath],
      'all',
      cache,
      bundle.encoder,
      { onProgress: progress('features'), betweenSteps: giveWay, signal },
      gridFeature(bundle.encoder),
      params.images,
    );
    try {
      const [{ images, fileNames }] = prepared.datasets;
      if (images.length === 0)
        throw new Error(`${params.datasetPath} has no image with a caption that could be compared.`);
      const source = { decoder: bundle.decoder, vocabulary: bundle.vocabulary, grids: prepared.store, signal };
      const captions = await captionImages({
        ...source,
        images: images.map(({ image }) => image),
        search: { ...defaultSearch, beam: params.beam ?? defaultSearch.beam },
        betweenSteps: giveWay,
        onProgress: (done) => progress('validating')(done, images.length),
      });
      const effort = params.effort
        ? await effortOfCaptioner({
            ...source,
            images,
            suggestions: captions,
            betweenImages: giveWay,
            onProgress: (done) => progress('simulating')(done, images.length),
          })
        : undefined;
      return {
        images: images.length,
        scores: scoreCaptions(
          captions,
          images.map((image) => image.captions),
        ),
        variety: varietyOf(captions),
        ...(effort && { effort }),
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
