import { open, type FileHandle } from 'node:fs/promises';
import { appendRow } from '../dataset/edit';
import { encodeDataset } from '../dataset/encoding';
import { errorCode, explainFileError } from '../dataset/fileError';
import { DatasetFileError, readDatasetFile } from '../dataset/file';
import { imageKey } from '../dataset/fileName';
import type { Row } from '../dataset/row';

/**
 * A dataset file that rows are added to as they come, so that whatever stops the program costs at most the row being
 * written. What the file held before is never touched. It is created with the first row.
 */
export class RowFile {
  private file: FileHandle | undefined;

  private constructor(
    readonly path: string,
    private tail: string,
    private readonly named: Set<string>,
  ) {}

  /** @throws DatasetFileError if the file is there but cannot be read */
  static async open(path: string): Promise<RowFile> {
    const { text, lines } = await readDatasetFile(path).catch((error: unknown) => {
      if (error instanceof Error && errorCode(error.cause) === 'ENOENT') {
        return { text: '', lines: [] };
      }
      throw error;
    });
    return new RowFile(path, text, new Set(lines.flatMap(({ row }) => (row ? [imageKey(row.fileName)] : []))));
  }

  /** Whether the image has a row, whoever wrote it and whatever it says. */
  has(fileName: string): boolean {
    return this.named.has(imageKey(fileName));
  }

  /**
   * Adds a row at the end of the file.
   * @throws DatasetFileError if it cannot be written; half a row is taken back
   */
  async append(row: Row): Promise<void> {
    try {
      this.file ??= await open(this.path, 'a');
      const { text } = appendRow(this.tail, row);
      const { size } = await this.file.stat();
      try {
        await this.file.appendFile(encodeDataset(text));
      } catch (error) {
        await this.file.truncate(size).catch(() => undefined);
        throw error;
      }
      // From here on only the line ending of the file matters.
      this.tail = text.endsWith('\r\n') ? '\r\n' : '\n';
    } catch (error) {
      throw new DatasetFileError(`Cannot write ${this.path}: ${explainFileError(error)}.`, { cause: error });
    }
    this.named.add(imageKey(row.fileName));
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}
