import path from 'node:path';
import { EngineClient, type BackendChoice } from '../../src/engine/client';

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

export function sample(name: string): string {
  return path.resolve('samples', name);
}
