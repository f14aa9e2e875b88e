/**
 * What captioning a dataset takes a person, image after image:
 *
 *   npm run bench -- annotate VAL.jsonl [--images N] [--learn] [--house] [--svg FILE]
 *
 * Compared in one run: typing everything, correcting a suggestion that stays as it is, completion as Peris and Casacuberta
 * (2019) count it, and completion as the editor has it; with `--learn` each of them with a fine-tune every 100 images, too.
 * With `--house` the person writes in the house terms and form of `houseStyle.ts`. Goes on where a run broke off, per 100
 * images. Prints one JSON line.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { sumEffort, type Effort, type ImageEffort } from '../src/captioner/evaluation/effort';
import { annotate } from '../src/captioner/evaluation/learning/annotate';
import { AnnotatedBlocks, type Block } from '../src/captioner/evaluation/learning/annotatedBlocks';
import { Learner } from '../src/captioner/evaluation/learning/learner';
import type { ImageCaptions } from '../src/captioner/training/captionedImage';
import type { FineTuneReport } from '../src/captioner/training/fineTune/report';
import { toPlainStyle } from '../src/captioner/vocabulary/captionStyle';
import { useBackend } from '../src/engine/backends/backends';
import { withModelOnDataset } from '../src/engine/jobs/modelOnDataset';
import { comparison } from './annotate/comparison';
import { effortCurve, type Series } from './annotate/effortCurve';
import { toHouse } from './houseStyle';

/** What is asked for: completion takes at most half of correcting, and at most so many actions for 100 characters. */
const limit = { completion: 38, ofFixedSuggestion: 0.5 };

const blockSize = 100;

const argumentsSchema = z.object({
  dataset: z.string({ error: 'Name the dataset: npm run bench -- annotate VAL.jsonl' }),
  images: z.coerce.number().int().positive(),
  svg: z.string().optional(),
  learn: z.boolean(),
  house: z.boolean(),
  model: z.string(),
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      images: { type: 'string', default: '1000' },
      svg: { type: 'string' },
      learn: { type: 'boolean', default: false },
      house: { type: 'boolean', default: false },
      model: { type: 'string', default: path.join('models', 'flickr8k-attention') },
    },
  });
  const {
    dataset,
    images: most,
    svg,
    learn,
    house,
    model,
  } = argumentsSchema.parse({ ...values, dataset: positionals.at(0) });
  const { name: backend } = await useBackend('auto');
  const context = {
    report: ({ phase, step, steps }: { phase: string; step: number; steps: number }) => {
      if (step % 50 === 0) console.error(`${phase} ${step} of ${steps}`);
    },
    giveWay: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  await withModelOnDataset(
    { model: path.resolve(model), datasetPath: path.resolve(dataset), images: most },
    context,
    async (_, { datasets, grids }) => {
      const base = await openBundle(path.resolve(model));
      const images = house ? datasets[0].images.map(inHouseStyle) : datasets[0].images;
      const { id, decoder, ngrams } = base.description;
      const run = [id, decoder.weights.sha256, ngrams?.sha256, path.resolve(dataset), house, images.length];
      const annotateFor = async (learns: boolean): Promise<ImageEffort[][]> => {
        const name = JSON.stringify([...run, learns, await hashOfCode(learns)]);
        const folder = await stateFolder(name);
        const kept = await AnnotatedBlocks.open(path.join(folder, 'blocks.json'), name);
        const learner = learns ? new Learner(folder, grids, { onLearned: sayLearned }) : undefined;
        const onBlock = (block: Block, done: number): void => say(done, images.length, sumEffort(block.images));
        const blocks = await annotate({ base, images, grids, blockSize, kept, learner, onBlock });
        return blocks.map((block) => block.images);
      };
      const fixed = await annotateFor(false);
      const learned = learn ? await annotateFor(true) : undefined;
      if (svg !== undefined) await writeFile(svg, draw(fixed, learned));
      const effort = sumEffort(fixed.flat());
      const ratio = effort.completion / effort.fixedSuggestion;
      const editorRatio = effort.editor / effort.fixedSuggestion;
      const isWithinLimit = effort.completion <= limit.completion && ratio <= limit.ofFixedSuggestion;
      const isEditorWithinLimit = effort.editor <= limit.completion && editorRatio <= limit.ofFixedSuggestion;
      const figures = { ...effort, completionOverFixed: ratio, editorOverFixed: editorRatio };
      const learning = learned && comparison(fixed.flat(), learned.flat());
      console.log(
        JSON.stringify({
          bench: 'annotate',
          backend,
          house,
          ...figures,
          limit,
          isWithinLimit,
          isEditorWithinLimit,
          learning,
        }),
      );
    },
  );
}

function say(done: number, all: number, { fixedSuggestion, completion, editor }: Effort): void {
  const [corrected, completed, inEditor] = [fixedSuggestion, completion, editor].map((value) => value.toFixed(1));
  console.error(
    `${done} of ${all} images: correcting ${corrected}, with completion ${completed}, in the editor ${inEditor}`,
  );
}

function sayLearned({ trainedOn, heldOut, before, after, verdict }: FineTuneReport): void {
  const change = (figure: (figures: FineTuneReport['before']) => number): string =>
    `${figure(before).toFixed(2)} to ${figure(after).toFixed(2)}`;
  console.error(
    `fine-tuned on ${trainedOn}: ${verdict}; on ${heldOut} held out: loss ${change(({ loss }) => loss)}, ` +
      `correcting ${change(({ correcting }) => correcting.value)}, completing ${change(({ completing }) => completing.value)}`,
  );
}

function inHouseStyle({ image, captions }: ImageCaptions): ImageCaptions {
  return { image, captions: captions.map((caption) => toHouse(toPlainStyle(caption))) };
}

/** Another way to complete or to count is another run. */
async function hashOfCode(learns: boolean): Promise<string> {
  const hash = createHash('sha256');
  const folders = [
    'completion',
    'decoder',
    'evaluation',
    'ngrams',
    'search',
    ...(learns ? ['training', 'training/fineTune'] : []),
  ];
  for (const folder of folders.map((name) => path.join('src', 'captioner', name)))
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort())
      hash.update(await readFile(path.join(folder, name)));
  return hash.digest('hex');
}

async function stateFolder(run: string): Promise<string> {
  const folder = path.join('.cache', 'annotate', createHash('sha256').update(run).digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  return folder;
}

function draw(fixed: readonly ImageEffort[][], learned: readonly ImageEffort[][] | undefined): string {
  const values = (blocks: readonly ImageEffort[][], figure: 'typing' | 'fixedSuggestion' | 'completion' | 'editor') =>
    blocks.map((block) => sumEffort(block)[figure]);
  const series: Series[] = [
    { name: 'typing everything', colour: '#767676', values: values(fixed, 'typing') },
    { name: 'correcting', colour: '#b45309', values: values(fixed, 'fixedSuggestion') },
    { name: 'with completion', colour: '#1d4ed8', values: values(fixed, 'completion') },
    { name: 'in the editor', colour: '#047857', values: values(fixed, 'editor') },
  ];
  if (learned) {
    const learning = (name: string, colour: string, figure: 'fixedSuggestion' | 'completion' | 'editor') =>
      series.push({ name, colour, values: values(learned, figure), isDashed: true });
    learning('correcting, learning', '#b45309', 'fixedSuggestion');
    learning('completion, learning', '#1d4ed8', 'completion');
    learning('editor, learning', '#047857', 'editor');
  }
  return effortCurve(
    'What captioning takes a person',
    fixed.map((_, at) => fixed.slice(0, at + 1).reduce((sum, block) => sum + block.length, 0)),
    series,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
