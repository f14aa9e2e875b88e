import { join } from 'node:path';

// All are found from the bundled dist/cli.js, next to which the others are built.

/** The program of the engine's process. */
export function enginePath(): string {
  return join(__dirname, 'engine.js');
}

/** The model bundle that comes with Showtell. */
export function bundledModel(): string {
  return join(__dirname, '..', 'models', 'flickr8k-attention');
}

/** The program of the thread that searches captions. */
export function searchWorkerPath(): string {
  return join(__dirname, 'searchWorker.js');
}
