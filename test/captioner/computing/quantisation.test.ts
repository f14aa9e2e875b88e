import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quantisationOf, quantiseColumns, quantiseParts } from '../../../src/captioner/computing/quantisation';
import '../../harness/propertySeed';

describe('Real numbers as integers of 8 bits', () => {
  const float = fc.float({ min: -1000, max: 1000, noNaN: true });

  it('have 0 among them, and both ends of their range within half a step', () => {
    const least = fc.double({ min: -500, max: 0, noNaN: true });
    const most = fc.double({ min: 0.01, max: 500, noNaN: true });
    fc.assert(
      fc.property(least, most, (from, to) => {
        const { scale, zero } = quantisationOf([from, to]);
        assert.ok(Number.isInteger(zero) && zero >= 0 && zero <= 255);
        for (const end of [from, to]) {
          const integer = Math.min(255, Math.max(0, Math.round(end / scale) + zero));
          assert.ok(Math.abs((integer - zero) * scale - end) <= scale * 0.501);
        }
      }),
    );
  });

  it('are within half a step of what they were, in parts with a scale each', () => {
    fc.assert(
      fc.property(fc.array(float, { minLength: 12, maxLength: 12 }), (weights) => {
        const { values, scales } = quantiseParts(Float32Array.from(weights), 3);
        weights.forEach((weight, at) => {
          const scale = scales[Math.floor(at / 4)];
          assert.ok(Math.abs(values[at] * scale - weight) <= scale * 0.501);
        });
      }),
    );
  });

  it('are within half a step of what they were, column by column with a scale for each block', () => {
    const [rows, columns, block] = [4, 3, 2];
    fc.assert(
      fc.property(fc.array(float, { minLength: rows * columns, maxLength: rows * columns }), (weights) => {
        const { values, scales } = quantiseColumns(Float32Array.from(weights), [rows, columns], block);
        weights.forEach((weight, at) => {
          const place = (at % columns) * rows + Math.floor(at / columns);
          const scale = scales[Math.floor(place / block)];
          assert.ok(Math.abs((values[place] - 128) * scale - weight) <= scale * 0.501);
        });
      }),
    );
  });

  it('are 0 where all of them are', () => {
    assert.deepEqual([...quantiseParts(new Float32Array(4), 2).values], [0, 0, 0, 0]);
    assert.deepEqual([...quantiseColumns(new Float32Array(4), [4, 1], 2).values], [128, 128, 128, 128]);
  });
});
