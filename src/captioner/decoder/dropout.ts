import * as tf from '@tensorflow/tfjs-core';

/**
 * A dropout mask of any shape: 0 with probability `rate`, else 1 / (1 − rate). Made here rather than by a backend, so
 * that a seed gives the same training on all of them; xorshift32 (Marsaglia 2003) is fast enough for a million values.
 */
export class DropoutSource {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b) | 0 || 1;
    for (let round = 0; round < 8; round++) this.next();
  }

  mask(shape: readonly number[], rate: number): tf.Tensor {
    const values = new Float32Array(tf.util.sizeFromShape([...shape]));
    const kept = 1 / (1 - rate);
    const threshold = rate * 0x1_0000_0000;
    for (let at = 0; at < values.length; at++) values[at] = this.next() < threshold ? 0 : kept;
    return tf.tensor(values, [...shape]);
  }

  private next(): number {
    let state = this.state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return state >>> 0;
  }
}
