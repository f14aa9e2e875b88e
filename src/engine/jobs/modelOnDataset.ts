import * as l10n from '@vscode/l10n';
import { closeBundle, onGraphs, type CaptioningBundle } from '../../captioner/bundle/graphBundle';
import { openBundle } from '../../captioner/bundle/openBundle';
import { gridFeature } from '../features/storedFeature';
import { prepareImages, type PreparedImages } from './datasetImages';
import { featureCacheFolder } from './featureCache';
import { reportSteps, tell, type JobContext } from './jobContext';

export interface ModelOnDataset {
  /** A bundle. */
  model: string;
  datasetPath: string;
  /** Where the images' features are kept between runs. */
  cache?: string | undefined;
  /** The first so many images. */
  images?: number | undefined;
}

/**
 * Opens a model and looks at the images of a dataset with it; both are closed when the work is done.
 * @throws BundleError if the model cannot be used; Error if the dataset cannot be read
 */
export async function withModelOnDataset<Result>(
  { model, datasetPath, cache, images }: ModelOnDataset,
  context: JobContext,
  work: (bundle: CaptioningBundle, prepared: PreparedImages) => Promise<Result>,
): Promise<Result> {
  const opened = await openBundle(model);
  const bundle = context.runtime ? onGraphs(opened, context.runtime) : opened;
  try {
    const prepared = await prepareImages(
      [datasetPath],
      'all',
      await featureCacheFolder(bundle.description.encoder.weights.sha256, cache, context.runtime?.precision),
      bundle.encoder,
      { onProgress: reportSteps(context, 'features'), betweenSteps: context.giveWay, signal: context.signal },
      gridFeature(bundle.encoder),
      images,
    );
    for (const sentence of prepared.leftOut) tell(context, 'features', sentence);
    try {
      return await work(bundle, prepared);
    } catch (error) {
      // They are often the reason, and there is no result that would have them.
      for (const { fileName, reason } of context.signal.aborted ? [] : prepared.problems)
        tell(context, 'features', l10n.t('{0} is left out: {1}', fileName, reason));
      throw error;
    } finally {
      await prepared.close();
    }
  } finally {
    closeBundle(bundle);
  }
}
