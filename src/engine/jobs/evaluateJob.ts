import { captionImages } from '../../captioner/evaluation/captionImages';
import { DecidedCaptions } from '../../captioner/completion/decidedCaptions';
import { effortOfCaptioner } from '../../captioner/evaluation/effortOfCaptioner';
import { scoreCaptions } from '../../captioner/metrics/scores';
import { varietyOf } from '../../captioner/metrics/variety';
import { defaultSearch } from '../../captioner/beamSearch/beamSearch';
import { isSpaceless } from '../../dataset/text/words';
import type { EvaluateParams, EvaluationResult } from '../protocol/protocol';
import { reportSteps, type JobContext } from './jobContext';
import { learningEffort } from './learningEffort';
import { withModelOnDataset } from './modelOnDataset';

/** Captions the images of a dataset and scores that against what people wrote; asked to, simulates the typing it takes. */
export function evaluateJob(params: EvaluateParams, context: JobContext): Promise<EvaluationResult> {
  return withModelOnDataset(params, context, async (bundle, { datasets, grids, problems }) => {
    const [{ images, fileNames }] = datasets;
    if (images.length === 0)
      throw new Error(`${params.datasetPath} has no image with a caption that could be compared.`);
    const source = { grids, signal: context.signal };
    let cut = 0;
    const captions = await captionImages({
      ...source,
      model: bundle,
      images: images.map(({ image }) => image),
      search: { beam: params.beam ?? defaultSearch.beam },
      betweenSteps: context.giveWay,
      onCut: () => cut++,
      onProgress: (done) => reportSteps(context, 'validating')(done, images.length),
    });
    const effort = params.effort
      ? await effortOfCaptioner({
          ...source,
          model: bundle,
          images,
          suggestions: captions,
          decided: new DecidedCaptions(bundle.vocabulary),
          betweenImages: context.giveWay,
          onProgress: (done) => reportSteps(context, 'simulating')(done, images.length),
        })
      : undefined;
    const { learnEvery } = params;
    const effortLearning =
      learnEvery === undefined ? undefined : await learningEffort(params.model, images, grids, learnEvery, context);
    const scores = scoreCaptions(
      captions,
      images.map((image) => image.captions),
    );
    return {
      images: images.length,
      scores: { ...scores, ciderD: images.length === 1 ? null : scores.ciderD },
      variety: varietyOf(captions),
      cut,
      spaceless: images.some((image) => image.captions.some(isSpaceless)),
      ...(effort && { effort }),
      ...(effortLearning && { effortLearning }),
      captions: captions.map((text, index) => ({ fileName: fileNames[index], text })),
      problems,
    };
  });
}
