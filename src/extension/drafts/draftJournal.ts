import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { draftSchema, type Draft } from './draftMessages';

const keptSchema = z.array(draftSchema);
/** VS Code has long kept those before. */
const mostDrafts = 20;

interface Kept {
  draft: Draft;
  /** When it came, in milliseconds since 1970 of the clock here. */
  came: number;
}

/**
 * Keeps on the disk what is typed, as fast as the disk takes it: VS Code keeps an edit of a document only when nothing was changed
 * for a second, and of what stands in a text box it knows nothing.
 */
export class DraftJournal {
  private readonly drafts = new Map<string, Map<string, Kept>>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly writing = new Map<string, Promise<void>>();

  /**
   * @param folder where the drafts of each dataset have a file
   * @param onFailure is told when a draft could not be kept
   */
  constructor(
    private readonly folder: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** What was typed into a dataset and may not be in it, the oldest first; also before a crash. */
  async of(dataset: string): Promise<Draft[]> {
    await this.load(dataset);
    return Array.from(this.drafts.get(dataset)?.values() ?? [], ({ draft }) => draft);
  }

  keep(dataset: string, draft: Draft): void {
    const all = this.drafts.get(dataset) ?? new Map<string, Kept>();
    this.drafts.set(dataset, all);
    all.delete(draft.key);
    all.set(draft.key, { draft, came: Date.now() });
    const [oldest] = all.keys();
    if (all.size > mostDrafts) all.delete(oldest);
    this.write(dataset);
  }

  /** What was typed into an entry is given up. */
  forget(dataset: string, key: string): void {
    if (this.drafts.get(dataset)?.delete(key)) this.write(dataset);
  }

  /** All that came until then is in good hands, or given up. */
  forgetUntil(dataset: string, time: number): void {
    const all = this.drafts.get(dataset);
    if (!all) return;
    const { size } = all;
    for (const [key, { came }] of all) if (came <= time) all.delete(key);
    if (all.size < size) this.write(dataset);
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
