import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { fitRidge, interceptKernel } from '../../../src/captioner/evidence/ridge';
import '../../harness/propertySeed';

const numbers = (rows: number, columns: number): fc.Arbitrary<Matrix> =>
  fc
    .array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .map((values) => new Matrix(values));

describe('Ridge regression', () => {
  it('says of an example that is left out what a fit to the others says', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbers(7, 3),
        numbers(7, 2),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        async (examples, targets, penalty) => {
          const { leftOut } = await fitRidge(examples.mmul(examples.transpose()), targets, penalty);
          for (let at = 0; at < 7; at++) {
            const others = [0, 1, 2, 3, 4, 5, 6].filter((other) => other !== at);
            const rest = examples.selection(others, [0, 1, 2]);
            const refit = await fitRidge(rest.mmul(rest.transpose()), targets.selection(others, [0, 1]), penalty);
            const kernel = examples.getRowVector(at).mmul(rest.transpose()).add(interceptKernel);
            const said = kernel.mmul(refit.weights).to1DArray();
            said.forEach((value, target) => assert.ok(Math.abs(value - leftOut.get(at, target)) < 1e-6));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('hardly shrinks what all examples have in common', async () => {
    const { leftOut } = await fitRidge(Matrix.zeros(20, 20), Matrix.ones(20, 1), 1);
    assert.ok(
      leftOut.getColumn(0).every((value) => Math.abs(value - 1) < 0.01),
      leftOut.getColumn(0).join(' '),
    );
  });

  it('gives way between its parts', async () => {
    let times = 0;
    await fitRidge(Matrix.eye(120), Matrix.ones(120, 1), 1, () => Promise.resolve(void times++));
    assert.equal(times, 3);
  });
});
