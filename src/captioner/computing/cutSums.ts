import type { GraphRuntime } from './graphRuntime';
import { Int8Graph } from './int8Graph';
import { bytesOf, type GraphValue } from './onnxGraph';

/** Height and width of the image and of the kernel: in the middle of what comes out, all that there is is added up. */
const side = 3;
const colours = 3;
const terms = side * side * colours;
/** What is rounded is off by less. */
const mostOff = 0.5;

/**
 * Whether a runtime cuts off the sums of a convolution in integers: where a processor multiplies bytes without a sign with bytes that
 * have one, and adds two products up in 16 bits, as x86 does before VNNI, 255 · 127 twice is too much.
 * @throws Error if it cannot compute one
 */
export function cutsSums(runtime: GraphRuntime): boolean {
  const graph = new Int8Graph('int8', { probe: [0, terms + 1] });
  const sizes = [1, side, side, colours];
  const ones = (part: string, shape: readonly number[]): GraphValue => {
    const count = shape.reduce((product, size) => product * size, 1);
    const bytes = (): Uint8Array => bytesOf(new Float32Array(count).fill(1));
    return graph.constant({ name: `weights/probe/${part}`, type: 'float32', sizes: shape, bytes });
  };
  const maps = graph.toFeatureMaps(graph.input({ name: 'image', type: 'float32', sizes }));
  const [kernel, bias] = [ones('kernel', [side, side, colours, 1]), ones('bias', [1])];
  const summed = graph.convolve(maps, kernel, bias, { stride: 1, activation: 'linear' });
  graph.output({ name: 'sums', type: 'float32', sizes: [1, 1, side, side] }, summed);
  const session = runtime.open(graph.encode());
  try {
    const { sums } = session.run({ image: { data: new Float32Array(terms).fill(1), sizes } });
    return Math.abs(sums[(side * side - 1) / 2] - (terms + 1)) > mostOff;
  } finally {
    session.release();
  }
}
