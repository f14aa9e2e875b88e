import { constants } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { DatasetFileError } from '../../dataset/document/file';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { readWholeFile } from '../../dataset/files/wholeFile';

const failureSchema = z.object({ path: z.string(), reason: z.string() });
type Failure = z.infer<typeof failureSchema>;

/** The images that failed, a line of JSON each, written as they do: a later run need not try them again. */
export class FailureFile {
  private file: FileHandle | undefined;
  private readonly failed: Map<string, Failure>;
  /** Whether images that stand in the file have been captioned since. */
  private isOutdated = false;

  private constructor(
    private readonly path: string,
    failures: readonly Failure[],
  ) {
    this.failed = new Map(failures.map((failure) => [failure.path, failure]));
  }

  /** @throws DatasetFileError if it cannot be read, or holds something else */
  static async open(path: string): Promise<FailureFile> {
    const bytes = await readWholeFile(path, constants.MAX_STRING_LENGTH).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return Buffer.of();
      throw new DatasetFileError(`Cannot read ${path}: ${explainFileError(error)}.`, { cause: error });
    });
    const text = bytes.toString('utf8');
    const lines = text.split('\n');
    const failures = lines.flatMap((line, at): Failure[] => {
      if (line.trim() === '') return [];
      const failure = parse(line);
      // The last line may have been cut off by whatever ended the run.
      if (!failure && at < lines.length - 1) {
        throw new DatasetFileError(`${path}:${at + 1} is no failed image. Choose another file for --failures.`);
      }
      return failure ? [failure] : [];
    });
    const file = new FailureFile(path, failures);
    file.isOutdated = text !== '' && !text.endsWith('\n');
    return file;
  }

  /** Why an image failed before; nothing if it did not. */
  reasonFor(path: string): string | undefined {
    return this.failed.get(path)?.reason;
  }

  /** @throws DatasetFileError if it cannot be written */
  async add(path: string, reason: string): Promise<void> {
    if (this.reasonFor(path) === reason) return;
    const failure = { path, reason };
    this.failed.set(path, failure);
    if (this.isOutdated) return;
    await this.orExplain(async () => {
      this.file ??= await open(this.path, 'a');
      await this.file.appendFile(`${JSON.stringify(failure)}\n`);
    });
  }

  /** The image has been captioned. */
  remove(path: string): void {
    if (this.failed.delete(path)) this.isOutdated = true;
  }

  /** Puts those that failed into the file, and no others. @throws DatasetFileError if it cannot be written */
  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    if (!this.isOutdated) return;
    const text = Array.from(this.failed.values(), (failure) => `${JSON.stringify(failure)}\n`).join('');
    await this.orExplain(() => writeFileAtomically(this.path, Buffer.from(text)));
  }

  private async orExplain(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw new DatasetFileError(`Cannot write ${this.path}: ${explainFileError(error)}.`, { cause: error });
    }
  }
}

function parse(line: string): Failure | undefined {
  try {
    return failureSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
