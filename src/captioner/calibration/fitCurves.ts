import { applyCurve, fitCurve, type BetaCurve } from './betaCurve';
import { correctWords, shareRight } from './correctness';
import type { UncalibratedWord } from './calibration';
import { roundTo4 } from './roundTo4';

/** What a captioner said of an image, uncalibrated, and what people wrote of it. */
export interface MeasuredCaption {
  text: string;
  words: UncalibratedWord[];
  confidence: number;
  /** The mean of the image's annotation grid over its locations. */
  meanGrid: Float32Array;
  references: string[];
}

/** How sure a captioner may be of its words and its captions. */
export interface ConfidenceCurves {
  word: BetaCurve;
  caption: BetaCurve;
}

/** How many words and captions those curves count for that are known already. */
const knownCount = 40;

/**
 * Fits the curves on captions.
 * @param familiarities of their images, as `familiarityAt` gives them
 * @param near the curves that few captions leave as they are
 */
export function fitCurves(
  captions: readonly MeasuredCaption[],
  familiarities: readonly number[],
  near?: ConfidenceCurves,
): ConfidenceCurves {
  const judged = captions.map(judge);
  const words = judged.flatMap((one, at) =>
    one.words.flatMap((word) => (word.isNamed ? [] : [{ ...word, familiarity: familiarities[at] }])),
  );
  const whole = captions.map(({ confidence }, at) => ({
    probability: confidence,
    truth: judged[at].truth,
    familiarity: familiarities[at],
  }));
  return { word: fitNear(words, near?.word), caption: fitNear(whole, near?.caption) };
}

function fitNear(
  said: readonly { probability: number; truth: number; familiarity: number }[],
  near: BetaCurve | undefined,
): BetaCurve {
  const known = near ? Array.from({ length: knownCount }, (_, at) => (at + 0.5) / knownCount) : [];
  const all = [
    ...said,
    ...known.map((probability) => ({ probability, truth: near ? applyCurve(near, probability) : 0, familiarity: 1 })),
  ];
  return roundCurve(
    fitCurve(
      all.map(({ probability }) => probability),
      all.map(({ truth }) => truth),
      all.map(({ familiarity }) => Math.max(leastFamiliarity, familiarity)),
    ),
  );
}

/** What is hardly familiar says nothing of the curves; with 0 nothing could be fitted. */
export const leastFamiliarity = 1e-3;

/** Which of the words are right, and the share of them. */
export function judge({ words, references }: MeasuredCaption): {
  truth: number;
  words: (UncalibratedWord & { truth: number })[];
} {
  const correct = correctWords(
    words.map(({ text }) => text),
    references,
  );
  return {
    truth: shareRight(correct),
    words: words.flatMap((word, at) => {
      const truth = correct[at];
      return truth === undefined ? [] : [{ ...word, truth }];
    }),
  };
}

function roundCurve({ a, b, c }: BetaCurve): BetaCurve {
  return { a: roundTo4(a), b: roundTo4(b), c: roundTo4(c) };
}
