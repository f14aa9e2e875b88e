import assert from 'node:assert/strict';
import { useBackend } from '../../../src/engine/backends/backends';
import { fromGridBytes, toGridBytes } from '../../../src/engine/features/gridBytes';

const halfAStep = 3 / 255;

describe('The bytes of a grid', () => {
  before(() => useBackend('cpu'));

  it('are the nearest to its values, from 0 to 6', () => {
    const values = Float32Array.from({ length: 6001 }, (_, at) => at / 1000);
    const read = fromGridBytes([toGridBytes(values)], 6001, 1);
    const off = read.dataSync().map((value, at) => Math.abs(value - values[at]));
    read.dispose();
    assert.ok(Math.max(...off) <= halfAStep + 1e-6, String(Math.max(...off)));
  });

  it('are the same once they were read and written again', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const read = fromGridBytes([all, all], 16, 16);
    assert.deepEqual(toGridBytes(Float32Array.from(read.dataSync())), Uint8Array.from([...all, ...all]));
    read.dispose();
  });
});
