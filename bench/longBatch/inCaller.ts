import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { EngineClient } from '../../src/engine/client/client';
import { marksUntil, residentMb, type Mark } from './mark';

const atOnce = 4;

/** The real client and the real engine, with this process in the place of whoever asks. */
export async function* inCaller(images: readonly string[], suggestions: number): AsyncGenerator<Mark> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const client = new EngineClient({
    enginePath: path.resolve('dist', 'engine.js'),
    backend: 'wasm',
    modelDirectory: path.resolve('models', 'flickr8k-attention'),
    log: () => undefined,
  });
  let asked = 0;
  const ask = async (until: number): Promise<void> => {
    while (asked < until)
      await client.suggest({ imagePath: images[asked++ % images.length], beam: 1, priority: 'batch' });
  };
  try {
    for (const until of marksUntil(suggestions)) {
      await Promise.all(Array.from({ length: atOnce }, () => ask(until)));
      const { tensors } = await client.memory();
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
      yield { done: asked, heapMb, engineMb: residentMb(client.pid), tensors };
    }
  } finally {
    await client.dispose();
  }
}
