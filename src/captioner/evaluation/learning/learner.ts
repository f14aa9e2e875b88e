import path from 'node:path';
import type { OpenBundle } from '../../bundle/openBundle';
import { writeBundle } from '../../bundle/writeBundle';
import type { GridSource } from '../../training/examples';
import { fineTune } from '../../training/fineTune/fineTune';
import type { Correction, FineTuneJob } from '../../training/fineTune/job';
import type { FineTuneReport } from '../../training/fineTune/report';

export interface LearnerOptions extends Pick<FineTuneJob, 'betweenSteps' | 'onProgress' | 'signal'> {
  /** What a fine-tune was worth. */
  onLearned?: (report: FineTuneReport) => void;
}

/** Fine-tunes as the editor's command does, and uses the new model if the report recommends it. */
export class Learner {
  /** @param folder where the models are kept */
  constructor(
    private readonly folder: string,
    private readonly grids: GridSource,
    private readonly options: LearnerOptions = {},
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
    const { onLearned, ...options } = this.options;
    const { decoder, vocabulary, ngrams, namer, settings, report } = await fineTune({
      ...options,
      base: model,
      corrections,
      others,
      grids: this.grids,
      seed: 1,
    });
    onLearned?.(report);
    try {
      if (report.verdict === 'notBetter') return undefined;
      const directory = path.join(this.folder, `after-${corrections.length}-${Date.now()}`);
      await writeBundle(directory, {
        id: path.basename(directory),
        name: path.basename(directory),
        encoder: model.encoder,
        decoder,
        vocabulary,
        ngrams,
        namer,
        lineage: { base: model.description.id, rows: corrections.length },
        training: settings,
        figures: {},
      });
      return directory;
    } finally {
      decoder.dispose();
    }
  }
}
