/**
 * How long a fine-tune takes, as the editor starts it, and what it brings: captions of training images are rewritten to the terms
 * and form of `houseStyle.ts`, learned, and then images are captioned that it has not seen. Nothing is cached before.
 *
 *   npm run bench -- finetune TRAIN.jsonl VAL.jsonl [--rows 5,20,100,200,1000] [--wasm 100] [--images 300]
 *
 * `seconds` is what it took, `cpuSeconds` the computing time of all cores in it: where other work runs beside, they tell more.
 * Compared with what 100 rows may take on two idle cores: 60 s with `tensorflow`, 300 s with `wasm`. Prints one JSON line.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { closeBundle } from '../src/captioner/bundle/graphBundle';
import { openBundle } from '../src/captioner/bundle/openBundle';
import { TrainingError } from '../src/captioner/training/trainingError';
import type { BackendName } from '../src/engine/backends/backendChoice';
import { useBackend } from '../src/engine/backends/backends';
import { prepareImages } from '../src/engine/jobs/datasetImages';
import { featureCacheFolder } from '../src/engine/jobs/featureCache';
import { fineTuneJob } from '../src/engine/jobs/fineTuneJob';
import { writeCorrectedFolder } from './finetune/correctedFolder';
import { captionUnseen, scoreHouseStyle, type HouseScores, type Unseen } from './houseScores';

const bundled = path.resolve('models', 'flickr8k-attention');
const limits: Partial<Record<BackendName, number>> = { tensorflow: 60, wasm: 300 };
const limitRows = 100;

const rowList = z
  .string()
  .transform((text) => (text === '' ? [] : text.split(',').map(Number)))
  .pipe(z.array(z.int().positive()));
const argumentsSchema = z.object({
  train: z.string({ error: 'Name the training and the validation captions: TRAIN.jsonl VAL.jsonl' }),
  validation: z.string({ error: 'Name the validation captions too: TRAIN.jsonl VAL.jsonl' }),
  rows: rowList,
  wasm: rowList,
  images: z.coerce.number().int().positive(),
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '5,20,100,200,1000' },
      wasm: { type: 'string', default: '100' },
      images: { type: 'string', default: '300' },
    },
  });
  const [train, validation] = positionals;
  const { rows, wasm, images, ...files } = argumentsSchema.parse({ ...values, train, validation });
  const runs: object[] = [];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-bench-finetune-'));
  try {
    await useBackend('tensorflow');
    const base = await openBundle(bundled);
    const cache = await featureCacheFolder(base.description.encoder.weights.sha256, process.env.SHOWTELL_BENCH_CACHE);
    const prepared = await prepareImages([files.validation], 'all', cache, base.encoder, {}, undefined, images);
    const unseen = { images: prepared.datasets[0].images, grids: prepared.grids };
    const before = scoreHouseStyle(await captionUnseen(base, unseen), unseen.images);
    const all: { backend: BackendName; count: number }[] = [
      ...rows.map((count) => ({ backend: 'tensorflow' as const, count })),
      ...wasm.map((count) => ({ backend: 'wasm' as const, count })),
    ];
    for (const { backend, count } of all) {
      const run = await fineTuneOn(
        backend,
        count,
        files.train,
        path.join(folder, `${backend}-${count}`),
        unseen,
        before,
      );
      console.error(JSON.stringify(run));
      runs.push(run);
    }
    await prepared.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(JSON.stringify({ bench: 'finetune', cores: os.availableParallelism(), images, runs }));
}

async function fineTuneOn(
  backend: BackendName,
  rows: number,
  corpus: string,
  folder: string,
  unseen: Unseen,
  before: HouseScores,
): Promise<object> {
  await useBackend(backend);
  const datasetPath = await writeCorrectedFolder(corpus, rows, path.join(folder, 'images'));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  try {
    const { model, report } = await fineTuneJob(
      {
        datasetPath,
        baseModel: bundled,
        out: path.join(folder, 'model'),
        seed: 1,
        workFolder: path.join(folder, 'work'),
        resume: false,
        samplesFolder: path.resolve('samples'),
        cache: path.join(folder, 'cache'),
      },
      { report: stageTimes(), giveWay: () => Promise.resolve(), signal: new AbortController().signal },
    );
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const limit = rows === limitRows ? limits[backend] : undefined;
    await useBackend('tensorflow');
    const tuned = await openBundle(model.directory);
    const after = scoreHouseStyle(await captionUnseen(tuned, unseen), unseen.images);
    closeBundle(tuned);
    return {
      backend,
      rows,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      ...(limit !== undefined && { limit, isWithinLimit: seconds <= limit }),
      verdict: report.verdict,
      replay: report.curves[0].replay,
      steps: report.curves[0].points.at(-1)?.step,
      termsFound: report.terms.length,
      terms: after.terms,
      form: after.form,
      house: { before: before.house, after: after.house },
      plainKept: after.plain / before.plain,
      heldOut: { before: report.before.ciderD.value, after: report.after.ciderD.value },
    };
  } catch (error) {
    if (error instanceof TrainingError) return { backend, rows, refused: error.message };
    throw error;
  }
}

/** Tells when what begins. */
function stageTimes(): (progress: { phase: string; step: number; steps: number }) => void {
  const began = performance.now();
  let last = '';
  return ({ phase, step, steps }) => {
    const stage = phase === 'training' && step === 1 ? `${phase} of ${steps} steps` : phase;
    if (phase !== last || (phase === 'training' && step === 1))
      console.error(`${((performance.now() - began) / 1000).toFixed(1)} s: ${stage}`);
    last = phase;
  };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
