import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { colourChannels, coloursOf } from '../../../src/captioner/encoder/colours';
import '../../harness/propertySeed';
import { useBackend } from './backends';

type Colour = readonly [number, number, number];
const [gridSize, size] = [2, 16];
/** Levels of red, green and blue from 0 to 2, as one place. */
const placeOf = (red: number, green: number, blue: number): number => (red * 3 + green) * 3 + blue;

/** The shares of the colours at each location of an image whose pixels a rule gives. */
function sharesOf(colourAt: (row: number, column: number) => Colour): number[][] {
  const pixels = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => [...colourAt(row, column)]),
  );
  const images = tf.tensor4d([pixels]);
  const colours = coloursOf(images, gridSize);
  images.dispose();
  assert.equal(colours.length, gridSize * gridSize * colourChannels);
  return Array.from({ length: gridSize * gridSize }, (_, place) =>
    Array.from(colours.subarray(place * colourChannels, (place + 1) * colourChannels), (share) => share / 6),
  );
}

describe('The colours of an image', () => {
  before(() => useBackend('cpu'));

  it('are told location by location', () => {
    const [topLeft, topRight, bottomLeft] = sharesOf((row, column) =>
      row < size / 2 ? (column < size / 2 ? [255, 0, 0] : [0, 0, 255]) : [255, 255, 255],
    );
    assert.equal(topLeft[placeOf(2, 0, 0)], 1);
    assert.equal(topRight[placeOf(0, 0, 2)], 1);
    assert.equal(bottomLeft[placeOf(2, 2, 2)], 1);
  });

  it('count for both of two levels that they lie between', () => {
    const [shares] = sharesOf(() => [255 / 4, 0, 0]);
    assert.ok(Math.abs(shares[placeOf(0, 0, 0)] - 0.5) < 1e-6);
    assert.ok(Math.abs(shares[placeOf(1, 0, 0)] - 0.5) < 1e-6);
  });

  it('have shares that make a whole everywhere, whatever the pixels are', () => {
    const value = fc.integer({ min: 0, max: 255 });
    const pixels = fc.array(fc.tuple(value, value, value), { minLength: size * size, maxLength: size * size });
    fc.assert(
      fc.property(pixels, (colours) => {
        for (const shares of sharesOf((row, column) => colours[row * size + column]))
          assert.ok(
            Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-5 && shares.every((share) => share >= 0),
          );
      }),
      { numRuns: 20 },
    );
  });

  it('are those of all of the image where locations do not divide it evenly', () => {
    const images = tf.ones<tf.Rank.R4>([1, 260, 260, 3]);
    const colours = coloursOf(images, 9);
    assert.ok(colours.every((value) => Number.isFinite(value)));
    images.dispose();
  });
});
