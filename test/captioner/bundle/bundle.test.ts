import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { BundleError } from '../../../src/captioner/bundle/bundleError';
import { writeActivations } from '../../../src/captioner/bundle/changeBundle';
import { bundleIdFor, readBundleDescription } from '../../../src/captioner/bundle/description';
import { closeBundle } from '../../../src/captioner/bundle/graphBundle';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { copyBundle as copyWholeBundle } from '../../../src/captioner/bundle/copyBundle';
import { writeBundle, type BundleParts } from '../../../src/captioner/bundle/writeBundle';
import { Captioner } from '../../../src/captioner/captioner';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { architectures, encoderWeightShapes, unboundedMaps } from '../../../src/captioner/encoder/efficientNetLite';
import { Encoder } from '../../../src/captioner/encoder/encoder';
import { WordDetectors } from '../../../src/captioner/detectors/wordDetectors';
import { ObjectClassifier } from '../../../src/captioner/objects/objectClassifier';
import { objectTableSchema } from '../../../src/captioner/objects/objectTable';
import { seededRandom } from '../../../src/dataset/collections/random';
import { recordFileOperations } from '../../dataset/fileOperations';
import { gridChannels } from '../../../src/captioner/encoder/gridChannels';
import { tinyEvidence, tinyShape, tinyVocabulary } from '../tinyCaptioner';

const shape = { ...tinyShape, gridChannels: 1280 };

function randomGrid(): tf.Tensor3D {
  const random = seededRandom(4);
  return tf.tensor3d(
    Float32Array.from({ length: 49 * 1280 }, () => 2 * random()),
    [1, 49, 1280],
  );
}

const lite0 = architectures['efficientnet-lite0'];
const zeroWeights = (): Record<string, tf.Tensor> =>
  Object.fromEntries(Object.entries(encoderWeightShapes(lite0)).map(([name, size]) => [name, tf.zeros(size)]));

function byPlaceIn(order: readonly string[]): (one: string, other: string) => number {
  return (one, other) => order.indexOf(one) - order.indexOf(other);
}

function threeClasses(): ObjectClassifier {
  return new ObjectClassifier({ kernel: new Float32Array(3 * 1280).fill(1), bias: new Float32Array(3) });
}

describe('A model bundle', () => {
  let folder: string;
  let bundle: string;
  let parts: BundleParts;

  before(async () => {
    await tf.setBackend('wasm');
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-bundle-'));
    bundle = path.join(folder, 'tiny');
    parts = {
      id: 'tiny',
      name: 'Tiny',
      encoder: new Encoder(lite0, zeroWeights()),
      decoder: { shape, parameters: initialParameters(shape, 1) },
      vocabulary: tinyVocabulary,
      lineage: null,
      training: null,
      figures: { cider: 0.5 },
    };
    await writeBundle(bundle, parts);
  });
  after(async () => {
    parts.encoder.dispose();
    tf.dispose(parts.decoder.parameters);
    await rm(folder, { recursive: true, force: true });
  });

  /** A copy that a test may damage. */
  async function copyBundle(): Promise<string> {
    const copy = await mkdtemp(path.join(folder, 'copy-'));
    await cp(bundle, copy, { recursive: true });
    return copy;
  }

  it('gives the same captions after being written and read again', async () => {
    const grid = randomGrid();
    const first = await Captioner.open(bundle);
    const copy = path.join(folder, 'again');
    const { encoder, decoder } = await openBundle(bundle);
    await writeBundle(copy, { ...parts, encoder, decoder: { shape, parameters: decoder.parameters } });
    const second = await Captioner.open(copy);
    assert.deepEqual(second.suggest(grid), first.suggest(grid));
    assert.ok(first.suggest(grid).candidates.length > 0);
    for (const one of [first, second, encoder, decoder, grid]) one.dispose();
  });

  it('keeps how sure it may be, and the documents that belong to it', async () => {
    const { calibration } = await readBundleDescription(path.join('models', 'flickr8k-attention'));
    assert.ok(calibration);
    const copy = path.join(folder, 'with-documents');
    await writeBundle(copy, { ...parts, calibration, documents: { LICENSE: 'free', 'README.md': '# Tiny' } });
    assert.deepEqual((await readBundleDescription(copy)).calibration, calibration);
    assert.equal(await readFile(path.join(copy, 'LICENSE'), 'utf8'), 'free');
    assert.equal(await readFile(path.join(copy, 'README.md'), 'utf8'), '# Tiny');
  });

  it('keeps what the feature maps of its encoder are between, and is refused where one of them is not known', async () => {
    const activations = Object.fromEntries(unboundedMaps(lite0).map((name, at) => [name, [-at - 1, at + 2] as const]));
    const copy = path.join(folder, 'with-activations');
    const encoder = new Encoder(lite0, { ...parts.encoder.parameters }, activations);
    await writeBundle(copy, { ...parts, encoder });
    const opened = await openBundle(copy);
    closeBundle(opened);
    assert.deepEqual(opened.encoder.activations, activations);
    const other = await copyBundle();
    await writeActivations(other, activations);
    assert.deepEqual((await readBundleDescription(other)).encoder.activations, activations);
    const fewer = Object.fromEntries(Object.entries(activations).filter(([name]) => name !== 'block1/project'));
    await writeActivations(other, fewer);
    await assert.rejects(readBundleDescription(other), /The range of "block1\/project" is missing/);
    await writeActivations(copy, { ...activations, 'block1/project': [0, 0] });
    await assert.rejects(readBundleDescription(copy), /A range cannot be empty/);
  });

  it('keeps what images speak for', async () => {
    const evidence = tinyEvidence(shape);
    const copy = path.join(folder, 'evidence');
    await writeBundle(copy, { ...parts, decoder: { ...parts.decoder, evidence } });
    const grid = randomGrid();
    const before = evidence.speakFor(grid);
    const { numTensors } = tf.memory();
    const opened = await openBundle(copy);
    assert.deepEqual(opened.decoder.evidence?.pieces, evidence.pieces);
    const after = opened.decoder.evidence.speakFor(grid);
    after.dataSync().forEach((value, at) => assert.ok(Math.abs(value - before.dataSync()[at]) < 0.01));
    after.dispose();
    closeBundle(opened);
    assert.equal(tf.memory().numTensors, numTensors);
    tf.dispose([grid, before]);
    evidence.dispose();
  });

  it('keeps what images speak for by their colours, too', async () => {
    const evidence = tinyEvidence({ ...shape, gridChannels });
    const copy = path.join(folder, 'coloured-evidence');
    await writeBundle(copy, { ...parts, decoder: { ...parts.decoder, evidence } });
    const opened = await openBundle(copy);
    assert.equal(opened.decoder.evidence?.channels, gridChannels);
    closeBundle(opened);
    evidence.dispose();
  });

  it('keeps all of it when it is copied, what images speak for and what it can name, too', async () => {
    const evidence = tinyEvidence(shape);
    const whole = path.join(folder, 'whole');
    const classifier = threeClasses();
    const table = objectTableSchema.parse({
      ...{ format: 'showtell-objects', version: 1 },
      objects: [{ forms: [{ text: 'tiger', standIns: ['cat'] }], classes: [2] }],
    });
    const decoder = { ...parts.decoder, evidence };
    await writeBundle(whole, { ...parts, decoder, namer: { table, classifier } });
    const copy = path.join(folder, 'whole-copy');
    await copyWholeBundle(whole, copy, {});
    const { numTensors } = tf.memory();
    const opened = await openBundle(copy);
    assert.deepEqual(opened.decoder.evidence?.pieces, evidence.pieces);
    assert.deepEqual(opened.namer?.table, table);
    assert.deepEqual(opened.namer.classifier.weights, classifier.weights);
    closeBundle(opened);
    assert.equal(tf.memory().numTensors, numTensors);
    evidence.dispose();
  });

  it('keeps its word detectors, also when it is copied', async () => {
    const detectors = new WordDetectors([['dog', 0.25]], {
      mean: new Float32Array(1280).fill(1),
      deviation: new Float32Array(1280).fill(0.5),
      projection: new Float32Array(1280 * 2).fill(0.25),
      kernel: Float32Array.of(1, -1),
    });
    const detecting = path.join(folder, 'detecting');
    await writeBundle(detecting, { ...parts, detectors });
    const copy = path.join(folder, 'detecting-copy');
    await copyWholeBundle(detecting, copy, {});
    const { numTensors } = tf.memory();
    const opened = await openBundle(copy);
    assert.deepEqual(opened.detectors?.words, detectors.words);
    assert.deepEqual(opened.detectors.weights, detectors.weights);
    closeBundle(opened);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('is refused if it names a class that its classifier has not, and leaves no tensor behind', async () => {
    const table = objectTableSchema.parse({
      ...{ format: 'showtell-objects', version: 1 },
      objects: [{ forms: [{ text: 'tiger', standIns: ['cat'] }], classes: [3] }],
    });
    const faulty = path.join(folder, 'faulty-names');
    await writeBundle(faulty, { ...parts, namer: { table, classifier: threeClasses() } });
    const { numTensors } = tf.memory();
    await assert.rejects(openBundle(faulty), /names class 3 of a classifier of 3/);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  for (const [fault, pieces, reason] of [
    ['speaks for a piece that there is not', [1, 1_000_000], /speaks for piece 1000000/],
    ['has weights for another number of pieces', [1], /"kernel" has shape/],
  ] as const) {
    it(`is refused if its evidence ${fault}, and leaves no tensor behind`, async () => {
      const evidence = tinyEvidence(shape);
      const copy = await mkdtemp(path.join(folder, 'copy-'));
      await rm(copy, { recursive: true });
      await writeBundle(copy, { ...parts, decoder: { ...parts.decoder, evidence } });
      const file = path.join(copy, 'model.json');
      const description = await readBundleDescription(copy);
      const first = { ...description.evidence, pieces: [...pieces] };
      const many = pieces.length > 1 ? [...evidence.pieces.slice(1), pieces[1]] : first.pieces;
      await writeFile(file, JSON.stringify({ ...description, evidence: { ...first, pieces: many } }));
      evidence.dispose();
      const { numTensors } = tf.memory();
      await assert.rejects(openBundle(copy), reason);
      assert.equal(tf.memory().numTensors, numTensors);
    });
  }

  it('suggests captions whose words have a probability and attention that sums to 1', async () => {
    const captioner = await Captioner.open(bundle);
    const grid = randomGrid();
    for (const { words, confidence } of captioner.suggest(grid).candidates) {
      assert.ok(confidence > 0 && confidence <= 1);
      for (const { probability, attention } of words) {
        assert.ok(probability > 0 && probability <= 1);
        assert.equal(attention.length, 49);
        assert.ok(Math.abs(attention.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-4);
      }
    }
    captioner.dispose();
    grid.dispose();
  });

  it('leaves no tensor behind after captioning and closing', async () => {
    const before = tf.memory().numTensors;
    const captioner = await Captioner.open(bundle);
    const grid = randomGrid();
    captioner.suggest(grid);
    captioner.suggest(grid);
    grid.dispose();
    captioner.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('is on the disk as a whole before it gets its name', async () => {
    const place = path.join(folder, 'synced');
    const documents = { 'README.md': 'A model card.', LICENSE: 'Apache' };
    const operations = await recordFileOperations(() => writeBundle(place, { ...parts, documents }));
    const named = operations.indexOf('rename synced.tmp to synced');
    assert.deepEqual(
      operations.slice(0, named),
      [...(await readdir(place)).map((file) => `sync ${file}`), 'sync synced.tmp'].sort(byPlaceIn(operations)),
    );
    assert.deepEqual(operations.slice(named + 1), [`sync ${path.basename(folder)}`]);
    assert.equal(await readFile(path.join(place, 'README.md'), 'utf8'), 'A model card.');
    assert.equal(await readFile(path.join(place, 'LICENSE'), 'utf8'), 'Apache');
  });

  it('takes away what a process left that was killed while it wrote the same bundle, and nothing else', async () => {
    const place = path.join(folder, 'killed');
    for (const left of ['killed.1234.tmp', 'killed-too.tmp']) {
      await mkdir(path.join(folder, left));
      await writeFile(path.join(folder, left, 'encoder.bin'), 'half');
    }
    await writeBundle(place, parts);
    const names = (await readdir(folder)).filter((name) => name.startsWith('killed'));
    assert.deepEqual(names.sort(), ['killed', 'killed-too.tmp']);
  });

  it('is never written over', async () => {
    await assert.rejects(writeBundle(bundle, parts), /exists already/);
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const gone = new Encoder(lite0, zeroWeights());
    gone.dispose();
    await assert.rejects(writeBundle(path.join(folder, 'half'), { ...parts, encoder: gone }));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('half')),
      [],
    );
  });

  it('says so when there is none in a folder', async () => {
    await assert.rejects(
      openBundle(path.join(folder, 'nowhere')),
      (error) => error instanceof BundleError && error.message.includes('no readable model.json'),
    );
  });

  it('says so when its weights are cut short', async () => {
    const copy = await copyBundle();
    await truncate(path.join(copy, 'decoder.bin'), 1000);
    await assert.rejects(openBundle(copy), /decoder\.bin has 1000 bytes instead of \d+/);
  });

  it('says so when a byte of its weights has changed', async () => {
    const copy = await copyBundle();
    const data = await readFile(path.join(copy, 'encoder.bin'));
    data[12345] ^= 1;
    await writeFile(path.join(copy, 'encoder.bin'), data);
    await assert.rejects(openBundle(copy), /encoder\.bin is damaged/);
  });

  it('says so when a file is missing', async () => {
    const copy = await copyBundle();
    await rm(path.join(copy, 'vocabulary.json'));
    await assert.rejects(openBundle(copy), /vocabulary\.json is missing/);
  });

  for (const [name, id] of [
    ['my model (2)', 'my-model-2-'],
    ['모델', 'model'],
  ]) {
    it(`can be opened again where its folder is called ${name}, which no id may be`, async () => {
      const place = path.join(folder, name);
      await writeBundle(place, { ...parts, id: bundleIdFor(place) });
      assert.equal((await readBundleDescription(place)).id, id);
    });
  }

  it('says so when it was made by a newer version', async () => {
    const copy = await copyBundle();
    const description = JSON.parse(await readFile(path.join(copy, 'model.json'), 'utf8')) as object;
    await writeFile(path.join(copy, 'model.json'), JSON.stringify({ ...description, version: 2 }));
    await assert.rejects(readBundleDescription(copy), /version 2 of the format, newer than this Showtell/);
  });

  it('says on one line what is wrong with the description of something else', async () => {
    const copy = await copyBundle();
    await writeFile(path.join(copy, 'model.json'), '{"architectures": ["GPT2"]}');
    await assert.rejects(readBundleDescription(copy), (error: Error) => {
      assert.match(
        error.message,
        /model\.json is not a bundle's description: "format" is missing, .*\)\. Choose another/,
      );
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });

  it('refuses a file that lies outside of its folder', async () => {
    const copy = await copyBundle();
    const description = JSON.parse(await readFile(path.join(copy, 'model.json'), 'utf8')) as { vocabulary: object };
    description.vocabulary = { ...description.vocabulary, file: '../tiny/vocabulary.json' };
    await writeFile(path.join(copy, 'model.json'), JSON.stringify(description));
    await assert.rejects(openBundle(copy), /not a bundle's description/);
  });

  it('leaves no tensor behind when it cannot be opened', async () => {
    const copy = await copyBundle();
    await truncate(path.join(copy, 'decoder.bin'), 1000);
    const before = tf.memory().numTensors;
    await assert.rejects(openBundle(copy));
    assert.equal(tf.memory().numTensors, before);
  });
});
