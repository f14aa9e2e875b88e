/**
 * What `showtell caption` of a few images takes from its start to its end, with its engine, against a command line that was built
 * before and against a loop that somebody else would write with the same model, whose graphs lie on disk. All run in turn, so that
 * whatever else the machine does meets all alike. Prints one JSON line: seconds of computing of all processes, and their ratios.
 *
 * Usage: npm run bench -- start [IMAGE_FOLDER [IMAGES [RUNS]]] [--old CLI.js]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { plainLoop } from './suggest/captioners';
import { median, photographsOf, ratioOf, rounded } from './suggest/figures';

const model = path.resolve('models', 'flickr8k-attention');

interface Contender {
  name: string;
  /** @returns seconds of computing */
  run: () => Promise<number>;
  taken: number[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { old: { type: 'string' } }, allowPositionals: true });
  const [folder = 'samples', count = '10', runs = '20'] = positionals;
  const images = photographsOf(folder, Number(count));
  const contender = (name: string, run: Contender['run']): Contender => ({ name, run, taken: [] });
  const contenders = [
    contender('caption', () => secondsOf(path.resolve('dist', 'cli.js'), images)),
    ...(values.old === undefined
      ? []
      : [contender('caption before', () => secondsOf(path.resolve(values.old ?? ''), images))]),
    contender('plain loop', () => secondsOfLoop(images)),
  ];
  for (const { run } of contenders) await run();
  for (let at = 0; at < Number(runs); at++)
    for (let place = 0; place < contenders.length; place++) {
      const { taken, run } = contenders[(place + at) % contenders.length];
      taken.push(await run());
    }
  const [first, ...others] = contenders;
  const seconds = Object.fromEntries(contenders.map(({ name, taken }) => [name, rounded(median(taken))]));
  const ratios = Object.fromEntries(
    others.map(({ name, taken }) => [`${first.name} / ${name}`, ratioOf(first.taken, taken)]),
  );
  console.log(JSON.stringify({ bench: 'start', images: images.length, runs: first.taken.length, seconds, ratios }));
}

/** Of a command line and the engine that it starts and waits for. */
async function secondsOf(program: string, images: readonly string[]): Promise<number> {
  // A shell says what all its children have taken, once they have ended.
  const child = spawn(
    'bash',
    ['-c', '"$@" > /dev/null 2>&1; times', 'bash', process.execPath, program, 'caption', ...images],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = await outputOf(child);
  const [, ofChildren = ''] = said.trim().split('\n');
  return ofChildren.split(' ').reduce((sum, time) => sum + secondsIn(time), 0);
}

/** @param time as `times` of a shell has it: 0m1.234s */
function secondsIn(time: string): number {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

async function outputOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return said;
}

/** Of the loop's process alone: its graphs are made before. */
async function secondsOfLoop(images: readonly string[]): Promise<number> {
  const loop = await plainLoop(model);
  try {
    for (const image of images) await loop.caption(image);
    return loop.cpuMs() / 1000;
  } finally {
    await loop.end();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
