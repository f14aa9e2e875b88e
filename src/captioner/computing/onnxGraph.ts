import type * as tf from '@tensorflow/tfjs-core';
import { encodeOnnxModel, type OnnxAttribute, type OnnxConstant, type OnnxNode, type OnnxPort } from './onnxModel';
import type { Convolution, Operations, Size, Weights } from './operations';

/** A value of a graph: its name there. */
export interface GraphValue {
  readonly name: string;
}

/** Writes down what is computed, in ONNX's operators, instead of computing it. */
export class OnnxGraph implements Operations<GraphValue> {
  private readonly nodes: OnnxNode[] = [];
  protected readonly constants = new Map<string, OnnxConstant>();
  private readonly inputs: OnnxPort[] = [];
  private readonly outputs: OnnxPort[] = [];
  private made = 0;

  /** What the graph is told when it runs. */
  input(port: OnnxPort): GraphValue {
    this.inputs.push(port);
    return { name: port.name };
  }

  /** What the graph gives. */
  output(port: OnnxPort, value: GraphValue): void {
    this.nodes.push({ operator: 'Identity', inputs: [value.name], outputs: [port.name], attributes: {} });
    this.outputs.push(port);
  }

  /** Weights as constants of the graph; those that nothing is computed with are not written. They stay the caller's. */
  weights(tensors: Weights<tf.Tensor>): Weights<GraphValue> {
    return Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => {
        const bytes = (): Uint8Array => bytesOf(tensor.dataSync<'float32'>());
        return [name, this.constant({ name: `weights/${name}`, type: 'float32', sizes: tensor.shape, bytes })];
      }),
    );
  }

  /** The graph as the bytes of a model: of what was written down, all that an output needs. */
  encode(): Uint8Array {
    const { inputs, outputs } = this;
    const used = new Set(outputs.map(({ name }) => name));
    // A node comes after those that it reads.
    const nodes = this.nodes.toReversed().filter((node) => {
      const isUsed = node.outputs.some((name) => used.has(name));
      if (isUsed) for (const name of node.inputs) used.add(name);
      return isUsed;
    });
    nodes.reverse();
    const constants = [...this.constants.values()].filter(({ name }) => used.has(name));
    return encodeOnnxModel({ nodes, constants, inputs, outputs });
  }

  matMul(left: GraphValue, right: GraphValue): GraphValue {
    return this.node('MatMul', [left, right]);
  }

  matMulTransposed(left: GraphValue, right: GraphValue): GraphValue {
    return this.matMul(left, this.transpose(right));
  }

  linear(input: GraphValue, kernel: GraphValue, bias: GraphValue): GraphValue {
    return this.add(this.matMul(input, kernel), bias);
  }

  transpose(matrix: GraphValue): GraphValue {
    return this.node('Transpose', [matrix], { perm: [1, 0] });
  }

  add(one: GraphValue, other: GraphValue): GraphValue {
    return this.node('Add', [one, other]);
  }

  subtract(one: GraphValue, other: GraphValue | number): GraphValue {
    return this.node('Sub', [one, this.valueOf(other)]);
  }

  multiply(one: GraphValue, other: GraphValue): GraphValue {
    return this.node('Mul', [one, other]);
  }

  divide(one: GraphValue, other: GraphValue | number): GraphValue {
    return this.node('Div', [one, this.valueOf(other)]);
  }

  tanh(value: GraphValue): GraphValue {
    return this.node('Tanh', [value]);
  }

  sigmoid(value: GraphValue): GraphValue {
    return this.node('Sigmoid', [value]);
  }

  relu(value: GraphValue): GraphValue {
    return this.node('Relu', [value]);
  }

  clip(value: GraphValue, least: number, most: number): GraphValue {
    return this.node('Clip', [value, this.valueOf(least), this.valueOf(most)]);
  }

  softmax(value: GraphValue): GraphValue {
    return this.node('Softmax', [value], { axis: -1 });
  }

  logSoftmax(value: GraphValue): GraphValue {
    return this.node('LogSoftmax', [value], { axis: -1 });
  }

  mean(value: GraphValue, axis: number): GraphValue {
    return this.node('ReduceMean', [value], { axes: [axis], keepdims: 0 });
  }

  max(value: GraphValue, axis: number): GraphValue {
    return this.node('ReduceMax', [value], { axes: [axis], keepdims: 0 });
  }

  length(value: GraphValue): GraphValue {
    return this.node('ReduceL2', [value], { axes: [-1], keepdims: 1 });
  }

  concat(values: readonly GraphValue[], axis: number): GraphValue {
    return this.node('Concat', values, { axis });
  }

  split(value: GraphValue, sizes: readonly number[], axis: number): GraphValue[] {
    const parts = sizes.map(() => this.name());
    const inputs = [value.name, this.integers(sizes).name];
    this.nodes.push({ operator: 'Split', inputs, outputs: parts, attributes: { axis } });
    return parts.map((name) => ({ name }));
  }

  reshape(value: GraphValue, sizes: readonly Size<GraphValue>[]): GraphValue {
    const known = sizes.filter((size) => typeof size === 'number');
    const shape =
      known.length === sizes.length
        ? this.integers(known)
        : this.concat(
            sizes.map((size) => this.sizeOf(size)),
            0,
          );
    return this.node('Reshape', [value, shape]);
  }

  gather(table: GraphValue, rows: GraphValue): GraphValue {
    return this.node('Gather', [table, rows], { axis: 0 });
  }

  tidy(compute: () => GraphValue): GraphValue {
    return compute();
  }

  /** ONNX has the channels before height and width. */
  toFeatureMaps(images: GraphValue): GraphValue {
    return this.node('Transpose', [images], { perm: [0, 3, 1, 2] });
  }

  convolve(maps: GraphValue, kernel: GraphValue, bias: GraphValue, convolution: Convolution): GraphValue {
    // [height, width, in, out] → [out, in, height, width]; depthwise [height, width, channels, 1] → [channels, 1, height, width].
    const turned = this.node('Transpose', [kernel], { perm: convolution.depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1] });
    const [channels] = this.constantOf(bias).sizes;
    const convolved = this.convolveTurned(maps, turned, bias, convolution, channels);
    return convolution.activation === 'relu6' ? this.clip(convolved, 0, 6) : convolved;
  }

  /** A convolution without its activation. @param kernel [out, in, height, width] @param channels how many come out */
  protected convolveTurned(
    maps: GraphValue,
    kernel: GraphValue,
    bias: GraphValue,
    { stride, depthwise }: Convolution,
    channels: number,
  ): GraphValue {
    const attributes = { auto_pad: 'SAME_UPPER', strides: [stride, stride], group: depthwise ? channels : 1 };
    return this.node('Conv', [maps, kernel, bias], attributes);
  }

  toLocations(maps: GraphValue, channels: number): GraphValue {
    const last = this.node('Transpose', [maps], { perm: [0, 2, 3, 1] });
    return this.reshape(last, [{ of: maps, axis: 0 }, -1, channels]);
  }

  protected node(
    operator: string,
    inputs: readonly GraphValue[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    domain?: OnnxNode['domain'],
  ): GraphValue {
    const name = this.name();
    this.nodes.push({ operator, inputs: inputs.map((input) => input.name), outputs: [name], attributes, domain });
    return { name };
  }

  private name(): string {
    return `value${this.made++}`;
  }

  /** A value that is known when the graph is written. */
  constant(constant: OnnxConstant): GraphValue {
    this.constants.set(constant.name, constant);
    return { name: constant.name };
  }

  private valueOf(value: GraphValue | number): GraphValue {
    if (typeof value !== 'number') return value;
    const bytes = (): Uint8Array => bytesOf(Float32Array.of(value));
    return this.constant({ name: `number/${value}`, type: 'float32', sizes: [], bytes });
  }

  private integers(values: readonly number[]): GraphValue {
    const bytes = (): Uint8Array => bytesOf(BigInt64Array.from(values, BigInt));
    return this.constant({ name: `integers/${values.join(',')}`, type: 'int64', sizes: [values.length], bytes });
  }

  private sizeOf(size: Size<GraphValue>): GraphValue {
    if (typeof size === 'number') return this.integers([size]);
    const shape = this.node('Shape', [size.of]);
    return this.node('Gather', [shape, this.integers([size.axis])], { axis: 0 });
  }

  protected constantOf({ name }: GraphValue): OnnxConstant {
    const known = this.constants.get(name);
    if (!known) throw new Error(`"${name}" is not a constant of the graph, and a convolution needs its size.`);
    return known;
  }
}

export function bytesOf(values: Float32Array | Int32Array | Int8Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
