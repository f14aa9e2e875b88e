import assert from 'node:assert/strict';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type Encoder } from '../../../src/captioner/encoder/encoder';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { FeatureStore } from '../../../src/engine/features/featureStore';
import { gridFeature, tailInputFeature } from '../../../src/engine/features/storedFeature';
import { useBackend } from '../../../src/engine/backends/backends';
import { decodeImages } from '../../../src/engine/images/imageTensor';
import { bundledModel, sample } from '../builtEngine';

const paths = [sample('cat.jpg'), sample('coffee.jpg'), sample('horses.jpg')];

describe('The feature store', () => {
  let folder: string;
  let encoder: Encoder;
  let encode: Encoder['encode'];
  let looks: number;
  let locations: number;

  before(async () => {
    await useBackend('wasm');
    const bundle = await openBundle(bundledModel);
    bundle.decoder.dispose();
    encoder = bundle.encoder;
    locations = encoder.grid.height * encoder.grid.width;
    encode = encoder.encode.bind(encoder);
    encoder.encode = (images) => {
      looks += images.shape[0];
      return encode(images);
    };
  });
  after(async () => {
    encoder.dispose();
    await tf.setBackend('cpu');
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-features-'));
    looks = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** What was extracted of these images is what the encoder makes of them. */
  async function expectGridsOf(store: FeatureStore, images: readonly string[]): Promise<void> {
    const decoded = await decodeImages([...images], encoder.imageSize);
    const expected = tf.tidy(() => tf.concat(images.map((_, at) => encode(tf.slice(decoded, at, 1)))));
    const grids = await store.grids(images.map((_, at) => at));
    const wanted = expected.dataSync();
    grids.dataSync().forEach((value, at) => assert.ok(Math.abs(value - wanted[at]) <= 3 / 255 + 1e-4));
    tf.dispose([decoded, expected, grids]);
  }

  it('gives the annotation grids that the encoder gives, to a byte a value', async () => {
    const store = await FeatureStore.open(folder, gridFeature(encoder));
    assert.equal((await store.extract({ paths })).size, 0);
    const grids = await store.grids([2, 0]);
    assert.deepEqual(grids.shape, [2, locations, encoder.grid.channels]);
    grids.dispose();
    await expectGridsOf(store, paths);
    await store.close();
  });

  it("gives what enters the encoder's last blocks, of images and their mirror images", async () => {
    const images = await decodeImages([paths[1]], encoder.imageSize);
    for (const mirrored of [false, true]) {
      const store = await FeatureStore.open(
        path.join(folder, String(mirrored)),
        tailInputFeature(encoder, 5, mirrored),
      );
      assert.equal((await store.extract({ paths })).size, 0);
      const seen = mirrored ? tf.reverse(images, 2) : tf.clone(images);
      const expected = encoder.encodeUpTo(seen as tf.Tensor4D, 5);
      const stored = await store.read([1]);
      assert.deepEqual(stored.shape, expected.shape);
      const wanted = expected.dataSync();
      stored.dataSync().forEach((value, at) => assert.ok(Math.abs(value - wanted[at]) <= Math.abs(wanted[at]) / 1000));
      tf.dispose([seen, expected, stored]);
      await store.close();
    }
    images.dispose();
  });

  it('looks at no image twice, also in another run', async () => {
    for (let run = 0; run < 2; run++) {
      const store = await FeatureStore.open(folder, gridFeature(encoder));
      await store.extract({ paths: [...paths].reverse() });
      (await store.grids([0, 1, 2])).dispose();
      await store.close();
    }
    assert.equal(looks, 3);
  });

  it('looks again at an image that changed', async () => {
    const image = path.join(folder, 'image.jpg');
    await copyFile(paths[0], image);
    const store = await FeatureStore.open(path.join(folder, 'store'), gridFeature(encoder));
    await store.extract({ paths: [image] });
    await copyFile(paths[1], image);
    await utimes(image, new Date(), new Date(Date.now() + 5000));
    await store.extract({ paths: [image] });
    assert.equal(looks, 2);
    await store.close();
  });

  it('goes on after a crash in the middle of writing', async () => {
    const first = await FeatureStore.open(folder, gridFeature(encoder));
    await first.extract({ paths: paths.slice(0, 2) });
    await first.close();
    const [bin, lines] = (await readdir(folder)).sort();
    await appendFile(path.join(folder, bin), Buffer.alloc(1000, 7));
    await appendFile(path.join(folder, lines), '{"slot":2,"fi');
    const second = await FeatureStore.open(folder, gridFeature(encoder));
    await second.extract({ paths });
    assert.equal(looks, 3);
    const again = await FeatureStore.open(folder, gridFeature(encoder));
    await again.extract({ paths });
    assert.equal(looks, 3);
    await expectGridsOf(again, paths);
    await second.close();
    await again.close();
  });

  it('keeps the features of several processes that write at the same time apart', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => FeatureStore.open(folder, gridFeature(encoder))));
    const reversed = [...paths].reverse();
    for (let at = 1; at <= paths.length; at++) {
      await one.extract({ paths: paths.slice(0, at) });
      await other.extract({ paths: reversed.slice(0, at) });
    }
    await expectGridsOf(one, paths);
    await expectGridsOf(other, reversed);
    await Promise.all([one.close(), other.close()]);
    looks = 0;
    const later = await FeatureStore.open(folder, gridFeature(encoder));
    await later.extract({ paths });
    assert.equal(looks, 0);
    await expectGridsOf(later, paths);
    await later.close();
  });

  it('tells which images cannot be used and goes on with the rest', async () => {
    const broken = path.join(folder, 'broken.jpg');
    await writeFile(broken, 'no image');
    const store = await FeatureStore.open(path.join(folder, 'store'), gridFeature(encoder));
    const problems = await store.extract({
      paths: [paths[0], broken, path.join(folder, 'missing.jpg'), paths[1]],
    });
    assert.deepEqual([...problems.keys()], [1, 2]);
    assert.match(problems.get(2) ?? '', /does not exist/);
    (await store.grids([0, 3])).dispose();
    await store.close();
  });

  /** More images than are looked at in one step. */
  async function manyImages(): Promise<string[]> {
    await mkdir(path.join(folder, 'many'));
    const many = [...Array(20).keys()].map((at) => path.join(folder, 'many', `${at}.jpg`));
    await Promise.all(many.map((file) => copyFile(paths[0], file)));
    return many;
  }

  it('gives way between its steps, before the first image is looked at, too', async () => {
    const store = await FeatureStore.open(path.join(folder, 'store'), gridFeature(encoder));
    const looked: number[] = [];
    const betweenSteps = (): Promise<void> => Promise.resolve(void looked.push(looks));
    await store.extract({ paths: await manyImages(), betweenSteps });
    assert.deepEqual(looked, [0, 16]);
    await store.close();
  });

  it('looks at no further image once it is cancelled, and keeps what it has seen', async () => {
    const many = await manyImages();
    const abort = new AbortController();
    const store = await FeatureStore.open(path.join(folder, 'store'), gridFeature(encoder));
    const extracting = store.extract({ paths: many, signal: abort.signal, onProgress: () => abort.abort() });
    await assert.rejects(extracting, { name: 'AbortError' });
    assert.equal(looks, 16);
    await store.extract({ paths: many });
    assert.equal(looks, many.length);
    await store.close();
  });

  it('keeps no tensor of what it looks at, reads or fails to look at', async () => {
    const feature = gridFeature(encoder);
    const broken = { ...feature, toBytes: () => assert.fail('broken') };
    const { numTensors } = tf.memory();
    const store = await FeatureStore.open(path.join(folder, 'store'), feature);
    await store.extract({ paths });
    assert.equal(tf.memory().numTensors, numTensors);
    (await store.grids([0, 1, 2])).dispose();
    (await store.read([1])).dispose();
    assert.equal(tf.memory().numTensors, numTensors);
    await store.close();
    const failing = await FeatureStore.open(path.join(folder, 'broken'), broken);
    await assert.rejects(failing.extract({ paths }), /broken/);
    assert.equal(tf.memory().numTensors, numTensors);
    await failing.close();
  });
});
