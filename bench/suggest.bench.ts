/**
 * How long a suggestion takes in the engine, on each backend, and how that grows with the number of images. The first
 * look at an image (decoding, encoder, decoder) and a second one (decoder alone) are timed apart; the backends are each
 * other's peer, in one run. Prints one JSON line.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { EngineClient } from '../src/engine/client';

const images = readdirSync('samples')
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => path.resolve('samples', name));
const rounds = 5;

async function measure(backend: 'tensorflow' | 'wasm'): Promise<Record<string, number> | undefined> {
  const client = new EngineClient({
    enginePath: path.resolve('dist', 'engine.js'),
    backend,
    modelDirectory: path.resolve('models', 'flickr8k-attention'),
    log: () => undefined,
  });
  try {
    const startMs = await timed(() => client.suggest({ imagePath: images[0], priority: 'focus' }));
    const first: number[] = [];
    for (const imagePath of images.slice(1))
      first.push(await timed(() => client.suggest({ imagePath, priority: 'focus' })));
    const again: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const imagePath of images) again.push(await timed(() => client.suggest({ imagePath, priority: 'focus' })));
    }
    const tenMs = await timed(() => suggestMany(client, 10));
    const hundredMs = await timed(() => suggestMany(client, 100));
    return { startMs, firstLookMs: median(first), secondLookMs: median(again), hundredOverTen: hundredMs / tenMs };
  } catch (error) {
    console.error(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    await client.dispose();
  }
}

async function suggestMany(client: EngineClient, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, at) =>
      client.suggest({ imagePath: images[at % images.length], priority: 'batch' }),
    ),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

async function main(): Promise<void> {
  const tensorflow = await measure('tensorflow');
  const wasm = await measure('wasm');
  const wasmOverTensorflow = tensorflow && wasm ? wasm.secondLookMs / tensorflow.secondLookMs : undefined;
  console.log(JSON.stringify({ bench: 'suggest', images: images.length, tensorflow, wasm, wasmOverTensorflow }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
