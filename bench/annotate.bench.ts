/**
 * What captioning a dataset takes a person, image after image: `npm run bench -- annotate VAL.jsonl [--images N] [--svg FILE]`.
 * Compared in one run: typing everything, correcting a suggestion that stays as it is, completion as Peris and Casacuberta
 * (2019) count it, and completion as the editor has it. Goes on where a run broke off, per 100 images. Prints one JSON line.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { captionImages } from '../src/captioner/evaluation/captionImages';
import { sumEffort, type Effort } from '../src/captioner/evaluation/effort';
import { effortOfImages } from '../src/captioner/evaluation/effortOfCaptioner';
import { useBackend } from '../src/engine/backends';
import { withModelOnDataset } from '../src/engine/jobs/modelOnDataset';
import { AnnotatedBlocks } from './annotate/annotatedBlocks';
import { effortCurve } from './annotate/effortCurve';

const blockSize = 100;
/** Of issue 6: completion takes at most half of correcting, and at most so many actions for 100 characters. */
const limit = { completion: 38, ofFixedSuggestion: 0.5 };

const argumentsSchema = z.object({
  dataset: z.string({ error: 'Name the dataset: npm run bench -- annotate VAL.jsonl' }),
  images: z.coerce.number().int().positive(),
  svg: z.string().optional(),
  model: z.string(),
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      images: { type: 'string', default: '1000' },
      svg: { type: 'string' },
      model: { type: 'string', default: path.join('models', 'flickr8k-attention') },
    },
  });
  const { dataset, images, svg, model } = argumentsSchema.parse({ ...values, dataset: positionals.at(0) });
  const { name: backend } = await useBackend('auto');
  const context = {
    report: ({ phase, step, steps }: { phase: string; step: number; steps: number }) => {
      if (step % 50 === 0) console.error(`${phase} ${step} of ${steps}`);
    },
    giveWay: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  await withModelOnDataset(
    { model: path.resolve(model), datasetPath: path.resolve(dataset), images },
    context,
    async ({ decoder, vocabulary, description }, { datasets, grids }) => {
      const all = datasets[0].images;
      const run = JSON.stringify([
        description.id,
        description.decoder.weights.sha256,
        path.resolve(dataset),
        await hashOfCode(),
      ]);
      const kept = await AnnotatedBlocks.open(await stateFile(run), run);
      for (let first = kept.blocks.length * blockSize; first < all.length; first += blockSize) {
        const block = all.slice(first, first + blockSize);
        const source = { decoder, vocabulary, grids };
        const suggestions = await captionImages({ ...source, images: block.map(({ image }) => image) });
        const efforts = await effortOfImages({ ...source, images: block, suggestions });
        await kept.add({ images: efforts });
        console.error(`${first + block.length} of ${all.length} images: ${inWords(sumEffort(efforts))}`);
      }
      const blocks = kept.blocks.slice(0, Math.ceil(all.length / blockSize)).map(({ images: efforts }) => efforts);
      const effort = sumEffort(blocks.flat());
      if (svg !== undefined) await writeFile(svg, draw(blocks.map((efforts) => sumEffort(efforts))));
      const ratio = effort.completion / effort.fixedSuggestion;
      const editorRatio = effort.editor / effort.fixedSuggestion;
      const isWithinLimit = effort.completion <= limit.completion && ratio <= limit.ofFixedSuggestion;
      const isEditorWithinLimit = effort.editor <= limit.completion && editorRatio <= limit.ofFixedSuggestion;
      const figures = { ...effort, completionOverFixed: ratio, editorOverFixed: editorRatio };
      console.log(
        JSON.stringify({ bench: 'annotate', backend, ...figures, limit, isWithinLimit, isEditorWithinLimit }),
      );
    },
  );
}

/** Another way to complete or to count is another run. */
async function hashOfCode(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['completion', 'decoder', 'evaluation', 'search'].map((name) =>
    path.join('src', 'captioner', name),
  ))
    for (const name of (await readdir(folder)).sort()) hash.update(await readFile(path.join(folder, name)));
  return hash.digest('hex');
}

async function stateFile(run: string): Promise<string> {
  const folder = path.join('.cache', 'annotate');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${createHash('sha256').update(run).digest('hex').slice(0, 16)}.json`);
}

function inWords({ fixedSuggestion, completion, editor }: Effort): string {
  const [corrected, completed, inEditor] = [fixedSuggestion, completion, editor].map((value) => value.toFixed(1));
  return `correcting ${corrected}, with completion ${completed}, in the editor ${inEditor}`;
}

function draw(blocks: readonly Effort[]): string {
  return effortCurve(
    'What captioning takes a person',
    blocks.map((_, at) => blocks.slice(0, at + 1).reduce((sum, { images }) => sum + images, 0)),
    [
      { name: 'typing everything', colour: '#767676', values: blocks.map(({ typing }) => typing) },
      { name: 'correcting', colour: '#b45309', values: blocks.map(({ fixedSuggestion }) => fixedSuggestion) },
      { name: 'with completion', colour: '#1d4ed8', values: blocks.map(({ completion }) => completion) },
      { name: 'in the editor', colour: '#047857', values: blocks.map(({ editor }) => editor) },
    ],
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
