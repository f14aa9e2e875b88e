import type * as vscode from 'vscode';
import * as z from 'zod';

/** By the id of the model: how far a person has closed what was said of it. */
const closedSchema = z.record(z.string(), z.number());

/**
 * What was closed of the notices of one dataset, for each model. They come in the order of decisions, so that one number says it:
 * that of the last offer that was closed, 0 for the notice before all offers.
 */
export class ClosedNotices {
  private readonly name: string;

  constructor(
    private readonly state: vscode.Memento,
    document: vscode.Uri,
  ) {
    this.name = `unfamiliar ${document.toString()}`;
  }

  has(model: string, offer: number): boolean {
    const last = this.all[model];
    return last !== undefined && last >= offer;
  }

  /** Closes a notice for good, and those before it. */
  close(model: string, offer: number): void {
    void this.state.update(this.name, { ...this.all, [model]: offer });
  }

  private get all(): Partial<z.infer<typeof closedSchema>> {
    return closedSchema.safeParse(this.state.get(this.name)).data ?? {};
  }
}
