/** Values of a graph's input or output, row after row. */
export interface GraphArray {
  data: Float32Array | Int32Array;
  sizes: readonly number[];
}

/** A graph that can be run. Whoever opened it releases it. */
export interface GraphSession {
  /**
   * Computes at once, as a step of the decoder is too short to be worth waiting for.
   * @returns the outputs by name
   * @throws Error if an input is missing or does not fit
   */
  run(inputs: Readonly<Record<string, GraphArray>>): Readonly<Record<string, Float32Array>>;
  release(): void;
}

/**
 * What graphs compute in. `float32` writes what TensorFlow.js does; `int8` takes about three quarters of the computing, and writes another
 * caption, about as good on average, for two images of five (docs/performance.md).
 */
export type Precision = 'float32' | 'int8';

/** What computes graphs that `OnnxGraph` wrote down. */
export interface GraphRuntime {
  /** In what it was chosen to compute. */
  precision: Precision;
  /** Whether it cuts off sums of products of integers with and without a sign; see the function of that name. */
  cutsSums: boolean;
  /** @throws Error if it cannot compute this model */
  open(model: Uint8Array): GraphSession;
}

/** The same runtime where a model learns: what it looks at and what it is compared with are to be as near as can be. */
export function inFloat32(runtime: GraphRuntime | undefined): GraphRuntime | undefined {
  return runtime && { precision: 'float32', cutsSums: runtime.cutsSums, open: (model) => runtime.open(model) };
}
