/**
 * What a suggestion costs on each backend, against an engine that was built before and against a loop that somebody else would
 * write with the same model: all caption the same images in turn, ten at a time, so that whatever else the machine does meets all
 * alike. The figures to go by are milliseconds of computing and their ratios, with 95 % intervals over the tens of images. Linux
 * alone says what a process computes. Prints one JSON line.
 *
 * Usage: npm run bench -- suggest [IMAGE_FOLDER [COUNT]] [--old ENGINE.js] [--backends onnx,wasm,tensorflow]
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Estimate } from '../src/captioner/evaluation/bootstrap';
import { backendChoiceSchema } from '../src/engine/backends/backendChoice';
import { engineCaptioner, plainLoop, type MeasuredCaptioner } from './suggest/captioners';
import { photographsOf, ratioOf, rounded, sameCaptions, sum } from './suggest/figures';

const model = path.resolve('models', 'flickr8k-attention');
const tenAtATime = 10;

/** What one of them took for each ten images. */
interface Taken {
  firstMs: number;
  cpuMs: number[];
  wallMs: number[];
  captions: string[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { old: { type: 'string' }, backends: { type: 'string', default: 'onnx,wasm,tensorflow' } },
    allowPositionals: true,
  });
  const [folder = 'samples', count = 'Infinity'] = positionals;
  const images = photographsOf(folder, Number(count));
  const backends = z.array(backendChoiceSchema).parse(values.backends.split(','));
  const built = path.resolve('dist', 'engine.js');
  const captioners = [
    ...backends.map((backend) => engineCaptioner(backend, built, backend, model)),
    ...(values.old === undefined
      ? []
      : (['wasm', 'tensorflow'] as const).map((backend) =>
          engineCaptioner(`old ${backend}`, path.resolve(values.old ?? ''), backend, model),
        )),
    await plainLoop(model),
  ];
  try {
    const taken = await captionInTurn(captioners, images);
    const [first, ...others] = captioners.map(({ name }) => name);
    const report = Object.fromEntries(
      captioners.map(({ name, memoryMb }) => [name, { ...summaryOf(taken, name), memoryMb: Math.round(memoryMb()) }]),
    );
    const ratios = Object.fromEntries(others.map((name) => [`${first} / ${name}`, compare(taken, first, name)]));
    console.log(JSON.stringify({ bench: 'suggest', images: images.length, report, ratios }));
  } finally {
    for (const captioner of captioners) await captioner.end();
  }
}

/** The first image starts a process and is apart; the first ten warm it. */
async function captionInTurn(
  captioners: readonly MeasuredCaptioner[],
  images: readonly string[],
): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>();
  for (const one of captioners) {
    const began = performance.now();
    await one.caption(images[0]);
    taken.set(one.name, { firstMs: performance.now() - began, cpuMs: [], wallMs: [], captions: [] });
    for (const image of images.slice(1, tenAtATime)) await one.caption(image);
  }
  for (let first = tenAtATime; first < images.length; first += tenAtATime) {
    const turn = (first / tenAtATime) % captioners.length;
    for (const one of [...captioners.slice(turn), ...captioners.slice(0, turn)]) {
      const of = taken.get(one.name);
      const [cpu, began] = [one.cpuMs(), performance.now()];
      for (const image of images.slice(first, first + tenAtATime)) of?.captions.push(await one.caption(image));
      of?.cpuMs.push(one.cpuMs() - cpu);
      of?.wallMs.push(performance.now() - began);
    }
  }
  return taken;
}

function summaryOf(taken: ReadonlyMap<string, Taken>, name: string): Record<string, number> {
  const { firstMs, cpuMs, wallMs, captions } = of(taken, name);
  return {
    firstMs: Math.round(firstMs),
    cpuMs: rounded(sum(cpuMs) / captions.length),
    wallMs: rounded(sum(wallMs) / captions.length),
  };
}

function compare(taken: ReadonlyMap<string, Taken>, one: string, other: string): { cpu: Estimate; same: string } {
  const [ones, others] = [of(taken, one), of(taken, other)];
  return {
    cpu: ratioOf(ones.cpuMs, others.cpuMs),
    same: `${sameCaptions(ones.captions, others.captions)} of ${ones.captions.length} captions`,
  };
}

function of(taken: ReadonlyMap<string, Taken>, name: string): Taken {
  const found = taken.get(name);
  if (!found) throw new Error(`Nothing was measured of ${name}.`);
  return found;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
