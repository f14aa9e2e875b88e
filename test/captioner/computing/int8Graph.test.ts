import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphRuntime } from '../../../src/captioner/computing/graphRuntime';
import { Int8Graph } from '../../../src/captioner/computing/int8Graph';
import { useBackend } from '../../../src/engine/backends/backends';
import { onnxRuntimeHere } from './onnxRuntimeHere';

describe('A graph in integers of 8 bits', () => {
  let runtime: GraphRuntime;
  before(async function () {
    const here = await onnxRuntimeHere();
    if (!here) return this.skip();
    runtime = here;
    await useBackend('cpu');
  });

  /** Rows times a matrix. */
  function multiply(rows: tf.Tensor2D, matrix: tf.Tensor2D, turn = false): Float32Array {
    const [[count, size], [, columns]] = [rows.shape, matrix.shape];
    const graph = new Int8Graph('int8');
    const input = graph.input({ name: 'rows', type: 'float32', sizes: ['count', size] });
    const weights = graph.weights({ matrix: turn ? tf.transpose<tf.Tensor2D>(matrix) : matrix });
    const product = turn ? graph.matMulTransposed(input, weights.matrix) : graph.matMul(input, weights.matrix);
    graph.output({ name: 'product', type: 'float32', sizes: ['count', columns] }, product);
    const session = runtime.open(graph.encode());
    try {
      return session.run({ rows: { data: rows.dataSync<'float32'>(), sizes: [count, size] } }).product;
    } finally {
      session.release();
    }
  }

  const random = (rows: number, columns: number, seed: number): tf.Tensor2D =>
    tf.randomNormal<tf.Rank.R2>([rows, columns], 0, 1, 'float32', seed);

  /** How far off a product is, as a share of it. */
  function errorOf(rows: tf.Tensor2D, matrix: tf.Tensor2D): number {
    const expected = tf.matMul(rows, matrix).dataSync();
    const off = multiply(rows, matrix).map((value, at) => value - expected[at]);
    const length = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));
    return length(off) / length(expected);
  }

  it('multiplies with a matrix of weights nearly as in float32', () => {
    const error = errorOf(random(3, 128, 1), random(128, 80, 2));
    assert.ok(error > 1e-4, `it is off by ${error}, so that it is not computed in integers`);
    assert.ok(error < 0.02, `it is off by ${error}`);
  });

  it('multiplies alike with the rows of a matrix as with its columns', () => {
    const [rows, matrix] = [random(3, 128, 8), random(128, 80, 9)];
    assert.deepEqual(multiply(rows, matrix, true), multiply(rows, matrix));
  });

  it('gives a row the same product whatever stands beside it', () => {
    const matrix = random(128, 80, 3);
    const [row, loud] = [random(1, 128, 4), tf.mul(random(1, 128, 5), 100) as tf.Tensor2D];
    assert.deepEqual(multiply(tf.concat([row, loud]), matrix).slice(0, 80), multiply(row, matrix));
  });

  it('leaves a matrix as it is whose columns cannot be cut into blocks, and a narrow one', () => {
    for (const [rows, columns] of [
      [100, 80],
      [128, 3],
    ])
      assert.ok(errorOf(random(3, rows, 6), random(rows, columns, 7)) < 1e-6);
  });
});
