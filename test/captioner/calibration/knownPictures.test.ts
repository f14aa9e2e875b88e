import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { familiarityAt } from '../../../src/captioner/calibration/familiarity';
import {
  deviationsOff,
  distanceFrom,
  knownPicturesSchema,
  ofLengthOne,
  spaceFromKnown,
  type KnownPictures,
} from '../../../src/captioner/calibration/knownPictures';
import { normalTail } from '../../../src/captioner/calibration/normalTail';
import { measureKnown } from '../../../src/captioner/calibration/measureKnown';
import { principalDirections } from '../../../src/captioner/calibration/principalDirections';
import { product } from '../../../src/captioner/calibration/rightAngles';
import { seededRandom } from '../../../src/dataset/collections/random';

const channels = 24;

/** Pictures that differ mostly in their first four channels, by a lot, and elsewhere a little. */
function pictures(count: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    Float32Array.from({ length: channels }, (_, at) => (at < 4 ? 2 * random() : 0.5 + 0.05 * random())),
  );
}

describe('The directions in which vectors differ most', () => {
  before(() => tf.setBackend('wasm'));

  it('are those of the greatest variance, of length 1 and at right angles, and leave no tensor behind', () => {
    const random = seededRandom(2);
    const vectors = Array.from({ length: 60 }, () =>
      Float32Array.from({ length: 6 }, (_, at) => [0.1, 3, 0.1, 2, 0.1, 0.1][at]! * (random() - 0.5)),
    );
    const before = tf.memory().numTensors;
    const directions = principalDirections(vectors, 2);
    assert.equal(tf.memory().numTensors, before);
    for (const channel of [1, 3]) {
      const along = directions.reduce((sum, direction) => sum + direction[channel]! ** 2, 0);
      assert.ok(along > 0.99, `channel ${channel}: ${along}`);
    }
    assert.ok(Math.abs(product(directions[0]!, directions[1]!)) < 1e-5);
    for (const direction of directions) assert.ok(Math.abs(product(direction, direction) - 1) < 1e-5);
  });

  it('are none beyond those that there are', () => {
    const vectors = [Float32Array.of(1, 0, 0), Float32Array.of(-1, 0, 0)];
    const lengths = principalDirections(vectors, 2).map((direction) => product(direction, direction));
    assert.ok(Math.abs(lengths[0]! - 1) < 1e-6 && lengths[1]! < 1e-6, lengths.join(' '));
  });
});

describe('A collection of known pictures', () => {
  let known: KnownPictures;
  let distances: readonly number[];
  let space: ReturnType<typeof spaceFromKnown>;
  before(async () => {
    await tf.setBackend('wasm');
    ({ known, distances } = measureKnown(pictures(200, 1)));
    space = spaceFromKnown(known, channels);
  });
  const deviations = (picture: Float32Array): number => deviationsOff(known, distanceFrom(space, ofLengthOne(picture)));

  it('is as far from others of its kind as it was measured on itself', () => {
    const others = pictures(400, 7).map(deviations);
    const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
    assert.ok(Math.abs(mean) < 0.5, `${mean}`);
    assert.equal(distances.length, 200);
  });

  it('is far from a picture that differs from it elsewhere, however like it that is on the whole', () => {
    const strange = pictures(40, 9).map((picture) => picture.map((value, at) => (at === 20 ? 1.2 : value)));
    for (const picture of strange) assert.ok(deviations(picture) > 4, `${deviations(picture)}`);
  });

  it('is kept as data that says the same when it is read', () => {
    const read = knownPicturesSchema.parse(JSON.parse(JSON.stringify(known)));
    assert.deepEqual(read, known);
    assert.ok(JSON.stringify(measureKnown(pictures(3, 1))).length < 1000, 'three pictures have no directions');
  });

  it('is refused where it is of vectors of another length', () => {
    assert.throws(() => spaceFromKnown(known, 23), /centre has 48 bytes instead of 46/);
    const one = { ...known, directions: Buffer.alloc(channels + 1).toString('base64') };
    assert.throws(() => spaceFromKnown(one, channels), /directions have 25 bytes instead of 24 for each of at most 64/);
    const most = { ...known, directions: Buffer.alloc(64 * channels).toString('base64') };
    assert.equal(spaceFromKnown(most, channels).directions.length, 64);
    const more = { ...known, directions: Buffer.alloc(65 * channels).toString('base64') };
    assert.throws(() => spaceFromKnown(more, channels), /directions have 1560 bytes/);
  });

  it('has a direction for eight pictures, and for four channels, at most', () => {
    const directionsOf = (count: number): number =>
      spaceFromKnown(measureKnown(pictures(count, 1)).known, channels).directions.length;
    assert.deepEqual([7, 8, 16, 47, 48, 200].map(directionsOf), [0, 1, 2, 5, 6, 6]);
  });

  it('has directions at right angles and of length 1, as the ones it was made of', () => {
    for (const [at, direction] of space.directions.entries())
      for (const [other, another] of space.directions.entries())
        assert.ok(Math.abs(product(direction, another) - (at === other ? 1 : 0)) < 1e-5, `${at} ${other}`);
  });

  it('is not infinitely far from anything where all of its pictures are alike', () => {
    const alike = measureKnown(Array.from({ length: 10 }, () => Float32Array.of(1, 0, 0, 0)));
    assert.equal(alike.known.distance.deviation, 0.02);
    assert.deepEqual(alike.distances, new Array(10).fill(0));
    assert.ok(Math.abs(deviationsOff(alike.known, 0)) < 0.01);
    assert.ok(Number.isFinite(deviationsOff(alike.known, 1)));
  });

  it('may be of one picture, or of pictures of nothing', () => {
    const [picture] = pictures(1, 1);
    assert.deepEqual(measureKnown([picture]).distances, [0]);
    assert.deepEqual(ofLengthOne(new Float32Array(4)), new Float32Array(4));
    assert.deepEqual(ofLengthOne(Float32Array.of(3, 0, 4)), Float32Array.of(0.6, 0, 0.8));
    assert.deepEqual(measureKnown([new Float32Array(4), new Float32Array(4)]).distances, [0, 0]);
  });

  it('measures each picture by the others, so that one that is alone of its kind lies far off', () => {
    const odd = pictures(1, 3)[0].map((value, at) => (at === 20 ? 1.2 : value));
    for (const place of [0, 99]) {
      const { distances: measured } = measureKnown(pictures(99, 1).toSpliced(place, 0, odd));
      assert.ok(measured[place] > 3 * Math.max(...measured.toSpliced(place, 1)), `${measured[place]}`);
    }
  });
});

describe('Familiarity', () => {
  it('is 1 for all but the most unusual of the known pictures, and falls to nothing with the normal tail', () => {
    assert.equal(familiarityAt(1.9), 1);
    assert.ok(Math.abs(familiarityAt(3) - 0.0675) < 0.001, `${familiarityAt(3)}`);
    assert.ok(familiarityAt(5) < 1e-4);
    assert.ok(Math.abs(normalTail(1.96) - 0.025) < 1e-4 && Math.abs(normalTail(-1.96) - 0.975) < 1e-4);
  });
});
