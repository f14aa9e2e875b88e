import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { OpenBundle } from '../../src/captioner/bundle/openBundle';
import { writeBundle } from '../../src/captioner/bundle/writeBundle';
import { fineTune, type Correction } from '../../src/captioner/training/fineTune/fineTune';
import type { GridSource } from '../../src/captioner/training/examples';

/** Fine-tunes as the editor's command does, and uses the new model if the report recommends it. */
export class Learner {
  /** @param folder where the models are kept */
  constructor(
    private readonly folder: string,
    private readonly grids: GridSource,
  ) {}

  /**
   * @param model in use
   * @param others images that nobody decided on, by their places in the grid source
   * @returns the folder of the new model, or nothing if it is no better
   */
  async learn(
    model: OpenBundle,
    corrections: readonly Correction[],
    others: readonly number[],
  ): Promise<string | undefined> {
    const began = performance.now();
    const { parameters, shape, vocabulary, ngrams, settings, report } = await fineTune({
      base: model,
      corrections,
      others,
      grids: this.grids,
      seed: 1,
    });
    const { before, after, verdict } = report;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(
      `fine-tuned on ${corrections.length} in ${seconds} s: ${verdict}; on ${report.heldOut} held out: loss ` +
        `${before.loss.toFixed(3)} to ${after.loss.toFixed(3)}, correcting ${before.correcting.value.toFixed(1)} to ${after.correcting.value.toFixed(1)}`,
    );
    try {
      if (verdict === 'notBetter') return undefined;
      const directory = path.join(this.folder, `after-${corrections.length}-${Date.now()}`);
      await writeBundle(directory, {
        id: path.basename(directory),
        name: path.basename(directory),
        encoder: model.encoder,
        decoder: { shape, parameters },
        vocabulary,
        ngrams,
        lineage: { base: model.description.id, rows: corrections.length },
        training: settings,
        figures: {},
      });
      return directory;
    } finally {
      tf.dispose(parameters);
    }
  }
}
