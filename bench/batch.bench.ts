/**
 * What a batch costs, against an engine that was built before and against a loop that somebody else would write with the same model,
 * one image after the other: all caption the same images in turn, some tens at a time. Prints one JSON line: images a second,
 * milliseconds of computing an image, and whether the captions are the same.
 *
 * Usage: npm run bench -- batch IMAGE_FOLDER [COUNT] [--old ENGINE.js] [--backend NAME]
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mapInOrder } from '../src/cli/program/mapInOrder';
import { backendChoiceSchema } from '../src/engine/backends/backendChoice';
import { engineCaptioner, plainLoop, type MeasuredCaptioner } from './suggest/captioners';
import { photographsOf, ratioOf, rounded, sameCaptions, sum } from './suggest/figures';

const model = path.resolve('models', 'flickr8k-attention');
const inATurn = 32;

interface Contender {
  captioner: MeasuredCaptioner;
  /** Images that it is asked for at a time. */
  atOnce: number;
  cpuMs: number[];
  wallMs: number[];
  captions: string[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { old: { type: 'string' }, backend: { type: 'string', default: 'onnx' } },
    allowPositionals: true,
  });
  const [folder = 'samples', count = 'Infinity'] = positionals;
  const backend = backendChoiceSchema.parse(values.backend);
  const images = photographsOf(folder, Number(count));
  const engine = (name: string, file: string): MeasuredCaptioner =>
    engineCaptioner(name, path.resolve(file), backend, model, 'batch');
  const contenders: Contender[] = [
    contender(engine('batch', path.join('dist', 'engine.js')), 8),
    ...(values.old === undefined ? [] : [contender(engine('old batch', values.old), 4)]),
    contender(await plainLoop(model), 1),
  ];
  try {
    for (const { captioner } of contenders)
      for (const image of images.slice(0, inATurn)) await captioner.caption(image);
    for (let first = inATurn, turn = 0; first < images.length; first += inATurn, turn++)
      for (let at = 0; at < contenders.length; at++)
        await captionAll(contenders[(at + turn) % contenders.length], images.slice(first, first + inATurn));
    console.log(JSON.stringify({ bench: 'batch', images: images.length - inATurn, ...summaryOf(contenders) }));
  } finally {
    for (const { captioner } of contenders) await captioner.end();
  }
}

function contender(captioner: MeasuredCaptioner, atOnce: number): Contender {
  return { captioner, atOnce, cpuMs: [], wallMs: [], captions: [] };
}

async function captionAll({ captioner, atOnce, ...taken }: Contender, images: readonly string[]): Promise<void> {
  const [cpu, began] = [captioner.cpuMs(), performance.now()];
  for await (const caption of mapInOrder(images, atOnce, (image) => captioner.caption(image)))
    taken.captions.push(caption);
  taken.cpuMs.push(captioner.cpuMs() - cpu);
  taken.wallMs.push(performance.now() - began);
}

function summaryOf(contenders: readonly Contender[]): Record<string, unknown> {
  const [batch, ...others] = contenders;
  const report = contenders.map(({ captioner, cpuMs, wallMs, captions }) => ({
    name: captioner.name,
    imagesASecond: rounded((1000 * captions.length) / sum(wallMs)),
    cpuMsAnImage: rounded(sum(cpuMs) / captions.length),
    memoryMb: Math.round(captioner.memoryMb()),
  }));
  const against = others.map(({ captioner, cpuMs, wallMs, captions }) => ({
    name: captioner.name,
    cpu: ratioOf(batch.cpuMs, cpuMs),
    imagesASecond: ratioOf(wallMs, batch.wallMs),
    sameCaptions: sameCaptions(captions, batch.captions),
  }));
  return { report, against };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
