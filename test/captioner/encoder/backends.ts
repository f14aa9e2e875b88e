import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes a backend the current one. It is loaded only now: a test file that loads one at its top would take it to the
 * other test files of the same process.
 * @returns whether it is there; native TensorFlow is not on every machine
 */
export async function useBackend(name: 'tensorflow' | 'wasm' | 'cpu'): Promise<boolean> {
  if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (name === 'tensorflow') {
    process.env.TF_CPP_MIN_LOG_LEVEL = '2';
    // Node 23 dropped two functions that the package calls.
    Object.assign(util, {
      isArray: Array.isArray,
      isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    });
    try {
      await import('@tensorflow/tfjs-node');
    } catch {
      return false;
    }
  }
  return tf.setBackend(name);
}
