/**
 * What a long batch leaves in memory, in the process that asks (as the extension host and the command line do) and in the engine:
 * `longBatch [SUGGESTIONS]`, 10,000 unless told otherwise. The real client and the real engine; the images are few, so that most answers
 * need no encoder. The last half is compared with the first, after which caches are full. Prints one JSON line.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { EngineClient } from '../src/engine/client';

const suggestions = Number(process.argv[2] ?? 10_000);
const atOnce = 4;
const images = readdirSync('samples')
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => path.resolve('samples', name));

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** Of this process, after what nobody needs is gone, in MB. */
async function heapMb(): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What another process has in memory, in MB; undefined where the system does not tell. */
function residentMb(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function main(): Promise<void> {
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
  const marks: { done: number; hostHeapMb: number; engineMb: number | undefined; tensors: number }[] = [];
  try {
    for (let part = 1; part <= 4; part++) {
      await Promise.all(Array.from({ length: atOnce }, () => ask((suggestions * part) / 4)));
      const { tensors } = await client.memory();
      marks.push({ done: asked, hostHeapMb: await heapMb(), engineMb: residentMb(client.pid ?? 0), tensors });
    }
  } finally {
    await client.dispose();
  }
  const [, middle, , last] = marks;
  const kbEach = ((last.hostHeapMb - middle.hostHeapMb) * 1024) / (last.done - middle.done);
  console.log(JSON.stringify({ bench: 'longBatch', suggestions, hostKbASuggestion: kbEach, marks }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
