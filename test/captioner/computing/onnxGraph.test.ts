import assert from 'node:assert/strict';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { OnnxGraph, type GraphValue } from '../../../src/captioner/computing/onnxGraph';

describe('A graph that is written down', () => {
  before(() => tf.setBackend('wasm'));

  it('has nothing in it that no output needs: neither what was computed nor the weights of it', () => {
    const weights = { used: tf.ones([2, 2]), unused: tf.ones([2, 2]) };
    const encode = (compute: (graph: OnnxGraph, input: GraphValue) => GraphValue): Uint8Array => {
      const graph = new OnnxGraph();
      graph.output({ name: 'product', type: 'float32', sizes: [1, 2] }, compute(graph, inputOf(graph)));
      return graph.encode();
    };
    const plain = encode((graph, input) => graph.matMul(input, graph.weights(weights).used));
    const idle = encode((graph, input) => {
      const { used, unused } = graph.weights(weights);
      const product = graph.matMul(input, used);
      graph.matMul(input, graph.transpose(unused));
      return product;
    });
    tf.dispose(weights);
    assert.deepEqual(idle.length, plain.length);
  });
});

function inputOf(graph: OnnxGraph): GraphValue {
  return graph.input({ name: 'input', type: 'float32', sizes: [1, 2] });
}
