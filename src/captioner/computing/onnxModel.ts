import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A number, or the name of a size that is known only when the graph runs. */
export type OnnxSize = number | string;

/** The types of elements that graphs here have, by their numbers in `TensorProto.DataType`. */
export const onnxTypes = { float32: 1, int32: 6, int64: 7 } as const;
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
}

/** A computation as ONNX has it. */
export interface OnnxModel {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxConstant[];
  inputs: readonly OnnxPort[];
  outputs: readonly OnnxPort[];
}

/** The set of operators, and the version of the format that came with it. */
const operatorSet = 17;
const formatVersion = 8;

/** A `ModelProto` (onnx/onnx.proto, with the numbers of its fields below). */
export function encodeOnnxModel({ nodes, constants, inputs, outputs }: OnnxModel): Uint8Array {
  const graph = new BinaryWriter();
  for (const node of nodes) message(graph, 1, nodeProto(node));
  text(graph, 2, 'showtell');
  for (const constant of constants) message(graph, 5, tensorProto(constant));
  for (const input of inputs) message(graph, 11, valueInfoProto(input));
  for (const output of outputs) message(graph, 12, valueInfoProto(output));
  const model = new BinaryWriter();
  integer(model, 1, formatVersion);
  message(model, 7, graph);
  message(model, 8, integer(text(new BinaryWriter(), 1, ''), 2, operatorSet));
  return model.finish();
}

function nodeProto({ operator, inputs, outputs, attributes }: OnnxNode): BinaryWriter {
  const node = new BinaryWriter();
  for (const input of inputs) text(node, 1, input);
  for (const output of outputs) text(node, 2, output);
  text(node, 4, operator);
  for (const [name, value] of Object.entries(attributes)) message(node, 5, attributeProto(name, value));
  return node;
}

/** `AttributeProto.AttributeType`: INT 2, STRING 3, INTS 7. */
function attributeProto(name: string, value: OnnxAttribute): BinaryWriter {
  const attribute = text(new BinaryWriter(), 1, name);
  if (typeof value === 'number') return integer(integer(attribute, 3, value), 20, 2);
  if (typeof value === 'string') return integer(text(attribute, 4, value), 20, 3);
  for (const one of value) integer(attribute, 8, one);
  return integer(attribute, 20, 7);
}

function tensorProto({ name, type, sizes, bytes }: OnnxConstant): BinaryWriter {
  const tensor = new BinaryWriter();
  for (const size of sizes) integer(tensor, 1, size);
  integer(tensor, 2, onnxTypes[type]);
  text(tensor, 8, name);
  return tensor.tag(9, WireType.LengthDelimited).bytes(bytes());
}

function valueInfoProto({ name, type, sizes }: OnnxPort): BinaryWriter {
  const shape = new BinaryWriter();
  for (const size of sizes) {
    const dimension = new BinaryWriter();
    message(shape, 1, typeof size === 'number' ? integer(dimension, 1, size) : text(dimension, 2, size));
  }
  const tensorType = message(integer(new BinaryWriter(), 1, onnxTypes[type]), 2, shape);
  return message(text(new BinaryWriter(), 1, name), 2, message(new BinaryWriter(), 1, tensorType));
}

function message(writer: BinaryWriter, field: number, value: BinaryWriter): BinaryWriter {
  return writer.tag(field, WireType.LengthDelimited).bytes(value.finish());
}

function text(writer: BinaryWriter, field: number, value: string): BinaryWriter {
  return writer.tag(field, WireType.LengthDelimited).string(value);
}

function integer(writer: BinaryWriter, field: number, value: number): BinaryWriter {
  return writer.tag(field, WireType.Varint).int64(value);
}
