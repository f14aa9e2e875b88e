import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { architectures, encoderWeightShapes } from '../../src/captioner/encoder/efficientNetLite';
import { toEncoderWeights } from '../../scripts/importEncoder/foldBatchNorm';
import { readPickle } from '../../scripts/importEncoder/pickle';
import { readTorchFile, type NamedArray } from '../../scripts/importEncoder/torchFile';
import '../harness/propertySeed';

const lite0 = architectures['efficientnet-lite0'];
/** `make.py` beside it made it, with PyTorch. */
const small = readFileSync(path.join('test', 'fixtures', 'torchFile', 'small.pth'));

describe('Import of the encoder: the PyTorch file', () => {
  it('gives each tensor of floating point numbers with its shape, whatever the order of its strides', () => {
    const arrays = readTorchFile(small);
    assert.deepEqual([...arrays.keys()], ['plain', 'turned', 'part']);
    assert.deepEqual(arrays.get('plain'), {
      values: Float32Array.of(0, 0.125, 0.25, 0.375, 0.5, 0.625),
      shape: [2, 3],
    });
    assert.deepEqual(arrays.get('turned'), {
      values: Float32Array.of(0, 0.375, 0.125, 0.5, 0.25, 0.625),
      shape: [3, 2],
    });
    assert.deepEqual(arrays.get('part'), { values: Float32Array.of(1, 1.125, 1.75, 1.875), shape: [2, 2] });
  });

  it('refuses a file that was cut off, wherever', () => {
    for (let length = 0; length < small.length; length++) {
      assert.throws(
        () => readTorchFile(small.subarray(0, length)),
        /ends too early|not one that PyTorch saved/,
        `at ${length}`,
      );
    }
  });

  it('ends with an error or with tensors when bytes are wrong', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const damaged = Buffer.from(small);
          for (const [at, byte] of changes) damaged[at] = byte;
          try {
            readTorchFile(damaged);
          } catch (error) {
            assert.ok(error instanceof Error && !(error instanceof TypeError), String(error));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('Import of the encoder: pickles', () => {
  const refuse = {
    call: (name: string) => assert.fail(`${name} was called`),
    persistent: () => assert.fail('something outside was asked for'),
  };

  it('refuse to call what a state dict does not need', () => {
    const header = small.subarray(0, small.indexOf('ccollections'));
    const evil = Buffer.concat([header, Buffer.from('cos\nsystem\n(X\x04\x00\x00\x00truetR.')]);
    assert.throws(() => readTorchFile(evil), /wants to call os\.system, which is refused/);
  });

  it('refuse an opcode that a state dict does not need', () => {
    assert.throws(
      () => readPickle(Buffer.from('\x80\x02(i__main__\nThing\n.', 'latin1'), 0, refuse),
      /opcode \(0x69\) at byte 3/,
    );
  });

  it('say where one is damaged', () => {
    assert.throws(() => readPickle(Buffer.from('t.'), 0, refuse), /damaged at byte 1: a mark is missing/);
    assert.throws(() => readPickle(Buffer.from('h\x07.'), 0, refuse), /damaged at byte 2: it refers to 7/);
    assert.throws(() => readPickle(Buffer.from('Na.'), 0, refuse), /damaged at byte 2: its stack is empty/);
  });
});

describe('Import of the encoder: folding batch norm', () => {
  /** A state dict of EfficientNet-Lite0's shapes, by PyTorch's names, the kernels as the network has them. */
  function makeState(): Map<string, NamedArray> {
    const state = new Map<string, NamedArray>();
    const add = (name: string, shape: number[], value: (at: number) => number): void => {
      const size = shape.reduce((product, one) => product * one, 1);
      state.set(name, { values: Float32Array.from({ length: size }, (_, at) => value(at)), shape });
    };
    for (const [name, shape] of Object.entries(encoderWeightShapes(lite0))) {
      if (!name.endsWith('/kernel')) continue;
      const [convolution, norm] = originalNames(name);
      const [height, width, inputs, outputs] = shape;
      const depthwise = name.includes('/depthwise/');
      add(
        `${convolution}.weight`,
        depthwise ? [inputs, 1, height, width] : [outputs, inputs, height, width],
        (at) => (at % 97) / 97,
      );
      const channels = [depthwise ? inputs : outputs];
      add(`${norm}.weight`, channels, (at) => 1 + (at % 3));
      add(`${norm}.bias`, channels, (at) => at % 5);
      add(`${norm}.running_mean`, channels, (at) => (at % 7) / 7);
      add(`${norm}.running_var`, channels, (at) => 0.5 + (at % 2));
    }
    return state;
  }

  function originalNames(kernel: string): [string, string] {
    const own = /^block(\d+)\/(expand|depthwise|project)/.exec(kernel);
    if (!own) return kernel.startsWith('stem') ? ['_conv_stem', '_bn0'] : ['_conv_head', '_bn1'];
    const norms: Record<string, string> = { expand: '_bn0', depthwise: '_bn1', project: '_bn2' };
    return [`_blocks.${own[1]}._${own[2]}_conv`, `_blocks.${own[1]}.${norms[own[2]]}`];
  }

  it('gives every weight of the encoder in its shape', () => {
    const weights = toEncoderWeights(makeState(), lite0);
    assert.deepEqual(
      Object.fromEntries([...weights].map(([name, { shape }]) => [name, shape])),
      encoderWeightShapes(lite0),
    );
  });

  it('scales each output channel and moves its bias, so that convolution and batch norm become one', () => {
    const state = makeState();
    const weights = toEncoderWeights(state, lite0);
    const at = (name: string, index: number): number => {
      const array = state.get(name) ?? weights.get(name);
      assert.ok(array, name);
      return array.values[index];
    };
    const [y, x, input, output] = [2, 1, 1, 9];
    const factor = at('_bn0.weight', output) / Math.sqrt(at('_bn0.running_var', output) + 1e-3);
    const original = at('_conv_stem.weight', ((output * 3 + input) * 3 + y) * 3 + x);
    near(at('stem/kernel', ((y * 3 + x) * 3 + input) * 32 + output), original * factor);
    near(at('stem/bias', output), at('_bn0.bias', output) - at('_bn0.running_mean', output) * factor);

    const depthwise = at('_blocks.0._bn1.weight', output) / Math.sqrt(at('_blocks.0._bn1.running_var', output) + 1e-3);
    near(
      at('block0/depthwise/kernel', (y * 3 + x) * 32 + output),
      at('_blocks.0._depthwise_conv.weight', (output * 3 + y) * 3 + x) * depthwise,
    );
  });

  it('names the weight that a state dict lacks', () => {
    const state = makeState();
    state.delete('_blocks.7._bn2.running_var');
    assert.throws(() => toEncoderWeights(state, lite0), /no "_blocks\.7\._bn2\.running_var"/);
  });

  function near(value: number, expected: number): void {
    assert.ok(Math.abs(value - expected) < 1e-6, `${value} is not ${expected}`);
  }
});
