import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { onGraphs } from '../../src/captioner/bundle/graphBundle';
import { openBundle } from '../../src/captioner/bundle/openBundle';
import { useBackend } from '../../src/engine/backends/backends';
import { EngineClient, type BackendChoice } from '../../src/engine/client/client';

/** Something that captions images in a process of its own. */
export interface MeasuredCaptioner {
  name: string;
  /** The best caption of an image. */
  caption: (image: string) => Promise<string>;
  /** Milliseconds of computing that its process has taken so far, in ticks of 10 ms. */
  cpuMs: () => number;
  /** Megabytes of memory that its process holds. */
  memoryMb: () => number;
  end: () => Promise<void>;
}

/** An engine that was built. */
export function engineCaptioner(
  name: string,
  enginePath: string,
  backend: BackendChoice,
  model: string,
  priority: 'focus' | 'batch' = 'focus',
): MeasuredCaptioner {
  const client = new EngineClient({ enginePath, backend, modelDirectory: model, log: () => undefined });
  return {
    name,
    caption: async (imagePath) =>
      (await client.suggest({ imagePath, priority, attention: false })).candidates[0]?.text ?? '',
    ...figuresOf(() => client.pid),
    end: () => client.dispose(),
  };
}

const answerSchema = z.object({ caption: z.string() });

/** What somebody writes who has the model's graphs and onnxruntime-node, and nothing of the engine. */
export async function plainLoop(model: string): Promise<MeasuredCaptioner> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-plain-loop-'));
  const graphs: Uint8Array[] = [];
  await useBackend('cpu');
  const unused = { run: () => ({}), release: () => undefined };
  onGraphs(await openBundle(model), {
    precision: 'float32',
    cutsSums: false,
    open: (graph) => (graphs.push(graph), unused),
  });
  for (const [at, name] of ['encoder', 'memory', 'step'].entries())
    await writeFile(path.join(folder, `${name}.onnx`), graphs[at]);
  const child: ChildProcess = fork(path.join(__dirname, 'plainLoop.ts'), [folder, model], {
    execArgv: ['--import', 'tsx'],
  });
  return {
    name: 'plain loop',
    caption: async (image) => {
      child.send(image);
      const [answer] = (await once(child, 'message')) as unknown[];
      return answerSchema.parse(answer).caption;
    },
    ...figuresOf(() => child.pid),
    end: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** From Linux's /proc: whoever captions need not measure itself. */
function figuresOf(pid: () => number | undefined): Pick<MeasuredCaptioner, 'cpuMs' | 'memoryMb'> {
  const read = (file: string): string => readFileSync(`/proc/${pid() ?? ''}/${file}`, 'utf8');
  return {
    cpuMs: () => {
      const [user, system] = read('stat').split(') ')[1].split(' ').slice(11, 13).map(Number);
      return 10 * (user + system);
    },
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
  };
}
