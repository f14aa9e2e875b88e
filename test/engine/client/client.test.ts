import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { suggestionSchema, type Suggestion } from '../../../src/captioner/suggestion';
import { EngineClient, EngineError, type EngineStatus } from '../../../src/engine/client/client';
import { bundledModel, enginePath, holdEngine, makeClient, sample } from '../builtEngine';

/** Waits until the engine's status is as wanted. */
function status(client: EngineClient, wanted: (status: EngineStatus) => boolean): Promise<EngineStatus> {
  return new Promise((resolve) => {
    if (wanted(client.status)) {
      resolve(client.status);
      return;
    }
    const subscription = client.onDidChangeStatus((now) => {
      if (!wanted(now)) return;
      subscription.dispose();
      resolve(now);
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

describe('The engine and its client', () => {
  let client: EngineClient;
  let folder: string;
  beforeEach(async () => {
    ({ client } = makeClient('wasm'));
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-engine-'));
  });
  afterEach(async () => {
    await client.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts on first need and says what it computes with and why', async () => {
    assert.equal(client.status.state, 'stopped');
    assert.equal(client.pid, undefined);
    await client.suggest({ imagePath: sample('shepherd-dog.jpg'), priority: 'focus' });
    assert.equal(client.status.state, 'ready');
    assert.equal(client.status.backend, 'wasm');
    assert.match(client.status.backendReason ?? '', /WebAssembly works here/);
    assert.deepEqual(client.status.model, { id: 'flickr8k-attention-3', name: 'Flickr8k attention' });
  });

  it('suggests several captions, best first, whose words say how sure it is and where it looked', async () => {
    const suggestion = await client.suggest({ imagePath: sample('shepherd-dog.jpg'), beam: 4, priority: 'focus' });
    assert.ok(suggestion.candidates.length > 1);
    assert.match(suggestion.candidates[0].text, /dog|shepherd/);
    for (const word of suggestion.candidates[0].words) {
      assert.equal(word.attention.length, suggestion.gridHeight * suggestion.gridWidth);
      assert.ok(Math.abs(word.attention.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-3);
    }
  });

  it('leaves out where it looked, and nothing else, where nobody asks for it', async () => {
    const ask = { imagePath: sample('shepherd-dog.jpg'), priority: 'focus' } as const;
    const [whole, short] = [await client.suggest(ask), await client.suggest({ ...ask, attention: false })];
    const words = ({ candidates }: Suggestion): unknown[] =>
      candidates.flatMap((one) => one.words.map(({ text, probability }) => [text, probability]));
    assert.deepEqual(words(short), words(whole));
    assert.ok(short.candidates.every((one) => one.words.every(({ attention }) => attention.length === 0)));
  });

  it('keeps no tensor from suggestions', async () => {
    await client.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
    const { tensors } = await client.memory();
    for (let time = 0; time < 5; time++) {
      for (const name of ['cat.jpg', 'coffee.jpg', 'flower.jpg', 'temple.jpg']) {
        await client.suggest({ imagePath: sample(name), beam: 2, priority: 'batch' });
      }
    }
    assert.equal((await client.memory()).tensors, tensors);
  });

  it('says why an image cannot be captioned, and goes on with the next', async () => {
    await assert.rejects(client.suggest({ imagePath: sample('README.md'), priority: 'focus' }), (error) => {
      return error instanceof EngineError && error.kind === 'image' && !error.message.includes('README.md');
    });
    await client.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
  });

  it('does not do what is cancelled', async () => {
    await client.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
    const abort = new AbortController();
    const first = client.suggest({ imagePath: sample('coffee.jpg'), priority: 'focus' });
    const cancelled = client.suggest({ imagePath: sample('temple.jpg'), priority: 'batch' }, abort.signal);
    abort.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await first;
    assert.equal((await client.memory()).cachedGrids, 2);
  });

  it('tells the engine when what it was asked for is cancelled: it does not compute it', async () => {
    await client.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
    const abort = new AbortController();
    const goOn = holdEngine(client);
    const first = client.suggest({ imagePath: sample('coffee.jpg'), priority: 'focus' });
    const cancelled = client.suggest({ imagePath: sample('temple.jpg'), priority: 'batch' }, abort.signal);
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await goOn();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await first;
    assert.equal((await client.memory()).cachedGrids, 2);
  });

  it('keeps no answer once it was given', async () => {
    const answers: WeakRef<object>[] = [];
    const parse = suggestionSchema.parse.bind(suggestionSchema);
    // Not a mock of node:test, which keeps what it is called with.
    suggestionSchema.parse = (answer) => {
      if (typeof answer === 'object' && answer !== null) answers.push(new WeakRef(answer));
      return parse(answer);
    };
    try {
      for (let time = 0; time < 10; time++)
        await client.suggest({ imagePath: sample('cat.jpg'), beam: 1, priority: 'batch' });
    } finally {
      suggestionSchema.parse = parse;
    }
    assert.equal(answers.length, 10);
    v8.setFlagsFromString('--expose-gc');
    const collect = vm.runInNewContext('gc') as () => void;
    // What this very turn of the event loop has touched is kept until it ends.
    for (let turn = 0; turn < 20 && answers.some((answer) => answer.deref()); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      collect();
    }
    assert.equal(answers.filter((answer) => answer.deref()).length, 0);
    await client.memory();
  });

  it('answers with a clear error when it dies in the middle, and is started again by the next request', async () => {
    await client.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
    const { pid } = client;
    assert.ok(pid !== undefined);
    const lost = client.suggest({ imagePath: sample('coffee.jpg'), priority: 'focus' });
    process.kill(pid, 'SIGKILL');
    await assert.rejects(
      lost,
      (error) => error instanceof EngineError && error.kind === 'crashed' && error.message.includes('SIGKILL'),
    );
    await status(client, ({ state }) => state === 'failed');
    await client.suggest({ imagePath: sample('coffee.jpg'), priority: 'focus' });
    assert.notEqual(client.pid, pid);
    assert.equal(client.status.state, 'ready');
  });

  it('is not started any more after three crashes in five minutes, and says so', async () => {
    for (let crash = 0; crash < 3; crash++) {
      await client.memory();
      assert.ok(client.pid !== undefined);
      process.kill(client.pid, 'SIGKILL');
      await status(client, ({ state }) => state === 'failed');
    }
    await assert.rejects(client.memory(), /crashed 3 times within 5 minutes/);
  });

  it('tells when the model is damaged, and works once another is chosen', async () => {
    const damaged = path.join(folder, 'damaged');
    await cp(bundledModel, damaged, { recursive: true });
    await truncate(path.join(damaged, 'decoder.bin'), 5000);
    const other = makeClient('wasm', damaged).client;
    try {
      const suggestion = other.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
      await assert.rejects(
        suggestion,
        (error) =>
          error instanceof EngineError && error.kind === 'model' && error.message.includes('5000 bytes instead of'),
      );
      assert.equal(other.status.state, 'failed');
      await other.useModel(bundledModel);
      assert.equal(other.status.state, 'ready');
      await other.suggest({ imagePath: sample('cat.jpg'), priority: 'focus' });
    } finally {
      await other.dispose();
    }
  });

  it('ends when it is disposed of', async () => {
    await client.memory();
    const { pid } = client;
    assert.ok(pid !== undefined);
    await client.dispose();
    assert.ok(!isAlive(pid));
  });

  it('ends with its parent, even if that is killed', async () => {
    const parent = spawn(
      process.execPath,
      ['-e', `const child = require('node:child_process').fork(${JSON.stringify(enginePath)}); console.log(child.pid)`],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    await untilGone(pid);
  });

  it('says why no backend works, if one is asked for that does not', async () => {
    const copy = path.join(folder, 'engine.js');
    await cp(enginePath, copy);
    const lonely = new EngineClient({
      enginePath: copy,
      backend: 'tensorflow',
      modelDirectory: bundledModel,
      log: () => undefined,
    });
    await assert.rejects(lonely.memory(), EngineError);
    assert.equal(lonely.status.state, 'failed');
    await lonely.dispose();
  });
});
