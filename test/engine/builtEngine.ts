import path from 'node:path';
import { EngineClient, type BackendChoice } from '../../src/engine/client/client';

/** The engine as it was built: the tests run the process that people run. */
export const enginePath = path.resolve('dist', 'engine.js');
export const bundledModel = path.resolve('models', 'flickr8k-attention');

export function makeClient(
  backend: BackendChoice,
  modelDirectory = bundledModel,
): { client: EngineClient; lines: string[] } {
  const lines: string[] = [];
  return { client: new EngineClient({ enginePath, backend, modelDirectory, log: (line) => lines.push(line) }), lines };
}

/**
 * Stops a running engine, which then reads nothing: what is asked meanwhile is all there before it works on the first of it, however
 * busy the machine is.
 * @returns lets it go on, once all that was asked has been sent
 */
export function holdEngine({ pid }: EngineClient): () => Promise<void> {
  if (pid === undefined) throw new Error('There is no engine.');
  process.kill(pid, 'SIGSTOP');
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    process.kill(pid, 'SIGCONT');
  };
}

export function sample(name: string): string {
  return path.resolve('samples', name);
}
