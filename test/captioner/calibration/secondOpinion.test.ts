import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { Calibrator, type Calibration } from '../../../src/captioner/calibration/calibration';
import { fitCalibration, reportCalibration } from '../../../src/captioner/calibration/fitCalibration';
import type { MeasuredCaption } from '../../../src/captioner/calibration/fitCurves';
import { measureKnown } from '../../../src/captioner/calibration/measureKnown';
import { fitDetectors } from '../../../src/captioner/detectors/fitDetectors';
import type { WordDetectors } from '../../../src/captioner/detectors/wordDetectors';
import { seededRandom } from '../../../src/dataset/collections/random';

const random = seededRandom(7);
/** Images that show a dog, by their first channel, or none. */
const meanGrids = Array.from({ length: 300 }, (_, image) =>
  Float32Array.from({ length: 8 }, (_, at) => random() + (at === 0 && image % 2 === 0 ? 2 : 0)),
);
const people = meanGrids.map((_, image) => [image % 2 === 0 ? 'a dog' : 'a tree']);
let detectors: WordDetectors;
/** A captioner that says "a dog" of everything, equally sure. */
const captions = meanGrids.map((meanGrid, image): MeasuredCaption => {
  const words = ['a', 'dog'].map((text) => ({ text, probability: 0.5 + 0.2 * random(), isNamed: false }));
  return { text: 'a dog', words, confidence: 0.6, meanGrid, references: people[image] };
});
const dog = { text: 'dog', probability: 0.6, isNamed: false };

describe('A second opinion on what the network says', () => {
  before(async () => {
    await tf.setBackend('wasm');
    const learned = fitDetectors({ meanGrids, captions: people });
    assert.ok(learned, 'they can be learned');
    detectors = learned;
  });

  it('makes it surer of a word that the image speaks for, and less sure of one that it does not', () => {
    const calibrator = new Calibrator(fitCalibration(captions, detectors), 8, detectors);
    const [withDog, without] = meanGrids.slice(0, 2).map((grid) => calibrator.ofMean(grid).word(dog));
    assert.ok(withDog > 0.8, `${withDog}`);
    assert.ok(without < 0.2, `${without}`);
  });

  it('shows what is so of words that were never fitted', () => {
    const { error } = reportCalibration(captions, detectors).words.after;
    assert.ok(error < 0.05, `${error}`);
  });

  it('is not heard of a word that the detectors do not know, nor where it was not measured', () => {
    const calibration = fitCalibration(captions, detectors);
    const grid = meanGrids[1];
    const unknown = { ...dog, text: 'hound' };
    const { secondOpinion, ...curvesAlone } = calibration;
    assert.ok(secondOpinion);
    const [asCurve, heard] = [new Calibrator(curvesAlone, 8, detectors), new Calibrator(calibration, 8, detectors)];
    assert.equal(heard.ofMean(grid).word(unknown), asCurve.ofMean(grid).word(unknown));
    assert.equal(asCurve.ofMean(grid).word(dog), new Calibrator(calibration, 8).ofMean(grid).word(dog));
  });

  it('is not heard of pictures that were taught since', () => {
    const calibration = fitCalibration(captions, detectors);
    const drawings = Array.from({ length: 40 }, () =>
      Float32Array.from({ length: 8 }, (_, at) => (at > 4 ? 3 : 0) + 0.1 * random()),
    );
    const curve = { a: 1, b: 1, c: 0 };
    const taught: Calibration = {
      ...calibration,
      known: [...calibration.known, { ...measureKnown(drawings).known, curves: { word: curve, caption: curve } }],
    };
    const certainty = new Calibrator(taught, 8, detectors).ofMean(drawings[0]);
    assert.ok(Math.abs(certainty.word(dog) - certainty.familiarity * dog.probability) < 1e-9);
  });

  it('leaves the names of objects as sure as their classes', () => {
    const calibrator = new Calibrator(fitCalibration(captions, detectors), 8, detectors);
    assert.equal(calibrator.ofMean(meanGrids[1]).word({ ...dog, isNamed: true }), 0.6);
  });
});
