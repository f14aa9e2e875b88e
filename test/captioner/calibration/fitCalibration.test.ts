import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { applyCurve } from '../../../src/captioner/calibration/betaCurve';
import { FamiliarityGauge } from '../../../src/captioner/calibration/familiarity';
import {
  fewestCalibrationImages,
  fitCalibration,
  reportCalibration,
} from '../../../src/captioner/calibration/fitCalibration';
import type { MeasuredCaption } from '../../../src/captioner/calibration/fitCurves';
import { seededRandom } from '../../../src/dataset/collections/random';

const names = ['dog', 'cat', 'boat', 'girl', 'ball', 'snow', 'tree', 'bike'];

/** A captioner that is right with its word's probability to the power of a half, so it is less sure than it should be. */
function modestCaptions(count: number): MeasuredCaption[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: 6 }, (_, at) => ({
      ...{ text: names[at] ?? '', isNamed: false },
      probability: 0.05 + 0.9 * random(),
    }));
    const said = words.filter(({ probability }) => random() < Math.sqrt(probability)).map(({ text }) => text);
    const confidence = Math.exp(words.reduce((sum, { probability }) => sum + Math.log(probability), 0) / 6);
    const meanGrid = Float32Array.from({ length: 8 }, (_, at) => (at < 4 ? 1 : 0.2) + 0.2 * random());
    const text = words.map((word) => word.text).join(' ');
    return { text, words, confidence, meanGrid, references: [`${said.join(' ')} bike`] };
  });
}

describe('Fitting a calibration', () => {
  const captions = modestCaptions(400);

  before(() => tf.setBackend('wasm'));

  it('makes the error of what was never fitted on a fraction of what it was', () => {
    const { words, captions: whole } = reportCalibration(captions);
    assert.ok(words.before.error > 0.15, `before ${words.before.error}`);
    assert.ok(words.after.error < 0.04, `after ${words.after.error}`);
    assert.ok(whole.after.error < 0.5 * whole.before.error, `${whole.before.error} to ${whole.after.error}`);
  });

  it('measures no image by what was fitted on it: chance cannot be foretold', () => {
    const errors = Array.from({ length: 8 }, (_, seed) => {
      const random = seededRandom(seed);
      const byChance = modestCaptions(fewestCalibrationImages).map((caption) => ({
        ...caption,
        words: [{ text: 'dog', isNamed: false, probability: 0.05 + 0.9 * random() }],
        references: [random() < 0.5 ? 'dog' : 'bike'],
      }));
      return reportCalibration(byChance).words.after.error;
    });
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    assert.ok(mean > 0.1, `${mean}: of what was fitted on it would be some 0.04`);
  });

  it('finds how sure the captioner should have been', () => {
    const { word } = fitCalibration(captions);
    for (const said of [0.2, 0.5, 0.8]) assert.ok(Math.abs(applyCurve(word, said) - Math.sqrt(said)) < 0.05);
  });

  it('calls familiar what it was measured on, and not what points elsewhere, however bright', () => {
    const gauge = new FamiliarityGauge(fitCalibration(captions).known, 8);
    const familiarity = (meanGrid: Float32Array): number => gauge.of(meanGrid)?.value ?? Number.NaN;
    const familiar = captions.filter(({ meanGrid }) => familiarity(meanGrid) === 1).length;
    assert.ok(familiar >= 0.95 * captions.length, `${familiar}`);
    const brighter = captions[0]!.meanGrid.map((value) => 5 * value);
    assert.ok(Math.abs(familiarity(brighter) - familiarity(captions[0]!.meanGrid)) < 1e-3);
    assert.ok(familiarity(Float32Array.of(0.2, 0.2, 0.2, 0.2, 1, 1, 1, 1)) < 0.01);
    assert.ok(familiarity(new Float32Array(8)) < 0.01, 'nothing at all is not familiar');
  });

  it('gives the tenths from the least sure to the surest', () => {
    const { tenths } = reportCalibration(captions);
    assert.equal(tenths.length, 10);
    assert.ok((tenths[9] ?? 0) > 1.5 * (tenths[0] ?? 0), tenths.join(' '));
  });

  it('refuses few images, and says how many it takes', () => {
    assert.throws(() => reportCalibration(captions.slice(0, fewestCalibrationImages - 1)), /at least 50 .* are 49/);
  });
});
