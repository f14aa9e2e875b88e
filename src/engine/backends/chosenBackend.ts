import * as tf from '@tensorflow/tfjs-core';
import * as l10n from '@vscode/l10n';
import type { GraphRuntime } from '../../captioner/computing/graphRuntime';
import type { BackendChoice } from './backendChoice';
import { firstLine, useBackend } from './backends';
import { loadOnnxRuntime } from './onnxRuntime';

/** What computes in this process. */
export interface Backend {
  name: Exclude<BackendChoice, 'auto'>;
  /** Why it is this one, for a person. */
  reason: string;
  /** What looks at images and writes captions, where that is not TensorFlow.js. */
  runtime?: GraphRuntime;
  /** To be awaited before a model learns, which TensorFlow.js alone can let it. @throws Error if no backend of it works here */
  readyToLearn: () => Promise<void>;
}

/**
 * Finds what works here: under `auto`, ONNX Runtime captions where it loads, and TensorFlow.js, which it takes longer to load,
 * is made ready when a model is to learn.
 * @param load loads ONNX Runtime
 * @throws Error saying why, if the one that was asked for does not work
 */
export async function chooseBackend(choice: BackendChoice, load = loadOnnxRuntime): Promise<Backend> {
  let refused = '';
  if (choice === 'auto' || choice === 'onnx' || choice === 'onnx-int8') {
    try {
      return await captionWith(await load(choice === 'onnx-int8' ? 'int8' : 'float32'));
    } catch (error) {
      refused = l10n.t('{0} does not: {1}.', 'ONNX Runtime', whyNotLoaded(error));
      if (choice !== 'auto') throw new Error(l10n.t('No backend works here. {0}', refused), { cause: error });
    }
  }
  const { name, reason } = await useBackend(choice);
  return {
    name,
    reason: refused === '' ? reason : `${reason} ${refused}`,
    readyToLearn: () => Promise.resolve(),
  };
}

async function captionWith(runtime: GraphRuntime): Promise<Backend> {
  // It holds what goes into graphs and comes out of them, and need not say that others are faster.
  tf.enableProdMode();
  await useBackend('cpu');
  let learning: Promise<unknown> | undefined;
  return {
    name: runtime.precision === 'int8' ? 'onnx-int8' : 'onnx',
    reason: l10n.t('{0} works here.', 'ONNX Runtime'),
    runtime,
    readyToLearn: async () => {
      learning ??= useBackend('auto');
      await learning;
    },
  };
}

function whyNotLoaded(error: unknown): string {
  const reason = firstLine(error);
  return reason.includes('Cannot find') ? l10n.t('it is not installed') : reason;
}
