import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Calibration } from '../../../src/captioner/calibration/calibration';
import { FamiliarityGauge, measureFamiliarity } from '../../../src/captioner/calibration/familiarity';
import { taughtCalibration } from '../../../src/captioner/calibration/taughtCalibration';
import type { GridSource } from '../../../src/captioner/training/examples';
import { seededRandom } from '../../../src/dataset/random';

const random = seededRandom(5);
/** Pictures of one location and eight channels, the first or the last four of them strong. */
function pictures(count: number, first: boolean): number[][] {
  return Array.from({ length: count }, () =>
    Array.from({ length: 8 }, (_, at) => (at < 4 === first ? 1 : 0.1) + 0.2 * random()),
  );
}

function source(grids: readonly number[][]): GridSource {
  return { grids: (indices) => tf.tensor3d(indices.map((index) => [grids[index]])) };
}

const curve = { a: 1, b: 1, c: 0 };
const photographs = pictures(200, true);
const base: Calibration = {
  word: curve,
  caption: curve,
  familiar: [measureFamiliarity(photographs.map((grid) => Float32Array.from(grid)))],
  images: 200,
};
const indices = Array.from({ length: 10 }, (_, at) => at);

describe('The calibration of a model that was fine-tuned', () => {
  it('knows what it was taught, besides what its base knew', async () => {
    const drawings = pictures(20, false);
    const taught = await taughtCalibration(base, indices, source(drawings));
    const [before, after] = [base, taught ?? base].map(({ familiar }) => new FamiliarityGauge(familiar, 8));
    const another = Float32Array.from(drawings[15] ?? []);
    assert.ok((before?.of(another) ?? 1) < 0.01);
    assert.ok((after?.of(another) ?? 0) > 0.3, `${after?.of(another)}`);
    assert.equal(
      after?.of(Float32Array.from(photographs[0] ?? [])),
      before?.of(Float32Array.from(photographs[0] ?? [])),
    );
  });

  it('is that of its base where it was taught more of the same, and none where that has none', async () => {
    assert.equal(await taughtCalibration(base, indices, source(photographs)), base);
    assert.equal(await taughtCalibration(undefined, indices, source(photographs)), undefined);
  });

  it('does not grow for ever', async () => {
    let calibration: Calibration | undefined = base;
    for (let round = 0; round < 40; round++) {
      const strange = Array.from({ length: 10 }, () =>
        Array.from({ length: 8 }, (_, at) => (at === round % 8 ? 5 : 0.01 * random())),
      );
      calibration = await taughtCalibration(calibration, indices, source(strange));
    }
    assert.ok((calibration?.familiar.length ?? 0) <= 20);
    assert.deepEqual(calibration?.familiar[0], base.familiar[0]);
  });
});
