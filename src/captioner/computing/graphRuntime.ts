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

/** What computes graphs that `OnnxGraph` wrote down. */
export interface GraphRuntime {
  /** @throws Error if it cannot compute this model */
  open(model: Uint8Array): GraphSession;
}
