import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import * as l10n from '@vscode/l10n';
import * as tf from '@tensorflow/tfjs-core';
import { reasonOf } from '../../dataset/files/reason';
import { learningBackends, type BackendName } from './backendChoice';

export interface ChosenBackend {
  name: BackendName;
  /** Why it is this one, for a person. */
  reason: string;
}

function labelOf(name: BackendName): string {
  if (name === 'tensorflow') return l10n.t('Native TensorFlow');
  return name === 'wasm' ? 'WebAssembly' : l10n.t('Plain JavaScript');
}

/**
 * Makes TensorFlow.js compute on a backend that works: under `auto`, the first of native TensorFlow, WASM and plain
 * JavaScript that passes a self-test.
 * @throws Error saying why, if the one that was asked for does not work
 */
export async function useBackend(choice: BackendName | 'auto'): Promise<ChosenBackend> {
  const refused: string[] = [];
  for (const name of choice === 'auto' ? learningBackends : [choice]) {
    try {
      await load(name);
      if (!(await tf.setBackend(name))) throw new Error(l10n.t('it could not be started'));
      await tf.ready();
      await selfTest();
      return { name, reason: [l10n.t('{0} works here.', labelOf(name)), ...refused].join(' ') };
    } catch (error) {
      refused.push(l10n.t('{0} does not: {1}.', labelOf(name), firstLine(error)));
    }
  }
  throw new Error(l10n.t('No backend works here. {0}', refused.join(' ')));
}

async function load(name: BackendName): Promise<void> {
  if (name === 'tensorflow') {
    loadNative();
  } else if (name === 'wasm') {
    const { setWasmPaths, setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(wasmFolder());
    // In Node, several threads were slower than one.
    setThreadsCount(1);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
}

function loadNative(): void {
  // Node 23 removed two functions that tfjs-node 4.22 still calls; the fix was never released.
  const removed = util as { isArray?: unknown; isNullOrUndefined?: unknown };
  removed.isArray ??= Array.isArray;
  removed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  try {
    createRequire(__filename)('@tensorflow/tfjs-node');
  } catch (error) {
    throw new Error(
      firstLine(error).includes('Cannot find module') ? l10n.t('it is not installed') : firstLine(error),
      {
        cause: error,
      },
    );
  }
}

/** Beside the bundled engine, else where npm put them. */
function wasmFolder(): string {
  const bundled = path.join(__dirname, 'wasm');
  if (existsSync(bundled)) return `${bundled}${path.sep}`;
  return `${path.join(path.dirname(createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist')}${path.sep}`;
}

/** A product and a convolution with known results: a library that loads may still compute wrong. */
async function selfTest(): Promise<void> {
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])));
  const sum = tf.tidy(() =>
    tf.conv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 1]), tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, 'valid'),
  );
  const values = [(await product.data())[0], (await sum.data())[0]];
  tf.dispose([product, sum]);
  if (values[0] !== 11 || values[1] !== 9) throw new Error(l10n.t('it computes wrong results'));
}

export function firstLine(error: unknown): string {
  return reasonOf(error).split('\n')[0].replace(/\.$/, '');
}
