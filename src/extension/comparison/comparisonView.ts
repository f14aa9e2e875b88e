import { shareInterval } from '../../captioner/evaluation/shareInterval';
import type { Model } from '../models/modelLibrary';
import { comparedCaptions } from './comparedCaptions';
import type { ComparisonView, PairView, ResultView } from './comparisonMessages';
import type { CaptionPair, ModelComparison } from './modelComparison';

/** What the page shows while images are gone through: nothing of it tells which model is which. */
export function comparisonView(comparison: ModelComparison): ComparisonView {
  const { images, captioned, alike, failed, asked, alikeToo, current } = comparison;
  const { preferred, neither } = comparison.tally;
  return {
    ...{ type: 'comparison', images: images.length, captioned, alike, failed, alikeToo, asked: asked.length },
    judged: preferred[0] + preferred[1] + neither,
    pair: current && pairView(comparison, current),
  };
}

function pairView(comparison: ModelComparison, pair: CaptionPair): PairView {
  const captions = comparedCaptions(...pair.captions);
  const [left, right] = comparison.sides(pair);
  return {
    ...{ key: pair.image.key, fileName: pair.image.fileName, place: comparison.at + 1 },
    ...{ left: captions[left], right: captions[right], chosen: comparison.choice(pair) },
  };
}

/** What came of it, with the models' names. @param inUse the folder of the model that suggests captions */
export function resultView(comparison: ModelComparison, models: readonly [Model, Model], inUse: string): ResultView {
  const { preferred, neither } = comparison.tally;
  const both = preferred[0] + preferred[1];
  const [from, to] = both === 0 ? [0, 1] : shareInterval(preferred[0], both);
  return {
    models: models.map(({ description, directory }, at) => ({
      ...{ name: description.name, directory, preferred: preferred[at] ?? 0, inUse: directory === inUse },
    })),
    neither,
    said: comparison.said,
    share: both === 0 ? undefined : { value: preferred[0] / both, from, to },
    rows: comparison.asked.map((pair) => {
      const judgement = comparison.judgement(pair);
      return {
        fileName: pair.image.fileName,
        captions: comparedCaptions(...pair.captions),
        preferred: judgement === 'neither' ? undefined : judgement,
      };
    }),
  };
}
