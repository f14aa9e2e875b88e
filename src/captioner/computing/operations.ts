/** The size of a dimension: a number, another value's size there, or -1 for what is left. */
export type Size<Value> = number | { of: Value; axis: number };

/** How a convolution goes over feature maps; it pads as TensorFlow's `same` does. */
export interface Convolution {
  stride: 1 | 2;
  activation: 'relu6' | 'linear';
  /** Whether each channel has a kernel of its own. */
  depthwise?: boolean;
}

/**
 * What the encoder's and the decoder's forward passes are written in. Each pass is described once, over these operations:
 * `tensorFlow` computes them at once, `OnnxGraph` writes them down for ONNX Runtime. Values broadcast as in NumPy.
 */
export interface Operations<Value> {
  /** Products of matrices; one of two dimensions is multiplied with all of the other's. */
  matMul(left: Value, right: Value): Value;
  /** [rows, n] · [m, n]ᵀ */
  matMulTransposed(left: Value, right: Value): Value;
  /** [rows, n] · [n, m] + [m] */
  linear(input: Value, kernel: Value, bias: Value): Value;
  /** [n, m] → [m, n] */
  transpose(matrix: Value): Value;
  add(one: Value, other: Value): Value;
  subtract(one: Value, other: Value | number): Value;
  multiply(one: Value, other: Value): Value;
  divide(one: Value, other: Value | number): Value;
  tanh(value: Value): Value;
  sigmoid(value: Value): Value;
  relu(value: Value): Value;
  clip(value: Value, least: number, most: number): Value;
  /** Over the last dimension. */
  softmax(value: Value): Value;
  /** Over the last dimension. */
  logSoftmax(value: Value): Value;
  /** Over a dimension, which goes. */
  mean(value: Value, axis: number): Value;
  /** Over a dimension, which goes. */
  max(value: Value, axis: number): Value;
  /** The Euclidean length over the last dimension, which becomes 1. */
  length(value: Value): Value;
  concat(values: readonly Value[], axis: number): Value;
  split(value: Value, sizes: readonly number[], axis: number): Value[];
  reshape(value: Value, sizes: readonly Size<Value>[]): Value;
  /** Rows of a table. */
  gather(table: Value, rows: Value): Value;
  /** Nothing of what `compute` makes is needed afterwards but its result. */
  tidy(compute: () => Value): Value;
  /** Feature maps, in whatever layout `convolve` takes. @param images [batch, height, width, channels] */
  toFeatureMaps(images: Value): Value;
  /**
   * @param kernel [height, width, in, out]; depthwise [height, width, channels, 1]
   * @param bias [out]
   */
  convolve(maps: Value, kernel: Value, bias: Value, convolution: Convolution): Value;
  /** Feature maps, location by location. @returns [batch, locations, channels] */
  toLocations(maps: Value, channels: number): Value;
}

/** Weights by name. */
export type Weights<Value> = Readonly<Record<string, Value>>;
