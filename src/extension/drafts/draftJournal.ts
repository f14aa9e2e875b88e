import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { DraftFile, type DraftChange } from './draftFile';
import type { Draft } from './draftMessages';

/** Of what is decided; VS Code has long kept those before. */
const mostDecided = 20;

interface Kept {
  draft: Draft;
  /** When it came, in milliseconds since 1970 of the clock here. */
  came: number;
}

/**
 * Keeps on the disk what is typed, as fast as the disk takes it: what is not decided stands nowhere else, and of what is,
 * VS Code keeps an edit only when nothing was changed for a second.
 */
export class DraftJournal {
  private readonly drafts = new Map<string, Map<string, Kept>>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly files = new Map<string, DraftFile>();
  /** What is to be written, by the keys. */
  private readonly unwritten = new Map<string, Map<string, DraftChange>>();
  private readonly writing = new Map<string, Promise<void>>();
  private readonly changed = new vscode.EventEmitter<{ dataset: string; key: string }>();
  /** Fires when something else is kept for an entry of a dataset, or nothing any more. */
  readonly onDidChange = this.changed.event;

  /**
   * @param folder where the drafts of each dataset have a file
   * @param onFailure is told when a draft could not be kept
   */
  constructor(
    private readonly folder: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** What was typed into a dataset and may not be in it, the oldest first; also before a crash, or long ago. */
  async of(dataset: string): Promise<Draft[]> {
    await this.load(dataset);
    return Array.from(this.drafts.get(dataset)?.values() ?? [], ({ draft }) => draft);
  }

  /** What is kept for an entry, once {@link of} has read what was kept before. */
  find(dataset: string, key: string): Draft | undefined {
    return this.drafts.get(dataset)?.get(key)?.draft;
  }

  keep(dataset: string, draft: Draft): void {
    const all = this.drafts.get(dataset) ?? new Map<string, Kept>();
    this.drafts.set(dataset, all);
    all.delete(draft.key);
    all.set(draft.key, { draft, came: Date.now() });
    const decided = [...all.values()].filter((kept) => kept.draft.isDecided);
    if (decided.length > mostDecided) this.drop(dataset, decided[0].draft.key);
    this.write(dataset, draft.key, draft);
    this.changed.fire({ dataset, key: draft.key });
  }

  /** What was typed into an entry is given up. */
  forget(dataset: string, key: string): void {
    if (!this.drop(dataset, key)) return;
    this.changed.fire({ dataset, key });
  }

  /** All that was decided until then is in good hands, or given up. */
  forgetDecided(dataset: string, time: number): void {
    for (const [key, { draft, came }] of this.drafts.get(dataset) ?? [])
      if (draft.isDecided && came <= time) this.drop(dataset, key);
  }

  /** A dataset is another file now, in a folder that is where it was: what is kept of it goes along. */
  async follow(from: string, to: string): Promise<void> {
    const moved = this.of(from).then((drafts) => {
      for (const draft of drafts) {
        this.keep(to, draft);
        this.forget(from, draft.key);
      }
    });
    // Whoever opens it meanwhile waits for them.
    this.loading.set(
      to,
      Promise.all([this.load(to), moved]).then(() => undefined),
    );
    await moved;
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Waits until all is on the disk. */
  async settled(): Promise<void> {
    await Promise.all(this.writing.values());
  }

  /** @returns whether anything was kept */
  private drop(dataset: string, key: string): boolean {
    const isKept = this.drafts.get(dataset)?.delete(key) ?? false;
    if (isKept) this.write(dataset, key, { forgotten: key });
    return isKept;
  }

  /** One write at a time; what comes meanwhile goes with the next. */
  private write(dataset: string, key: string, change: DraftChange): void {
    const changes = this.unwritten.get(dataset) ?? new Map<string, DraftChange>();
    this.unwritten.set(dataset, changes);
    changes.delete(key);
    changes.set(key, change);
    const last = this.writing.get(dataset) ?? this.load(dataset);
    this.writing.set(dataset, last.then(() => this.store(dataset)).catch(this.onFailure));
  }

  private async store(dataset: string): Promise<void> {
    const changes = this.unwritten.get(dataset);
    if (!changes) return;
    this.unwritten.delete(dataset);
    try {
      await this.fileOf(dataset).add([...changes.values()], (this.drafts.get(dataset)?.size ?? 0) === 0);
    } catch (error) {
      // With the next change; what came meanwhile is newer.
      this.unwritten.set(dataset, new Map([...changes, ...(this.unwritten.get(dataset) ?? [])]));
      throw error;
    }
  }

  /** Reads once what was kept before. */
  private load(dataset: string): Promise<void> {
    const known = this.loading.get(dataset);
    if (known) return known;
    const loading = this.settledElsewhere(dataset)
      .then(() => this.fileOf(dataset).read())
      .then((found) => {
        // What was typed meanwhile is newer.
        const typed = this.drafts.get(dataset) ?? [];
        this.drafts.set(
          dataset,
          new Map([...found.map((draft) => [draft.key, { draft, came: 0 }] as const), ...typed]),
        );
      });
    this.loading.set(dataset, loading);
    return loading;
  }

  /**
   * Waits until what was typed into other datasets is on the disk: one of them may be this one, from before its folder got another
   * name. Of those whose folder is gone nothing is remembered, as that may get its name back.
   */
  private async settledElsewhere(dataset: string): Promise<void> {
    await Promise.allSettled(this.writing.values());
    for (const other of this.loading.keys()) {
      if (other === dataset || existsSync(path.dirname(other))) continue;
      this.loading.delete(other);
      this.drafts.delete(other);
    }
  }

  private fileOf(dataset: string): DraftFile {
    const name = `${createHash('sha256').update(dataset).digest('hex').slice(0, 32)}.json`;
    const file = this.files.get(dataset) ?? new DraftFile(path.join(this.folder, name), dataset);
    this.files.set(dataset, file);
    return file;
  }
}
