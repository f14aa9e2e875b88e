import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** A kernel's share that is the same for all examples: so large that the intercept is hardly penalised. */
export const interceptKernel = 10;

const columnsAtATime = 50;

export interface RidgeFit {
  /** Of the examples, for each target [examples, targets]: a prediction is the kernel with the examples times these. */
  weights: Matrix;
  /** What is predicted of each example by a fit to all others [examples, targets]. */
  leftOut: Matrix;
}

/**
 * Ridge regression with an intercept, in its dual form: as many unknowns as examples, however long their vectors are. What a fit
 * without an example would say of it follows in closed form (Hastie, Tibshirani and Friedman 2009, section 7.10).
 * @param kernel inner products of the examples' vectors [examples, examples]
 * @param targets [examples, targets]
 * @param penalty what is added to the diagonal; greater than 0
 * @param betweenSteps awaited now and then: five hundred examples take some seconds
 */
export async function fitRidge(
  kernel: Matrix,
  targets: Matrix,
  penalty: number,
  betweenSteps?: () => Promise<void>,
): Promise<RidgeFit> {
  const examples = kernel.rows;
  const penalised = Matrix.add(kernel, interceptKernel).add(Matrix.eye(examples, examples, penalty));
  const decomposition = new CholeskyDecomposition(penalised);
  const inverse = Matrix.zeros(examples, examples);
  for (let first = 0; first < examples; first += columnsAtATime) {
    await betweenSteps?.();
    const columns = Math.min(columnsAtATime, examples - first);
    const some = Matrix.zeros(examples, columns);
    for (let at = 0; at < columns; at++) some.set(first + at, at, 1);
    inverse.setSubMatrix(decomposition.solve(some), 0, first);
  }
  const weights = inverse.mmul(targets);
  const leftOut = targets.clone();
  for (let example = 0; example < examples; example++) {
    for (let target = 0; target < targets.columns; target++) {
      const error = weights.get(example, target) / inverse.get(example, example);
      leftOut.set(example, target, targets.get(example, target) - error);
    }
  }
  return { weights, leftOut };
}
