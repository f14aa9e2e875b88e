import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as z from 'zod';
import { maximumSeconds, renderedSchema, type Rendered, type Rendering } from './rendering';

const answerSchema = z.union([z.object({ rendered: renderedSchema }), z.object({ error: z.string() })]);

/** Beside what is running: built, or, in tests, as it is written. */
const ending = path.extname(__filename);
const decoderPath = path.join(__dirname, `decoder${ending}`);

/**
 * Decodes an image in a process of its own, which is ended when its time is over. In this process it could only be asked to stop, and
 * libvips looks whether it is between the parts of the result: of a small one there are two, of half of the work each.
 * @param limit in milliseconds
 * @throws Error in the decoder's own words, or of a timeout; the process has ended by then
 */
export async function decodeApart(
  bytes: Uint8Array,
  rendering: Rendering,
  mostPixels: number,
  { limit = maximumSeconds * 1000, program = decoderPath } = {},
): Promise<Rendered> {
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: ending === '.ts' ? process.execArgv : [],
    // In VS Code's extension host, `process.execPath` is Electron.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = once(child, 'exit');
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limit);
  try {
    const answer = new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      child.send({ bytes, rendering, mostPixels }, (error) => error && reject(error));
    });
    const gone = ended.then(([code, signal]: unknown[]): never => {
      throw new Error(isLate ? 'timeout' : `The decoder ended (${String(signal ?? code)}).`);
    });
    const result = answerSchema.parse(await Promise.race([answer, gone]));
    if ('error' in result) throw new Error(result.error);
    return result.rendered;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    await ended;
  }
}
