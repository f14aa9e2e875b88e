import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A number, or the name of a size that is known only when the graph runs. */
export type OnnxSize = number | string;

/** The types of elements that graphs here have, by their numbers in `TensorProto.DataType`. */
export const onnxTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type OnnxType = keyof typeof onnxTypes;

/** A value that enters a graph or leaves it. */
export interface OnnxPort {
  name: string;
  type: OnnxType;
  sizes: readonly OnnxSize[];
}

/** A constant of a graph. Its bytes are asked for once, when it is written. */
export interface OnnxConstant {
  name: string;
  type: OnnxType;
  sizes: readonly number[];
  bytes: () => Uint8Array;
}

export type OnnxAttribute = number | string | readonly number[];

export interface OnnxNode {
  operator: string;
  inputs: readonly string[];
  outputs: readonly string[];
  /** Numbers are integers. */
  attributes: Readonly<Record<string, OnnxAttribute>>;
  /** The set of operators that it is of, where that is not ONNX's own. */
  domain?: typeof ownOperators;
}

/** Those that ONNX Runtime has beyond ONNX's. */
export const ownOperators = 'com.microsoft';

/** A computation as ONNX has it. */
export interface OnnxModel {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxConstant[];
  inputs: readonly OnnxPort[];
  outputs: readonly OnnxPort[];
}

/** The set of operators, and the version of the format that came with it. */
const operatorSet = 17;
const ownOperatorSet = 1;
const formatVersion = 8;

/** Encoded bytes in parts, so that weights are copied once, when all is put together. */
type Parts = readonly Uint8Array[];

/** A `ModelProto` (onnx/onnx.proto, with the numbers of its fields below). */
export function encodeOnnxModel({ nodes, constants, inputs, outputs }: OnnxModel): Uint8Array {
  const graph = [
    ...nodes.flatMap((node) => message(1, nodeProto(node))),
    ...text(2, 'showtell'),
    ...constants.flatMap((constant) => message(5, tensorProto(constant))),
    ...inputs.flatMap((input) => message(11, valueInfoProto(input))),
    ...outputs.flatMap((output) => message(12, valueInfoProto(output))),
  ];
  const operators = message(8, [...text(1, ''), ...integer(2, operatorSet)]);
  const own = message(8, [...text(1, ownOperators), ...integer(2, ownOperatorSet)]);
  return Buffer.concat([...integer(1, formatVersion), ...message(7, graph), ...operators, ...own]);
}

function nodeProto({ operator, inputs, outputs, attributes, domain }: OnnxNode): Parts {
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...outputs.flatMap((output) => text(2, output)),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) => message(5, attributeProto(name, value))),
    ...(domain === undefined ? [] : text(7, domain)),
  ];
}

/** `AttributeProto.AttributeType`: INT 2, STRING 3, INTS 7. */
function attributeProto(name: string, value: OnnxAttribute): Parts {
  const named = text(1, name);
  if (typeof value === 'number') return [...named, ...integer(3, value), ...integer(20, 2)];
  if (typeof value === 'string') return [...named, ...text(4, value), ...integer(20, 3)];
  return [...named, ...value.flatMap((one) => integer(8, one)), ...integer(20, 7)];
}

function tensorProto({ name, type, sizes, bytes }: OnnxConstant): Parts {
  const dimensions = sizes.flatMap((size) => integer(1, size));
  return [...dimensions, ...integer(2, onnxTypes[type]), ...text(8, name), ...message(9, [bytes()])];
}

function valueInfoProto({ name, type, sizes }: OnnxPort): Parts {
  const dimensions = sizes.map((size) => (typeof size === 'number' ? integer(1, size) : text(2, size)));
  const shape = dimensions.flatMap((dimension) => message(1, dimension));
  const tensorType = [...integer(1, onnxTypes[type]), ...message(2, shape)];
  return [...text(1, name), ...message(2, message(1, tensorType))];
}

/** A field of bytes, or of a message. */
function message(field: number, value: Parts): Parts {
  const length = value.reduce((sum, part) => sum + part.length, 0);
  return [new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish(), ...value];
}

function text(field: number, value: string): Parts {
  return [new BinaryWriter().tag(field, WireType.LengthDelimited).string(value).finish()];
}

function integer(field: number, value: number): Parts {
  return [new BinaryWriter().tag(field, WireType.Varint).int64(value).finish()];
}
