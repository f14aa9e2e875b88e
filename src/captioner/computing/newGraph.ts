import type { Precision } from './graphRuntime';
import type { ActivationRanges } from './activationRanges';
import { Int8Graph } from './int8Graph';
import { OnnxGraph } from './onnxGraph';

/** A graph to be written. @param ranges of feature maps, where they were measured: see `Int8Graph` */
export function newGraph(precision: Precision, ranges?: ActivationRanges): OnnxGraph {
  return precision === 'int8' ? new Int8Graph(ranges) : new OnnxGraph();
}
