import * as l10n from '@vscode/l10n';
import type * as Library from 'onnxruntime-node';
import type { Binding, binding } from 'onnxruntime-node/dist/binding.js';
import { cutsSums } from '../../captioner/computing/cutSums';
import type { GraphArray, GraphRuntime, GraphSession, Precision } from '../../captioner/computing/graphRuntime';
import { OnnxGraph } from '../../captioner/computing/onnxGraph';

/**
 * ONNX Runtime in this process.
 * @param precision what it computes captions in
 * @throws Error if it does not load here, or computes wrong results
 */
export async function loadOnnxRuntime(precision: Precision = 'float32'): Promise<GraphRuntime> {
  const library = await import('onnxruntime-node');
  // The package's own functions put the same call into the event loop's queue: between two steps of a caption, whoever else
  // is at work could then release what the next one needs.
  const { binding, initOrt } = await import('onnxruntime-node/dist/binding.js');
  library.env.logLevel = 'error';
  initOrt();
  const open = (model: Uint8Array): GraphSession => new OnnxSession(model, library, binding);
  const runtime: GraphRuntime = { precision, cutsSums: false, open };
  selfTest(runtime);
  return { ...runtime, cutsSums: precision === 'int8' && cutsSums(runtime) };
}

class OnnxSession implements GraphSession {
  private readonly session: Binding.InferenceSession;
  private readonly outputs: Record<string, null>;

  constructor(
    model: Uint8Array,
    private readonly library: typeof Library,
    { InferenceSession }: typeof binding,
  ) {
    this.session = new InferenceSession();
    const { buffer, byteOffset, byteLength } = model;
    if (!(buffer instanceof ArrayBuffer)) throw new TypeError('A model in shared memory cannot be opened.');
    this.session.loadModel(buffer, byteOffset, byteLength, sessionOptions);
    this.outputs = Object.fromEntries(this.session.outputMetadata.map(({ name }) => [name, null]));
  }

  run(inputs: Readonly<Record<string, GraphArray>>): Record<string, Float32Array> {
    const { Tensor } = this.library;
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { data, sizes }]) => [
        name,
        data instanceof Float32Array ? new Tensor('float32', data, sizes) : new Tensor('int32', data, sizes),
      ]),
    );
    const made = this.session.run(feeds, this.outputs, {});
    return Object.fromEntries(Object.entries(made).map(([name, value]) => [name, float32Of(name, value)]));
  }

  release(): void {
    this.session.dispose();
  }
}

/** One thread: a step is too short to be shared, and threads that wait for one spin where others could compute. */
const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, graphOptimizationLevel: 'all' } as const;

function float32Of(name: string, value: { data: unknown }): Float32Array {
  if (value.data instanceof Float32Array) return value.data;
  throw new TypeError(`The output "${name}" is not of type float32.`);
}

/** A product with a known result: a library that loads may still compute wrong. */
function selfTest(runtime: GraphRuntime): void {
  const graph = new OnnxGraph();
  const left = graph.input({ name: 'left', type: 'float32', sizes: [1, 2] });
  const right = graph.input({ name: 'right', type: 'float32', sizes: [2, 1] });
  graph.output({ name: 'product', type: 'float32', sizes: [1, 1] }, graph.matMul(left, right));
  const session = runtime.open(graph.encode());
  try {
    const { product } = session.run({
      left: { data: Float32Array.of(1, 2), sizes: [1, 2] },
      right: { data: Float32Array.of(3, 4), sizes: [2, 1] },
    });
    if (product[0] !== 11) throw new Error(l10n.t('it computes wrong results'));
  } finally {
    session.release();
  }
}
