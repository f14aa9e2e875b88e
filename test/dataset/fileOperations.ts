import fs from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';

/**
 * What is done to files while some work runs, in order, such as `sync a.json`, `rename a.tmp to a.json` and `rm b.bin`: what outlasts a
 * power cut follows from it. Names are without their folder.
 */
export async function recordFileOperations(work: () => Promise<unknown>): Promise<string[]> {
  const operations: string[] = [];
  const names = new Map<number, string>();
  const handle = await fs.open('.');
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const { open, rename, rm } = fs;
  const sync: (this: typeof handle) => Promise<void> = Reflect.get(prototype, 'sync');
  const mocks = [
    mock.method(fs, 'open', async (...args: Parameters<typeof open>) => {
      const opened = await open(...args);
      names.set(opened.fd, nameOf(args[0]));
      return opened;
    }),
    mock.method(prototype, 'sync', async function (this: typeof handle) {
      operations.push(`sync ${names.get(this.fd)}`);
      await sync.call(this);
    }),
    mock.method(fs, 'rename', async (...args: Parameters<typeof rename>) => {
      await rename(...args);
      operations.push(`rename ${nameOf(args[0])} to ${nameOf(args[1])}`);
    }),
    mock.method(fs, 'rm', async (...args: Parameters<typeof rm>) => {
      await rm(...args);
      operations.push(`rm ${nameOf(args[0])}`);
    }),
  ];
  try {
    await work();
    return operations;
  } finally {
    for (const one of mocks) one.mock.restore();
  }
}

/** Random parts of a name are left out. */
function nameOf(file: unknown): string {
  return path.basename(String(file)).replace(/\.[0-9a-f-]{12,36}\.tmp$/, '.tmp');
}
