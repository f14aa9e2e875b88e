import { shuffle, seededRandom } from '../../dataset/collections/random';
import { CiderD } from '../metrics/ciderD';
import { tokenise } from '../metrics/tokenise';
import { Calibrator, type Calibration } from './calibration';
import type { CalibrationReport } from './calibrationReport';
import { familiarityAt } from './familiarity';
import { applyCurve, type BetaCurve } from './betaCurve';
import type { WordDetectors } from '../detectors/wordDetectors';
import { fitCurves, judge, leastFamiliarity, type MeasuredCaption } from './fitCurves';
import { fitSecondOpinion } from './secondOpinion';
import { deviationsOff } from './knownPictures';
import { measureKnown } from './measureKnown';
import { reliabilityOf } from './reliability';

/** Fewer images say too little: three numbers are fitted on each half of them. */
export const fewestCalibrationImages = 50;

/**
 * Fits a calibration on all these captions.
 * @param detectors of the captioner, if it has any
 */
export function fitCalibration(captions: readonly MeasuredCaption[], detectors?: WordDetectors): Calibration {
  const { known, distances } = measureKnown(captions.map(({ meanGrid }) => meanGrid));
  const familiarities = distances.map((distance) => familiarityAt(deviationsOff(known, distance)));
  const curves = fitCurves(captions, familiarities);
  const secondOpinion = detectors && fitSecondOpinion(heardWords(captions, familiarities, curves.word, detectors));
  return { ...curves, ...(secondOpinion && { secondOpinion }), known: [known], images: captions.length };
}

function heardWords(
  captions: readonly MeasuredCaption[],
  familiarities: readonly number[],
  curve: BetaCurve,
  detectors: WordDetectors,
): Parameters<typeof fitSecondOpinion>[0] {
  return captions.flatMap((caption, at) => {
    const detect = detectors.lookAt(caption.meanGrid);
    const familiarity = Math.max(leastFamiliarity, familiarities[at]);
    return judge(caption).words.flatMap(({ text, probability, isNamed, truth }) => {
      const detected = detect(text);
      if (detected === undefined || isNamed) return [];
      return [{ said: applyCurve(curve, probability), detected, truth, familiarity }];
    });
  });
}

/**
 * Measures the confidence before calibration, and after: fitted on each half of the images and measured on the other.
 * @throws RangeError with fewer than `fewestCalibrationImages`
 */
export function reportCalibration(captions: readonly MeasuredCaption[], detectors?: WordDetectors): CalibrationReport {
  if (captions.length < fewestCalibrationImages) throw new RangeError(tooFewMessage(captions.length));
  const halves = halve(captions);
  const judged: { truth: number; said: number; calibrated: number; cider: number }[] = [];
  const words: { truth: number; said: number; calibrated: number }[] = [];
  const cider = CiderD.ofReferences(captions.map(({ references }) => references.map(tokenise)));
  halves.forEach((half, index) => {
    const calibrator = new Calibrator(fitCalibration(halves[1 - index], detectors), half[0].meanGrid.length, detectors);
    for (const caption of half) {
      const certainty = calibrator.ofMean(caption.meanGrid);
      const judgement = judge(caption);
      judged.push({
        truth: judgement.truth,
        said: caption.confidence,
        calibrated: certainty.caption(caption.confidence),
        cider: cider.score([tokenise(caption.text)], caption.references.map(tokenise))[0],
      });
      for (const word of judgement.words) {
        words.push({ truth: word.truth, said: word.probability, calibrated: certainty.word(word) });
      }
    }
  });
  const surest = judged.toSorted((one, other) => one.calibrated - other.calibrated);
  return {
    images: captions.length,
    words: compare(words),
    captions: compare(judged),
    tenths: Array.from({ length: 10 }, (_, tenth) =>
      meanOf(
        surest.slice(Math.round((tenth * surest.length) / 10), Math.round(((tenth + 1) * surest.length) / 10)),
        (one) => one.cider,
      ),
    ),
  };
}

function compare(said: readonly { truth: number; said: number; calibrated: number }[]): CalibrationReport['words'] {
  const truths = said.map(({ truth }) => truth);
  return {
    before: reliabilityOf(
      said.map((one) => one.said),
      truths,
    ),
    after: reliabilityOf(
      said.map((one) => one.calibrated),
      truths,
    ),
  };
}

/** By chance, but always the same: neighbours in a dataset may be pictures of one scene. */
function halve<Item>(items: readonly Item[]): [Item[], Item[]] {
  const shuffled = shuffle(items, seededRandom(1));
  const middle = Math.floor(shuffled.length / 2);
  return [shuffled.slice(0, middle), shuffled.slice(middle)];
}

function meanOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / Math.max(1, items.length);
}

function tooFewMessage(images: number): string {
  return (
    `Calibrating needs at least ${fewestCalibrationImages} images that people captioned, and for which the model finds a ` +
    `caption; there ${images === 1 ? 'is' : 'are'} ${images}. Take a larger dataset, which the model was not trained on.`
  );
}
