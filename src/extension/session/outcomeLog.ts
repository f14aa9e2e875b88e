import * as vscode from 'vscode';
import * as z from 'zod';

/** What came of long work on a dataset. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  /** A fine-tune made a model. @property gain what it was worth, for a person */
  z.object({ kind: z.literal('model'), name: z.string(), directory: z.string(), gain: z.string() }),
  /** A fine-tune failed. */
  z.object({ kind: z.literal('failure'), reason: z.string() }),
  /** A batch suggested captions. */
  z.object({ kind: z.literal('batch'), suggested: z.number(), failed: z.number() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type OutcomeKind = Outcome['kind'];

/**
 * What came of long work on datasets and was not looked at yet, the newest of each kind; it outlives a reload of the window. A
 * dataset goes by its file on disk.
 */
export class OutcomeLog implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  /** Fires with the dataset whose outcomes changed. */
  readonly onDidChange = this.changed.event;
  private readonly underWay = new Map<string, string>();
  private readonly looked = new vscode.EventEmitter<Outcome>();
  /** Fires when a person wants to look at one. */
  readonly onDidLook = this.looked.event;

  constructor(private readonly state: vscode.Memento) {}

  dispose(): void {
    this.changed.dispose();
    this.looked.dispose();
  }

  /** What was not looked at, the oldest first. */
  of(dataset: string): Outcome[] {
    return z.array(outcomeSchema).safeParse(this.state.get(name(dataset))).data ?? [];
  }

  /** How far a fine-tune on this dataset is; nothing while there is none. */
  learningOf(dataset: string): string | undefined {
    return this.underWay.get(dataset);
  }

  /** @param progress nothing once it has ended */
  noteLearning(dataset: string, progress: string | undefined): void {
    if (progress === this.underWay.get(dataset)) return;
    if (progress === undefined) this.underWay.delete(dataset);
    else this.underWay.set(dataset, progress);
    this.changed.fire(dataset);
  }

  /** Takes the place of what came of such work before. */
  add(dataset: string, outcome: Outcome): void {
    this.keep(dataset, [...this.without(dataset, outcome.kind), outcome]);
  }

  /** Shows what there is to see of an outcome; it is looked at then. */
  look(dataset: string, kind: OutcomeKind): void {
    const outcome = this.of(dataset).find((each) => each.kind === kind);
    this.close(dataset, kind);
    if (outcome) this.looked.fire(outcome);
  }

  /** A person wants to see one no longer. */
  close(dataset: string, kind: OutcomeKind): void {
    this.keep(dataset, this.without(dataset, kind));
  }

  /** A model's report is on screen, however it was opened. */
  modelSeen(directory: string): void {
    for (const key of this.state.keys().filter((each) => each.startsWith(prefix))) {
      const dataset = key.slice(prefix.length);
      if (this.of(dataset).some((each) => each.kind === 'model' && each.directory === directory))
        this.close(dataset, 'model');
    }
  }

  private without(dataset: string, kind: OutcomeKind): Outcome[] {
    return this.of(dataset).filter((each) => each.kind !== kind);
  }

  private keep(dataset: string, outcomes: readonly Outcome[]): void {
    void this.state.update(name(dataset), outcomes.length > 0 ? outcomes : undefined);
    this.changed.fire(dataset);
  }
}

const prefix = 'outcomes ';

function name(dataset: string): string {
  return prefix + dataset;
}
