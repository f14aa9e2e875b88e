import path from 'node:path';
import { trainableCaptions, type CaptionedImage } from '../../dataset/document/captions';
import { readDatasetFile } from '../../dataset/document/file';
import { resolveImagePath } from '../../dataset/images/filePath';
import type { Status } from '../../dataset/rows/row';
import type { ImageEncoder } from '../../captioner/encoder/imageEncoder';
import type { ImageCaptions } from '../../captioner/training/captionedImage';
import type { GridSource } from '../../captioner/training/examples';
import { FeatureStore, type ExtractOptions } from '../features/featureStore';
import { gridFeature, type StoredFeature } from '../features/storedFeature';
import { imagePlace, leftOutLines } from './leftOutLines';

/** Images of one or more datasets with their captions, and where their grids are. */
export interface PreparedImages {
  store: FeatureStore;
  /** Their annotation grids, by their place in the store. */
  grids: GridSource;
  /** Of all images, by their place in the store; those that cannot be used among them. */
  paths: string[];
  /** For each dataset its usable images; `image` is the place in the store. */
  datasets: { images: ImageCaptions[]; fileNames: string[] }[];
  /** Images as {@link imagePlace} names them, and lines. */
  problems: { fileName: string; reason: string }[];
  /** Which other lines are not used, and why. */
  leftOut: string[];
  /** Ends the use of the store. */
  close: () => Promise<void>;
}

/**
 * Reads datasets and looks at their images; those that cannot be used are told apart, and so are lines.
 * @param feature what is kept of each image
 * @param mostImages of each dataset the first so many images
 * @throws Error if a dataset cannot be read
 */
export async function prepareImages(
  datasetPaths: readonly string[],
  accept: readonly Status[] | 'all',
  cache: string,
  encoder: ImageEncoder,
  options: Omit<ExtractOptions, 'paths'>,
  feature: StoredFeature = gridFeature(encoder),
  mostImages = Infinity,
): Promise<PreparedImages> {
  const paths: string[] = [];
  const problems: PreparedImages['problems'] = [];
  const leftOut: string[] = [];
  const found: { index: number; dataset: number; place: string; image: CaptionedImage }[] = [];
  for (const [dataset, datasetPath] of datasetPaths.entries()) {
    const { lines } = await readDatasetFile(datasetPath);
    const unused = leftOutLines(datasetPath, lines, accept);
    problems.push(...unused.problems);
    leftOut.push(...unused.sentences);
    for (const image of trainableCaptions(lines, accept).slice(0, mostImages)) {
      const resolved = resolveImagePath(path.dirname(datasetPath), image.fileName);
      const place = imagePlace(datasetPath, image);
      if ('problem' in resolved) problems.push({ fileName: place, reason: resolved.problem });
      else found.push({ index: paths.push(resolved.path) - 1, dataset, place, image });
    }
  }
  const store = await FeatureStore.open(cache, feature);
  try {
    const unusable = await store.extract({ ...options, paths });
    const datasets: PreparedImages['datasets'] = datasetPaths.map(() => ({ images: [], fileNames: [] }));
    for (const { index, dataset, place, image } of found) {
      const reason = unusable.get(index);
      if (reason !== undefined) {
        problems.push({ fileName: place, reason });
        continue;
      }
      datasets[dataset].images.push({ image: index, captions: image.captions });
      datasets[dataset].fileNames.push(image.fileName);
    }
    return { store, grids: store, paths, datasets, problems, leftOut, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}
