import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { appendRow } from '../../dataset/document/edit';
import { encodeDataset } from '../../dataset/files/encoding';
import { errorCode, explainFileError } from '../../dataset/files/fileError';
import { DatasetFileError, readDatasetFile } from '../../dataset/document/file';
import { imageKey } from '../../dataset/images/fileName';
import type { Lock } from '../../dataset/files/folderLock';
import { linkTarget } from '../../dataset/files/linkTarget';
import { lockFileOfAnyName } from '../../dataset/files/hardLinks';
import type { Row } from '../../dataset/rows/row';
import { syncFolder } from '../../dataset/files/sync';

/** After how many milliseconds at most a row is on the disk, so that a power cut does not take it. */
const syncAfter = 3_000;

/** Which file it was and how long, when this process left it. */
interface LeftAs {
  device: bigint;
  inode: bigint;
  size: bigint;
}

/**
 * A dataset file that rows are added to as they come, so that whatever stops the program costs at most the row being
 * written. What the file held before is never touched. It is created with the first row. One process at a time adds rows to a
 * file, and it looks before each row whether the file is as it left it.
 */
export class RowFile {
  private file: FileHandle | undefined;
  private syncTimer: NodeJS.Timeout | undefined;
  /** What went wrong since the last row. */
  private failure: Error | undefined;
  private isTold = false;

  private constructor(
    readonly path: string,
    /** Where its symbolic links lead. */
    private readonly target: string,
    private readonly lock: Lock,
    private tail: string,
    private leftAs: LeftAs | undefined,
    private readonly named: Set<string>,
  ) {}

  /** @throws DatasetFileError if it cannot be read, or if another process adds rows to it */
  static async open(path: string): Promise<RowFile> {
    const target = await orExplain(path, linkTarget(path));
    await assertFolderIsThere(path, target);
    const lock = await lockFileOfAnyName(target);
    if (!lock) {
      throw new DatasetFileError(
        `Another showtell is adding rows to ${path}. Wait until it has ended, or choose another --out file.`,
      );
    }
    try {
      const { text, lines } = await readIfThere(target);
      const named = lines.flatMap(({ row }) => (row ? [imageKey(row.fileName)] : []));
      return new RowFile(path, target, lock, text, await look(target), new Set(named));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Whether the image has a row, whoever wrote it and whatever it says. */
  has(fileName: string): boolean {
    return this.named.has(imageKey(fileName));
  }

  /**
   * Adds a row at the end of the file.
   * @param others what else it says, as JSON: `,"id":7`
   * @throws DatasetFileError if it cannot be written, then half a row is taken back; or if another program changed, replaced or
   *   deleted the file meanwhile, then nothing is written
   */
  async append(row: Row, others = ''): Promise<void> {
    await this.appendAll([{ row, others }]);
  }

  /** Adds several rows in one step. @throws as {@link append} does */
  async appendAll(added: readonly { row: Row; others: string }[]): Promise<void> {
    let text = '';
    for (const { row, others } of added)
      text += withOthers(appendRow(text === '' ? this.tail : text.slice(-2), row).text, others);
    if (text === '') return;
    try {
      await this.assertAsLeft();
      await orExplain(this.path, this.write(encodeDataset(text)));
      this.isTold = false;
    } catch (error) {
      this.isTold = true;
      throw error;
    }
    // From here on only the line ending of the file matters.
    this.tail = text.endsWith('\r\n') ? '\r\n' : '\n';
    for (const { row } of added) this.named.add(imageKey(row.fileName));
    this.syncTimer ??= setTimeout(() => void this.syncLater(), syncAfter).unref();
  }

  /**
   * Waits until all rows are on the disk.
   * @throws DatasetFileError if they are not, or if another program changed, replaced or deleted the file since the last row
   */
  async close(): Promise<void> {
    clearTimeout(this.syncTimer);
    const { file } = this;
    this.file = undefined;
    try {
      if (!file) return;
      await orExplain(
        this.path,
        file.sync().finally(() => file.close()),
      );
      if (!this.isTold) await this.assertAsLeft();
    } finally {
      await this.lock.release();
    }
  }

  private async syncLater(): Promise<void> {
    this.syncTimer = undefined;
    if (!this.file) return;
    await orExplain(this.path, this.file.datasync()).catch((error: Error) => (this.failure = error));
  }

  private async write(bytes: Buffer): Promise<void> {
    this.file ??= await this.openFile();
    const { size } = await this.file.stat({ bigint: true });
    try {
      await this.file.appendFile(bytes);
    } catch (error) {
      await takeBack(this.file, Number(size), bytes).catch(() => undefined);
      throw error;
    }
    const { dev: device, ino: inode } = await this.file.stat({ bigint: true });
    this.leftAs = { device, inode, size: size + BigInt(bytes.length) };
  }

  private async openFile(): Promise<FileHandle> {
    // What another has made meanwhile is not added to.
    if (this.leftAs) return open(this.target, 'a+');
    const file = await open(this.target, 'ax+');
    await syncFolder(path.dirname(this.target));
    return file;
  }

  private async assertAsLeft(): Promise<void> {
    if (this.failure) throw this.failure;
    const now = await orExplain(this.path, look(this.target));
    const change = (await this.lock.isHeld()) ? changeOf(this.leftAs, now) : 'was taken over by another showtell';
    if (change === undefined) return;
    throw new DatasetFileError(
      `${this.path} ${change} while rows were added to it. What it holds now is left as it is; the same command adds what is missing.`,
    );
  }
}

/** The line of a row with what else it says. @param line may have a line ending, and one before it */
export function withOthers(line: string, others: string): string {
  return others === '' ? line : line.replace(/\}(?=[\r\n]*$)/, () => `${others}}`);
}

/** @returns what another program did to the file; nothing if it is as it was left */
function changeOf(leftAs: LeftAs | undefined, now: LeftAs | undefined): string | undefined {
  if (!now) return leftAs && 'was deleted or renamed by another program';
  if (!leftAs) return 'was made by another program';
  if (now.inode !== leftAs.inode || now.device !== leftAs.device) return 'was replaced by another program';
  return now.size === leftAs.size ? undefined : 'was changed by another program';
}

async function look(path: string): Promise<LeftAs | undefined> {
  try {
    const { dev: device, ino: inode, size } = await stat(path, { bigint: true });
    return { device, inode, size };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function assertFolderIsThere(file: string, target: string): Promise<void> {
  const folder = path.dirname(target);
  if (await stat(folder).catch(() => undefined)) return;
  const link = target === path.resolve(file) ? '' : `it is a symbolic link to ${target}, and `;
  throw new DatasetFileError(`Cannot write ${file}: ${link}there is no folder ${folder}.`);
}

async function readIfThere(path: string): ReturnType<typeof readDatasetFile> {
  try {
    return await readDatasetFile(path);
  } catch (error) {
    if (error instanceof Error && errorCode(error.cause) === 'ENOENT') return { text: '', lines: [] };
    throw error;
  }
}

/** Takes half a row back, if what stands after `size` is that and nothing of another program. */
async function takeBack(file: FileHandle, size: number, row: Buffer): Promise<void> {
  const rest = Buffer.alloc(row.length);
  const { bytesRead } = await file.read(rest, 0, rest.length, size);
  const isAll = (await file.stat()).size === size + bytesRead;
  if (isAll && rest.subarray(0, bytesRead).equals(row.subarray(0, bytesRead))) await file.truncate(size);
}

async function orExplain<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new DatasetFileError(`Cannot write ${path}: ${explainFileError(error)}.`, { cause: error });
  }
}
