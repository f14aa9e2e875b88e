import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../../../src/engine/backends/backends';
import { chooseBackend } from '../../../src/engine/backends/chosenBackend';
import type { EngineClient } from '../../../src/engine/client/client';
import type { Suggestion } from '../../../src/captioner/suggestion';
import { makeClient, sample } from '../builtEngine';

const packages = { tensorflow: '@tensorflow/tfjs-node', onnx: 'onnxruntime-node' };

/** Whether a native backend is on this machine. */
function isThere(backend: keyof typeof packages): boolean {
  try {
    execFileSync(process.execPath, ['-e', `require("${packages[backend]}")`], {
      stdio: 'ignore',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    });
    return true;
  } catch {
    return false;
  }
}

async function withEngine<Result>(
  backend: keyof typeof packages | 'wasm' | 'auto' | 'onnx-int8',
  work: (client: EngineClient) => Promise<Result>,
): Promise<Result> {
  const { client } = makeClient(backend);
  try {
    return await work(client);
  } finally {
    await client.dispose();
  }
}

describe('The backends', () => {
  const names = ['cat.jpg', 'shepherd-dog.jpg', 'forest-stream.jpg', 'horses.jpg', 'photographer.jpg'];
  const suggestAll = async (client: EngineClient): Promise<Suggestion[]> => {
    const all: Suggestion[] = [];
    for (const name of names) all.push(await client.suggest({ imagePath: sample(name), beam: 3, priority: 'focus' }));
    return all;
  };

  for (const backend of ['tensorflow', 'onnx'] as const) {
    it(`give the same captions for the same images, as sure, and look at the same places: wasm and ${backend}`, async function () {
      if (!isThere(backend)) this.skip();
      const expected = await withEngine('wasm', suggestAll);
      const suggested = await withEngine(backend, async (client) => {
        const all = await suggestAll(client);
        assert.equal(client.status.backend, backend);
        return all;
      });
      suggested.forEach(({ familiarity, candidates }, image) => {
        assert.deepEqual(
          candidates.map(({ text }) => text),
          expected[image].candidates.map(({ text }) => text),
        );
        assertNear([familiarity], [expected[image].familiarity]);
        candidates.forEach(({ confidence, words }, at) => {
          const other = expected[image].candidates[at];
          assertNear([confidence], [other.confidence]);
          words.forEach((word, place) => {
            assertNear([word.probability], [other.words[place].probability]);
            assertNear(word.attention, other.words[place].attention);
          });
        });
      });
    });
  }

  it('complete a caption alike: wasm and onnx', async function () {
    if (!isThere('onnx')) this.skip();
    const complete = async (client: EngineClient): Promise<string[]> => {
      const continuations: string[] = [];
      for (const typed of ['', 'a br', 'a brown dog ', 'two ', 'the labrad'])
        continuations.push((await client.complete({ imagePath: sample('shepherd-dog.jpg'), typed })).continuation);
      return continuations;
    };
    assert.deepEqual(await withEngine('onnx', complete), await withEngine('wasm', complete));
  });

  it('caption with ONNX Runtime where nothing else is asked for, and keep no tensor of TensorFlow.js', async function () {
    if (!isThere('onnx')) this.skip();
    await withEngine('auto', async (client) => {
      await suggestAll(client);
      assert.equal(client.status.backend, 'onnx');
      assert.match(client.status.backendReason ?? '', /ONNX Runtime works here/);
      assert.equal((await client.memory()).tensors, 0);
    });
  });
});

describe('Integers of 8 bits', () => {
  const names = ['cat.jpg', 'shepherd-dog.jpg', 'forest-stream.jpg', 'horses.jpg', 'photographer.jpg'];
  before(function () {
    if (!isThere('onnx')) this.skip();
  });

  it('caption about as surely as float32, though not in the same words', async () => {
    const suggestAll = (client: EngineClient): Promise<Suggestion[]> =>
      Promise.all(names.map((name) => client.suggest({ imagePath: sample(name), priority: 'focus' })));
    const exact = await withEngine('onnx', suggestAll);
    const inIntegers = await withEngine('onnx-int8', async (client) => {
      const all = await suggestAll(client);
      assert.equal(client.status.backend, 'onnx-int8');
      return all;
    });
    const off = inIntegers.map(({ candidates: [first] }, at) => first.confidence - exact[at].candidates[0].confidence);
    assert.ok(off.every((one) => one !== 0));
    assert.ok(
      off.every((one) => Math.abs(one) < 0.2),
      off.join(', '),
    );
  });

  it('are as sure of images that are captioned together as of each alone', async () => {
    await withEngine('onnx-int8', async (client) => {
      const confidence = async (name: string, priority: 'batch' | 'focus'): Promise<number> =>
        (await client.suggest({ imagePath: sample(name), priority })).candidates[0].confidence;
      const together = await Promise.all(names.map((name) => confidence(name, 'batch')));
      // The last digits of float32 decide which integer is next, so that it is not the same to the last digit.
      for (const [at, name] of names.entries())
        assert.ok(Math.abs(together[at] - (await confidence(name, 'focus'))) < 0.02, name);
    });
  });
});

describe('The choice of a backend', () => {
  const notThere = (): Promise<never> => Promise.reject(new Error("Cannot find package 'onnxruntime-node'"));
  after(() => useBackend('cpu'));

  it('falls on TensorFlow.js where ONNX Runtime does not load, and says so', async () => {
    const { name, reason, runtime } = await chooseBackend('auto', notThere);
    assert.equal(name, tf.getBackend());
    assert.match(reason, /works here\. ONNX Runtime does not: it is not installed\./);
    assert.equal(runtime, undefined);
  });

  it('is refused where ONNX Runtime is asked for and does not load', async () => {
    for (const choice of ['onnx', 'onnx-int8'] as const)
      await assert.rejects(
        chooseBackend(choice, notThere),
        /No backend works here\. ONNX Runtime does not: it is not installed/,
      );
  });

  it('leaves the backend with which a model learns to the first that learns', async function () {
    if (!isThere('onnx')) this.skip();
    const { name, readyToLearn } = await chooseBackend('auto');
    assert.equal(name, 'onnx');
    assert.equal(tf.getBackend(), 'cpu');
    await Promise.all([readyToLearn(), readyToLearn()]);
    assert.notEqual(tf.getBackend(), 'cpu');
  });
});

function assertNear(values: readonly number[], expected: readonly number[]): void {
  assert.equal(values.length, expected.length);
  values.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-3, `${value} is not ${expected[at]}`));
}
