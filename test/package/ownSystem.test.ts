import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineClient } from '../../src/engine/client/client';
import { packageTarget } from '../../scripts/steps/packageTargets.mjs';
import { InstalledPackage } from './installedPackage';
import { packageOfThisSystem } from './thisSystem';

const mostBytes = 70e6;

describe('The package for this kind of system', () => {
  let made: InstalledPackage | undefined;
  let installed: string;

  before(async function () {
    this.timeout(300_000);
    const target = packageOfThisSystem();
    if (target === undefined || !packageTarget(target).hasOnnxRuntime) return this.skip();
    made = await InstalledPackage.make(target);
    installed = await made.install();
  });
  after(() => made?.remove());

  it('is smaller than 70 MB', async () => {
    const { size } = await stat(made?.vsix ?? '');
    assert.ok(size < mostBytes, `${size} bytes`);
  });

  it('captions with ONNX Runtime in a clean VS Code', async function () {
    this.timeout(300_000);
    const captions = await made?.caption('onnx');
    assert.match((captions ?? []).join('\n'), /\b(dog|shepherd)\b/);
  });

  it('decodes images with native sharp', async function () {
    if (process.platform !== 'linux') this.skip();
    await withEngine(async (client) => {
      await suggest(client);
      const loaded = readFileSync(`/proc/${client.pid}/maps`, 'utf8');
      assert.match(loaded, /libvips-cpp\.so/);
      assert.doesNotMatch(loaded, new RegExp(path.resolve('node_modules')), 'it took the one of the checkout');
    });
  });

  it('captions with WASM where ONNX Runtime cannot be loaded, and says so in the log', async () => {
    const binaries = path.join(installed, 'dist', 'node_modules', 'onnxruntime-node', 'bin');
    for (const file of readdirSync(binaries, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.node')) writeFileSync(path.join(binaries, file), 'no library at all');
    const lines = await withEngine(async (client) => {
      assert.match(await suggest(client), /dog|shepherd/);
      assert.equal(client.status.backend, 'wasm');
    });
    assert.match(
      lines.join('\n'),
      /Computed by wasm\. WebAssembly works here\. .*ONNX Runtime does not: .*onnxruntime_binding/,
    );
  });

  /** @returns what it logged */
  async function withEngine(work: (client: EngineClient) => Promise<void>): Promise<string[]> {
    const lines: string[] = [];
    const client = new EngineClient({
      enginePath: path.join(installed, 'dist', 'engine.js'),
      backend: 'auto',
      modelDirectory: path.join(installed, 'models', 'flickr8k-attention'),
      log: (line) => lines.push(line),
    });
    try {
      await work(client);
    } finally {
      await client.dispose();
    }
    return lines;
  }

  async function suggest(client: EngineClient): Promise<string> {
    const { candidates } = await client.suggest({
      imagePath: path.resolve('samples', 'shepherd-dog.jpg'),
      priority: 'focus',
    });
    return candidates[0].text;
  }
});
