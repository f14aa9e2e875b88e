import type { GraphRuntime, Precision } from '../../../src/captioner/computing/graphRuntime';
import { loadOnnxRuntime } from '../../../src/engine/backends/onnxRuntime';

/** ONNX Runtime, if it is on this machine: it is not on every one. */
export async function onnxRuntimeHere(precision?: Precision): Promise<GraphRuntime | undefined> {
  try {
    return await loadOnnxRuntime(precision);
  } catch {
    return undefined;
  }
}
