import { WordDetectors } from '../../../src/captioner/detectors/wordDetectors';
import assert from 'node:assert/strict';
import { cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { checkBundle } from '../../../src/captioner/bundle/checkBundle';
import { readBundleDescription } from '../../../src/captioner/bundle/description';
import { closeBundle } from '../../../src/captioner/bundle/graphBundle';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { writeCalibration, writeDetectors, writeNgrams } from '../../../src/captioner/bundle/changeBundle';
import type { Calibration } from '../../../src/captioner/calibration/calibration';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

const bundled = resolve('models', 'flickr8k-attention');

function calibrationOf(channels: number): Calibration {
  const curve = { a: 1, b: 0.5, c: 0.25 };
  const centre = Buffer.alloc(2 * channels, 'x').toString('base64');
  const directions = Buffer.alloc(2 * channels, 'y').toString('base64');
  const distance = { mean: -0.5, deviation: 0.1 };
  return { word: curve, caption: curve, known: [{ centre, directions, distance }], images: 60 };
}

describe('Writing a calibration into a bundle', () => {
  before(() => tf.setBackend('wasm'));
  const folder = useTemporaryFolder();

  async function copyOfModel(): Promise<string> {
    const model = join(folder.path, 'model');
    await cp(bundled, model, { recursive: true });
    return model;
  }

  it('changes nothing else of it, and it is read again', async () => {
    const model = await copyOfModel();
    await writeCalibration(model, calibrationOf(1280));
    const { calibration: before, ...rest } = JSON.parse(await readFile(join(bundled, 'model.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { calibration, ...restNow } = JSON.parse(await readFile(join(model, 'model.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.equal(JSON.stringify(restNow), JSON.stringify(rest));
    assert.notDeepEqual(calibration, before);
    const bundle = await openBundle(model);
    assert.deepEqual(bundle.description.calibration, calibrationOf(1280));
    closeBundle(bundle);
  });

  it('has to be done again where other detectors come: what the old ones counted is gone', async () => {
    const model = await copyOfModel();
    const secondOpinion = { said: 0.2, detected: 1, constant: 2 };
    await writeCalibration(model, { ...calibrationOf(1280), secondOpinion });
    const weights = { mean: new Float32Array(1280), deviation: new Float32Array(1280).fill(1) };
    const directions = { projection: new Float32Array(1280), kernel: Float32Array.of(1) };
    await writeDetectors(model, new WordDetectors([['dog', 0.5]], { ...weights, ...directions }));
    const bundle = await openBundle(model);
    assert.equal(bundle.detectors?.words.length, 1);
    assert.deepEqual(bundle.description.calibration, calibrationOf(1280));
    closeBundle(bundle);
  });

  it('leaves one that fits another encoder to be refused by name', async () => {
    const model = await copyOfModel();
    await writeCalibration(model, calibrationOf(640));
    await assert.rejects(openBundle(model), /model cannot be used: its calibration's centre has 1280 bytes/);
  });

  it('is refused by name if its directions are cut off', async () => {
    const model = await copyOfModel();
    const calibration = calibrationOf(1280);
    const directions = Buffer.alloc(1280 + 7, 'y').toString('base64');
    await writeCalibration(model, { ...calibration, known: [{ ...calibration.known[0]!, directions }] });
    await assert.rejects(openBundle(model), /its calibration's directions have 1287 bytes/);
  });

  it('opens with one that was made before it knew the directions, and calls every image familiar', async () => {
    const model = await copyOfModel();
    const file = join(model, 'model.json');
    const description = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const { word, caption, images, known } = calibrationOf(1280);
    const familiar = [{ centre: known[0]!.centre, familiarFrom: 0.5, spread: 0.1 }];
    await writeFile(file, JSON.stringify({ ...description, calibration: { word, caption, images, familiar } }));
    const bundle = await openBundle(model);
    assert.equal(bundle.calibrator.ofMean(new Float32Array(1280)).familiarity, 1);
    closeBundle(bundle);
  });

  it('is refused where there is no bundle', async () => {
    await writeFile(join(folder.path, 'model.json'), '{}');
    await assert.rejects(writeCalibration(folder.path, calibrationOf(1280)), /not a bundle's description/);
  });
});

describe('Writing n-grams into a bundle', () => {
  before(() => tf.setBackend('wasm'));
  const folder = useTemporaryFolder();

  it('changes nothing else of it, and they are read again', async () => {
    const model = join(folder.path, 'model');
    await cp(bundled, model, { recursive: true });
    const ngrams = NgramModel.ofCaptions([{ pieces: [300, 301], times: 2 }]);
    await writeNgrams(model, ngrams);
    const before = await readBundleDescription(bundled);
    const { ngrams: file, ...rest } = await readBundleDescription(model);
    assert.deepEqual({ ...rest, ngrams: before.ngrams }, before);
    assert.notEqual(file?.sha256, before.ngrams?.sha256);
    const bundle = await openBundle(model);
    assert.deepEqual(bundle.ngrams?.rows, ngrams.rows);
    closeBundle(bundle);
  });

  it('is noticed if they are damaged, or of another vocabulary', async () => {
    const model = join(folder.path, 'model');
    await cp(bundled, model, { recursive: true });
    await truncate(join(model, 'ngrams.bin'), 100);
    await assert.rejects(openBundle(model), /ngrams\.bin has 100 bytes instead of/);
    await assert.rejects(checkBundle(model), /ngrams\.bin has 100 bytes instead of/);
    await writeNgrams(model, NgramModel.ofCaptions([{ pieces: [1_000_000], times: 1 }]));
    await assert.rejects(openBundle(model), /ngrams\.bin: it names piece 1000000 of a vocabulary of/);
  });
});
