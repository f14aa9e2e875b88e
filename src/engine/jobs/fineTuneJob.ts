import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { openBundle } from '../../captioner/bundle/openBundle';
import { taughtCalibration } from '../../captioner/calibration/taughtCalibration';
import { writeBundle } from '../../captioner/bundle/writeBundle';
import { fineTune } from '../../captioner/training/fineTune';
import type { FineTuneParams, FineTuneResult } from '../protocol';
import { prepareImages } from './datasetImages';
import { reportSteps, type JobContext } from './jobContext';

/** A person stands behind these captions; `suggested` and excluded rows teach nothing. */
const taughtBy = ['accepted', 'edited', 'written'] as const;

/** Fine-tunes a model on a dataset and writes the result as a new bundle; the base model stays as it is. */
export async function fineTuneJob(params: FineTuneParams, context: JobContext): Promise<FineTuneResult> {
  const { report, giveWay: betweenSteps, signal } = context;
  const base = await openBundle(params.baseModel);
  const cache = await mkdtemp(path.join(os.tmpdir(), 'showtell-features-'));
  try {
    const prepared = await prepareImages([params.datasetPath], taughtBy, cache, base.encoder, {
      onProgress: reportSteps(context, 'features'),
      betweenSteps,
      signal,
    });
    const [{ images }] = prepared.datasets;
    try {
      const tuned = await fineTune({
        base,
        images,
        grids: prepared.grids,
        seed: params.seed,
        betweenSteps,
        signal,
        onProgress: ({ heldOutLoss, ...progress }) =>
          report({ phase: 'training', ...progress, validationLoss: heldOutLoss }),
      });
      try {
        reportSteps(context, 'saving')(0, 0);
        const rows = images.length;
        const description = await writeBundle(params.out, {
          id: path.basename(params.out),
          name: `${base.description.name.replace(/ \+ \d+ (images|of yours).*$/, '')} + ${rows} of yours`,
          encoder: base.encoder,
          decoder: { shape: base.decoder.shape, parameters: tuned.parameters },
          vocabulary: base.vocabulary,
          lineage: { base: base.description.id, rows },
          training: tuned.settings,
          calibration: await taughtCalibration(
            base.description.calibration,
            images.map(({ image }) => image),
            prepared.grids,
          ),
          figures: { lossBefore: tuned.before.loss, lossAfter: tuned.after.loss, ...tuned.after.scores },
        });
        return {
          model: { id: description.id, name: description.name, directory: params.out },
          rows,
          heldOut: tuned.heldOut,
          lossBefore: tuned.before.loss,
          lossAfter: tuned.after.loss,
          figuresBefore: tuned.before.scores,
          figuresAfter: tuned.after.scores,
        };
      } finally {
        tf.dispose(tuned.parameters);
      }
    } finally {
      await prepared.close();
    }
  } finally {
    base.encoder.dispose();
    base.decoder.dispose();
    await rm(cache, { recursive: true, force: true });
  }
}
