import { sumIn, type ActivationRange, type ActivationRanges } from './activationRanges';
import { bytesOf, OnnxGraph, type GraphValue } from './onnxGraph';
import { ownOperators, type OnnxConstant, type OnnxType } from './onnxModel';
import type { Convolution } from './operations';
import { middleInteger, quantisationOf, quantiseColumns, quantiseParts, type Quantisation } from './quantisation';

/** How many weights of a column have a scale together. */
const block = 64;
/** A narrower matrix has nothing to gain. */
const fewestColumns = 64;
/** In what rows are multiplied with a matrix: 4 is integers of 8 bits. */
const accuracyLevel = 4;

/** Of an image whose values are from 0 to 255, as the network scales it. */
const imageRange: ActivationRange = [-127 / 128, 1];
const relu6Range: ActivationRange = [0, 6];

/** Feature maps that are integers, too. */
interface IntegerMaps extends Quantisation {
  /** What they came out of. */
  layer: string;
}

/**
 * Writes down what `OnnxGraph` does, in integers of 8 bits. A matrix of weights has a scale for each block of a column, and each row that
 * is multiplied with it one that is found then, so that no row depends on others. A convolution has a scale for each channel that
 * comes out, and feature maps have the one of the range that they were measured to be in (Jacob et al. 2018, section 2).
 *
 * Convolutions are written as computing with real numbers that were integers just before and are integers just after: ONNX Runtime
 * takes these three together, and computes in integers.
 */
export class Int8Graph extends OnnxGraph {
  private readonly integerMaps = new Map<string, IntegerMaps>();

  /**
   * @param kernels in which integers the weights of convolutions are: with a sign, or without, which takes longer and is needed where sums
   *   are cut off (see `cutsSums`); they say the same
   * @param ranges without them convolutions stay as they are
   */
  constructor(
    private readonly kernels: 'int8' | 'uint8',
    private readonly ranges?: ActivationRanges,
  ) {
    super();
  }

  override matMul(left: GraphValue, right: GraphValue): GraphValue {
    const weights = this.constants.get(right.name);
    if (weights?.sizes.length !== 2) return super.matMul(left, right);
    const [rows, columns] = weights.sizes;
    if (rows % block !== 0 || columns < fewestColumns) return super.matMul(left, right);
    const { values, scales } = quantiseColumns(floatsOf(weights), weights.sizes, block);
    const integers = this.fixed(`${right.name}/integers`, 'uint8', [columns, rows / block, block], values);
    const scaled = this.fixed(`${right.name}/scales`, 'float32', [scales.length], bytesOf(scales));
    const attributes = { K: rows, N: columns, bits: 8, block_size: block, accuracy_level: accuracyLevel };
    return this.node('MatMulNBits', [left, integers, scaled], attributes, ownOperators);
  }

  /** Of weights at once, so that what is multiplied with them is known. */
  override transpose(matrix: GraphValue): GraphValue {
    const weights = this.constants.get(matrix.name);
    if (weights?.sizes.length !== 2) return super.transpose(matrix);
    const [rows, columns] = weights.sizes;
    const bytes = (): Uint8Array => bytesOf(turn(floatsOf(weights), [rows, 1, columns]));
    return this.constant({ name: `${matrix.name}/transposed`, type: 'float32', sizes: [columns, rows], bytes });
  }

  override toFeatureMaps(images: GraphValue): GraphValue {
    const maps = super.toFeatureMaps(images);
    return this.ranges ? this.throughIntegers(maps, 'image', imageRange) : maps;
  }

  override add(one: GraphValue, other: GraphValue): GraphValue {
    const sum = super.add(one, other);
    const maps = this.integerMaps.get(one.name);
    return maps ? this.throughIntegers(sum, sumIn(maps.layer)) : sum;
  }

  override convolve(maps: GraphValue, kernel: GraphValue, bias: GraphValue, convolution: Convolution): GraphValue {
    const input = this.integerMaps.get(maps.name);
    if (!input) return super.convolve(maps, kernel, bias, convolution);
    const layer = layerOf(kernel);
    const [weights, biases] = [this.constantOf(kernel), this.constantOf(bias)];
    const channels = biases.sizes[0];
    const { values, scales } = quantiseParts(turn(floatsOf(weights), partsOf(weights.sizes, convolution)), channels);
    const sizes = turnedSizes(weights.sizes, convolution);
    const turned = this.kernelOf(kernel.name, sizes, values, scales);
    const biasScales = scales.map((scale) => scale * input.scale);
    const integerBias = Int32Array.from(floatsOf(biases), (value, at) => Math.round(value / biasScales[at]));
    const added = this.fromIntegers(
      this.fixed(`${bias.name}/integers`, 'int32', [channels], bytesOf(integerBias)),
      biasScales,
    );
    const convolved = this.convolveTurned(maps, turned, added, convolution, channels);
    // What is outside of the range becomes its end, as ReLU6 would have it.
    return convolution.activation === 'relu6'
      ? this.throughIntegers(convolved, layer, relu6Range)
      : this.throughIntegers(convolved, layer);
  }

  /** Real numbers as they are after they were integers. @param layer that they come out of */
  private throughIntegers(value: GraphValue, layer: string, range = this.ranges?.[layer]): GraphValue {
    if (!range) throw new Error(`It is not known what the feature maps of "${layer}" are between.`);
    const quantisation = quantisationOf(range);
    const scale = this.fixed(`scale/${value.name}`, 'float32', [], bytesOf(Float32Array.of(quantisation.scale)));
    const zero = this.fixed(`zero/${value.name}`, 'uint8', [], Uint8Array.of(quantisation.zero));
    const real = this.node('DequantizeLinear', [this.node('QuantizeLinear', [value, scale, zero]), scale, zero]);
    this.integerMaps.set(real.name, { ...quantisation, layer });
    return real;
  }

  private kernelOf(name: string, sizes: readonly number[], values: Int8Array, scales: Float32Array): GraphValue {
    const place = `${name}/integers`;
    if (this.kernels === 'int8') return this.fromIntegers(this.fixed(place, 'int8', sizes, bytesOf(values)), scales);
    const unsigned = Uint8Array.from(values, (value) => value + middleInteger);
    const zeros = this.fixed(
      `${name}/zeros`,
      'uint8',
      [scales.length],
      new Uint8Array(scales.length).fill(middleInteger),
    );
    return this.fromIntegers(this.fixed(place, 'uint8', sizes, unsigned), scales, [zeros]);
  }

  /** Weights that are integers, as real numbers. @param scales of their parts @param zeros which integers are 0, if that is not 0 */
  private fromIntegers(integers: GraphValue, scales: Float32Array, zeros: readonly GraphValue[] = []): GraphValue {
    const scale = this.fixed(`${integers.name}/scales`, 'float32', [scales.length], bytesOf(scales));
    return this.node('DequantizeLinear', [integers, scale, ...zeros], { axis: 0 });
  }

  private fixed(name: string, type: OnnxType, sizes: readonly number[], values: Uint8Array): GraphValue {
    return this.constant({ name, type, sizes, bytes: () => values });
  }
}

/** "weights/block3/project/kernel" → "block3/project" */
function layerOf({ name }: GraphValue): string {
  return name.split('/').slice(1, -1).join('/');
}

function floatsOf({ bytes }: OnnxConstant): Float32Array {
  const { buffer, byteOffset, byteLength } = bytes();
  return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
}

/** [height, width, in, out] as [area, in, out]; depthwise, where each channel has a kernel of its own, `in` is 1. */
function partsOf([height, width, third, fourth]: readonly number[], { depthwise }: Convolution): number[] {
  return depthwise ? [height * width, 1, third] : [height * width, third, fourth];
}

function turnedSizes(sizes: readonly number[], convolution: Convolution): number[] {
  const [, inputs, outputs] = partsOf(sizes, convolution);
  return [outputs, inputs, sizes[0], sizes[1]];
}

/** [area, in, out] → [out, in, area] */
function turn(values: Float32Array, [area, inputs, outputs]: readonly number[]): Float32Array {
  const turned = new Float32Array(values.length);
  for (let place = 0; place < area; place++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++)
        turned[(output * inputs + input) * area + place] = values[(place * inputs + input) * outputs + output];
  return turned;
}
