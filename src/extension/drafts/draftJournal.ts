import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { draftSchema, type Draft } from './draftMessages';

const keptSchema = z.array(draftSchema);
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
    if (decided.length > mostDecided) all.delete(decided[0].draft.key);
    this.write(dataset);
    this.changed.fire({ dataset, key: draft.key });
  }

  /** What was typed into an entry is given up. */
  forget(dataset: string, key: string): void {
    if (!this.drafts.get(dataset)?.delete(key)) return;
    this.write(dataset);
    this.changed.fire({ dataset, key });
  }

  /** All that was decided until then is in good hands, or given up. */
  forgetDecided(dataset: string, time: number): void {
    const all = this.drafts.get(dataset);
    if (!all) return;
    const { size } = all;
    for (const [key, { draft, came }] of all) if (draft.isDecided && came <= time) all.delete(key);
    if (all.size < size) this.write(dataset);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Waits until all is on the disk. */
  async settled(): Promise<void> {
    await Promise.all(this.writing.values());
  }

  /** One write at a time; what comes meanwhile goes with the next. */
  private write(dataset: string): void {
    const last = this.writing.get(dataset) ?? this.load(dataset);
    const next = last
      .then(async () => {
        // A later one has it all.
        if (this.writing.get(dataset) === next) await this.store(dataset);
      })
      .catch(this.onFailure);
    this.writing.set(dataset, next);
  }

  private async store(dataset: string): Promise<void> {
    const file = this.fileOf(dataset);
    const state = this.drafts.get(dataset);
    if (!state || state.size === 0) return rm(file, { force: true });
    await mkdir(this.folder, { recursive: true });
    await writeFileAtomically(file, Buffer.from(JSON.stringify(Array.from(state.values(), ({ draft }) => draft))));
  }

  /** Reads once what was kept before. */
  private load(dataset: string): Promise<void> {
    const known = this.loading.get(dataset);
    if (known) return known;
    const loading = this.read(dataset).then((found) => {
      // What was typed meanwhile is newer.
      const typed = this.drafts.get(dataset) ?? [];
      this.drafts.set(dataset, new Map([...found.map((draft) => [draft.key, { draft, came: 0 }] as const), ...typed]));
    });
    this.loading.set(dataset, loading);
    return loading;
  }

  private async read(dataset: string): Promise<Draft[]> {
    try {
      return keptSchema.safeParse(JSON.parse(await readFile(this.fileOf(dataset), 'utf8'))).data ?? [];
    } catch {
      return []; // nothing was kept, or the disk has lost it
    }
  }

  private fileOf(dataset: string): string {
    return path.join(this.folder, `${createHash('sha256').update(dataset).digest('hex').slice(0, 32)}.json`);
  }
}
