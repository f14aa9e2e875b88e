import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { marksUntil, residentMb, type Mark } from './mark';

/** The built `showtell caption -`, which is given images and answers each with a row. */
export async function* inCommandLine(images: readonly string[], suggestions: number): AsyncGenerator<Mark> {
  const own = ['--expose-gc', '--require', path.resolve('bench', 'longBatch', 'tellHeap.cjs')];
  const words = [path.resolve('dist', 'cli.js'), 'caption', '-', '--beam', '1', '--backend', 'wasm'];
  const child = spawn(process.execPath, [...own, ...words], { stdio: 'pipe' });
  const ended = once(child, 'exit');
  const messages = createInterface({ input: child.stderr });
  const rows = createInterface({ input: child.stdout });
  let answered = 0;
  rows.on('line', () => rows.emit('answered', ++answered));
  try {
    let asked = 0;
    for (const until of marksUntil(suggestions)) {
      const paths = Array.from({ length: until - asked }, (_, at) => images[(asked + at) % images.length]);
      child.stdin.write(paths.map((image) => `${image}\n`).join(''));
      asked = until;
      while (answered < until) await Promise.race([once(rows, 'answered'), ended.then(() => fail(answered))]);
      const heapMb = await heapOf(child.pid ?? 0, messages);
      yield {
        done: answered,
        heapMb,
        residentMb: residentMb(child.pid),
        engineMb: residentMb(childOf(child.pid)),
      };
    }
    child.stdin.end();
    await ended;
  } finally {
    child.kill('SIGKILL');
  }
}

function fail(answered: number): never {
  throw new Error(`showtell ended after ${answered} rows.`);
}

async function heapOf(pid: number, messages: NodeJS.EventEmitter): Promise<number> {
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const [line] = (await once(messages, 'line')) as [string];
    const bytes = /^heap (\d+)$/u.exec(line)?.[1];
    if (bytes !== undefined) return Number(bytes) / 2 ** 20;
  }
}

/** The first process that another has started. */
function childOf(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);
}
