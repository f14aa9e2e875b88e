/** Directions of the same space, of length 1 (Gram and Schmidt); a vector that those before it say already becomes zero. */
export function atRightAngles(vectors: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(product(vector, vector));
    const rest = vector.slice();
    for (const direction of done) {
      const along = product(rest, direction);
      // A loop, as a function for each value takes several times as long, and a model is opened with millions of them.
      for (let at = 0; at < rest.length; at++) rest[at] -= along * direction[at];
    }
    const length = Math.sqrt(product(rest, rest));
    // Of what is left after rounding nothing can be made.
    const isNew = length > 1e-5 * before;
    done.push(rest.map((value) => (isNew ? value / length : 0)));
  }
  return done;
}

/** The inner product of two vectors of the same length. */
export function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at] * other[at];
  return sum;
}
