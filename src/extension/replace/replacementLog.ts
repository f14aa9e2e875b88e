import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { errorCode } from '../../dataset/files/fileError';
import type { DatasetStorage } from '../session/datasetStorage';
import { ruleSchema } from './replaceMessages';
import { makeFolder } from '../../dataset/files/makeFolder';

const mostReplacements = 20;
/** In bytes, of one dataset; the newest replacement is kept however large it is. */
const mostBytes = 64 * 1024 * 1024;

const replacementSchema = z.object({
  /** When it was made, in ISO 8601. */
  at: z.string(),
  rule: ruleSchema,
  /** Each line that it changed, as it was and as it was left. */
  lines: z.array(z.tuple([z.string(), z.string()])),
});
/** What a replacement over several captions did. */
export type Replacement = z.infer<typeof replacementSchema>;

/** The replacements of one dataset, kept outside of it: so that they can be taken back after the window was closed. */
export class ReplacementLog {
  private readonly folder: string;
  private readonly onFailure: (error: unknown) => void;

  /** @param dataset its file on disk */
  constructor(storage: DatasetStorage, dataset: string) {
    this.folder = storage.placeFor('replacements', dataset);
    this.onFailure = storage.onFailure;
  }

  /** Keeps a replacement; the oldest go. What cannot be written is told, and nothing else depends on it. */
  async add(replacement: Replacement): Promise<void> {
    try {
      await makeFolder(this.folder);
      const file = path.join(this.folder, `${replacement.at.replaceAll(':', '-')}.json`);
      await writeFileAtomically(file, Buffer.from(JSON.stringify(replacement)));
      await this.prune();
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** Those that are kept, the newest first. */
  async list(): Promise<Replacement[]> {
    const replacements: Replacement[] = [];
    for (const file of await this.files()) {
      try {
        replacements.push(replacementSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
      } catch (error) {
        this.onFailure(error);
      }
    }
    return replacements;
  }

  private async prune(): Promise<void> {
    let bytes = 0;
    for (const [at, file] of (await this.files()).entries()) {
      bytes += (await stat(file)).size;
      if (at > 0 && (at >= mostReplacements || bytes > mostBytes)) await rm(file, { force: true });
    }
  }

  /** The newest first. */
  private async files(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .toReversed()
      .map((name) => path.join(this.folder, name));
  }
}
