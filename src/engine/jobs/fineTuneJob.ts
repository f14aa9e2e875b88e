import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as l10n from '@vscode/l10n';
import { bundleIdFor, readBundleDescription } from '../../captioner/bundle/description';
import { GraphEncoder } from '../../captioner/encoder/graphEncoder';
import { withWriter } from '../../captioner/decoder/withWriter';
import { closeBundle } from '../../captioner/bundle/graphBundle';
import { openBundle, type OpenBundle } from '../../captioner/bundle/openBundle';
import { taughtCalibration } from '../../captioner/calibration/taughtCalibration';
import { assertBundleFits } from '../../captioner/bundle/placeBundle';
import { writeBundle } from '../../captioner/bundle/writeBundle';
import { assertEnough, fineTune } from '../../captioner/training/fineTune/fineTune';
import type { Correction, FineTuned } from '../../captioner/training/fineTune/job';
import { TrainingError } from '../../captioner/training/trainingError';
import {
  readSavedReport,
  reportFile,
  reportText,
  type FineTuneParams,
  type FineTuneResult,
  type SavedReport,
} from '../protocol/fineTuneProtocol';
import { FeatureStore } from '../features/featureStore';
import { gridFeature } from '../features/storedFeature';
import { featureCacheFolder } from './featureCache';
import { readFineTuneImages } from './fineTuneImages';
import { beginRun, forgetCheckpoints, forgetRun, readRun, saveRun, withLock, type FineTuneRun } from './fineTuneRun';
import { reportFineTune, reportSteps, tell, type JobContext } from './jobContext';

/**
 * Fine-tunes a model on a dataset and writes the result as a new bundle, its report beside it; the base model stays as it is. A
 * run that is cancelled or dies is kept in the work folder and can go on.
 * @throws TrainingError if there is too little to learn from, or another fine-tune uses the work folder; Error if a file cannot
 *   be written: what was learned until then is kept
 */
export function fineTuneJob(params: FineTuneParams, context: JobContext): Promise<FineTuneResult> {
  return withLock(params.workFolder, async (assertHeld) => {
    const run = await openRun(params, context);
    try {
      const finished = params.resume ? await finishedResult(run) : undefined;
      const result = finished ?? (await runFineTune(run, params, context, assertHeld));
      await assertHeld();
      await forgetRun(params.workFolder);
      return result;
    } catch (error) {
      // It would end in the same way again.
      if (error instanceof TrainingError) await assertHeld().then(() => forgetRun(params.workFolder));
      throw error;
    }
  });
}

async function openRun(params: FineTuneParams, context: JobContext): Promise<FineTuneRun> {
  if (params.resume) {
    const run = await readRun(params.workFolder);
    if (!run) throw new TrainingError(l10n.t('There is no fine-tune that was broken off. Start a new one.'));
    return run;
  }
  const { datasetPath, baseModel, out, seed } = params;
  const { leftOut, ...images } = await readFineTuneImages(params);
  for (const problem of images.problems) tellLeftOut(problem, context);
  for (const sentence of leftOut) tell(context, 'features', sentence);
  assertEnough(images.corrections.length);
  await assertBundleFits(out);
  const began = new Date().toISOString();
  const run: FineTuneRun = {
    format: 'showtell-fine-tune-run',
    version: 1,
    datasetPath,
    baseModel,
    out,
    seed,
    began,
    ...images,
  };
  await beginRun(params.workFolder, run);
  return run;
}

/** A run whose process ended just when its model was written is done. */
async function finishedResult({ out, problems }: FineTuneRun): Promise<FineTuneResult | undefined> {
  const description = await readBundleDescription(out).catch(() => undefined);
  const report = description && (await readSavedReport(out).catch(() => undefined));
  if (!report) return undefined;
  return { model: { id: description.id, name: description.name, directory: out }, rows: report.rows, problems, report };
}

function tellLeftOut({ fileName, reason }: { fileName: string; reason: string }, context: JobContext): void {
  tell(context, 'features', l10n.t('{0} is left out: {1}', fileName, reason));
}

async function runFineTune(
  run: FineTuneRun,
  { cache, steps, workFolder, resume }: FineTuneParams,
  context: JobContext,
  assertHeld: () => Promise<void>,
): Promise<FineTuneResult> {
  const { giveWay: betweenSteps, signal } = context;
  const began = Date.now();
  const base = await openBundle(run.baseModel);
  const folder = await featureCacheFolder(base.description.encoder.weights.sha256, cache);
  const encoder = context.runtime ? new GraphEncoder(base.encoder, context.runtime) : undefined;
  const store = await FeatureStore.open(folder, gridFeature(encoder ?? base.encoder));
  try {
    const paths = [...run.corrections.map((one) => one.path), ...run.others];
    const onProgress = reportSteps(context, 'features');
    const unusable = await store.extract({ paths, onProgress, betweenSteps, signal });
    const nameFor = (image: number): string => run.corrections.at(image)?.place ?? paths[image];
    const leftOut = [...unusable].map(([image, reason]) => ({ fileName: nameFor(image), reason }));
    for (const problem of leftOut) tellLeftOut(problem, context);
    await assertHeld();
    if (unusable.size > 0) {
      // Of other images others are held out: going on would report on some that were learned from.
      if (resume) {
        await forgetCheckpoints(workFolder);
        tell(
          context,
          'features',
          l10n.t('Images are gone that it had begun to learn from, so it begins anew without them.'),
        );
      }
      await saveRun(workFolder, withoutImages(run, unusable, leftOut));
    }
    // Within the dataset's folder, so that the same images are held out wherever that lies.
    const nameOf = (file: string): string => path.relative(path.dirname(run.datasetPath), file).replaceAll('\\', '/');
    const corrections = run.corrections
      .map(({ path: file, ...taught }, image) => ({ ...taught, name: nameOf(file), image }))
      .filter(({ image }) => !unusable.has(image));
    const tuned = await fineTune({
      base,
      corrections,
      others: run.others.map((_, at) => run.corrections.length + at).filter((image) => !unusable.has(image)),
      grids: store,
      runtime: context.runtime,
      seed: run.seed,
      workFolder,
      ...(steps !== undefined && { recipe: { mostSteps: steps } }),
      betweenSteps,
      signal,
      onStage: (stage) => reportSteps(context, stage === 'captioning' ? 'features' : 'validating')(0, 0),
      onProgress: reportFineTune(context),
    });
    try {
      reportSteps(context, 'saving')(0, 0);
      const saved: SavedReport = {
        ...tuned.report,
        datasetPath: run.datasetPath,
        base: { id: base.description.id, name: base.description.name },
        rows: corrections.length,
        backend: tf.getBackend(),
        seconds: (Date.now() - began) / 1000,
        examples: tuned.report.examples.map(({ image, ...texts }) => ({ file: paths[image], ...texts })),
      };
      await assertHeld();
      const description = await save(run, base, corrections, tuned, saved, store, context);
      const problems = [...run.problems, ...leftOut];
      const model = { id: description.id, name: description.name, directory: run.out };
      return { model, rows: corrections.length, problems, report: saved };
    } finally {
      tuned.decoder.dispose();
    }
  } finally {
    await store.close();
    encoder?.dispose();
    closeBundle(base);
  }
}

function withoutImages(
  run: FineTuneRun,
  which: ReadonlyMap<number, string>,
  problems: FineTuneRun['problems'],
): FineTuneRun {
  return {
    ...run,
    corrections: run.corrections.filter((_, at) => !which.has(at)),
    others: run.others.filter((_, at) => !which.has(run.corrections.length + at)),
    problems: [...run.problems, ...problems],
  };
}

async function save(
  run: FineTuneRun,
  base: OpenBundle,
  corrections: readonly Correction[],
  tuned: FineTuned,
  report: SavedReport,
  store: FeatureStore,
  context: JobContext,
): Promise<{ id: string; name: string }> {
  const { before, after } = tuned.report;
  return writeBundle(run.out, {
    id: bundleIdFor(run.out),
    name: `${base.description.name.replace(/ \+ \d+ (images|of yours).*$/, '')} + ${report.rows} of yours`,
    encoder: base.encoder,
    decoder: tuned.decoder,
    vocabulary: tuned.vocabulary,
    ngrams: tuned.ngrams,
    namer: tuned.namer,
    detectors: tuned.detectors,
    lineage: { base: base.description.id, rows: report.rows },
    training: tuned.settings,
    calibration: await withWriter(tuned, context.runtime, (model) =>
      taughtCalibration(base.description.calibration, {
        images: corrections.map(({ image }) => image),
        heldOut: tuned.heldOut,
        grids: store,
        model,
        betweenSteps: context.giveWay,
        signal: context.signal,
      }),
    ),
    figures: {
      lossBefore: before.loss,
      lossAfter: after.loss,
      bleu4: after.bleu4.value,
      ciderD: after.ciderD.value,
      correcting: after.correcting.value,
      completing: after.completing.value,
    },
    documents: { [reportFile]: reportText(report) },
  });
}
