import path from 'node:path';
import type { TrainingRecord } from '../../captioner/training/checkpoint';
import type { TrainingProgress } from '../../captioner/training/trainingJob';
import { EventFile } from './eventFile';
import { RecordTable } from './recordTable';

/** Steps between two points of the training's curves. */
const logEvery = 10;

/**
 * What a run leaves to look at: scalars for TensorBoard, and `training.csv` with a row for each validation. A run that is
 * taken up goes on in the same folder, without steps that come twice.
 */
export class TrainingLog {
  /** Written one after another; what failed is told at the end. */
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly events: EventFile,
    private readonly table: RecordTable,
    private readonly clock: () => number,
  ) {}

  /** @param fromStep where the run begins, or is taken up */
  static async open(folder: string, fromStep: number, clock: () => number = Date.now): Promise<TrainingLog> {
    const events = await EventFile.create(folder, fromStep, clock());
    return new TrainingLog(events, await RecordTable.open(path.join(folder, 'training.csv'), fromStep), clock);
  }

  progress({ step, stepLoss, learningRate, gradientNorm, secondsEach }: TrainingProgress): void {
    if (step % logEvery !== 0) return;
    this.scalars(step, {
      'training/loss': stepLoss,
      'training/learning_rate': learningRate,
      'training/gradient_norm': gradientNorm,
      'training/seconds_a_step': secondsEach,
    });
  }

  record(record: TrainingRecord): void {
    const figures = Object.entries(record.figures).map(([name, value]) => [`validation/${name}`, value] as const);
    this.scalars(record.step, { 'validation/loss': record.validationLoss, ...Object.fromEntries(figures) });
    this.queue(() => this.table.add(record));
  }

  /** Waits until all is written. @throws Error if something could not be */
  async close(): Promise<void> {
    await this.writing;
  }

  private scalars(step: number, values: Record<string, number>): void {
    const now = this.clock();
    this.queue(() => this.events.scalars(step, values, now));
  }

  private queue(write: () => Promise<void>): void {
    this.writing = this.writing.then(write);
    // Told by `close`; until then it must not end the process.
    this.writing.catch(() => undefined);
  }
}
