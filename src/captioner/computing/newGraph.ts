import type { GraphRuntime } from './graphRuntime';
import type { ActivationRanges } from './activationRanges';
import { Int8Graph } from './int8Graph';
import { OnnxGraph } from './onnxGraph';

/** A graph to be written for a runtime. @param ranges of feature maps, where they were measured: see `Int8Graph` */
export function newGraph({ precision, cutsSums }: Omit<GraphRuntime, 'open'>, ranges?: ActivationRanges): OnnxGraph {
  return precision === 'int8' ? new Int8Graph(cutsSums ? 'uint8' : 'int8', ranges) : new OnnxGraph();
}
