import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { DatasetLines, LinePlace } from './datasetLines';
import { decodeDataset, isUtf16 } from '../files/encoding';
import { couldNotRead, DatasetFileError, utf16Refusal } from './file';
import { openFile } from '../files/openFile';

/** Bytes that are read at a time. */
const portion = 1 << 16;
/** Places are kept as numbers of 32 bits. */
const mostBytes = 2 ** 32 - 1;
/** Of two lines that follow each other, the second begins so few bytes behind the end of the first at most. */
const longestEnding = 2;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const byteOrderMark = Buffer.from('\uFEFF');

/**
 * The lines of a dataset file, of which a portion at a time is held in memory. Places count bytes. The file stays open, and what it held
 * when it was opened is found again whatever takes its name, or is added to it, meanwhile.
 */
export class FileLines implements DatasetLines {
  haveForeignBytes = false;
  private buffer: Buffer = Buffer.allocUnsafe(portion);
  /** What was read of it last, and where that begins. */
  private window: Buffer = this.buffer.subarray(0, 0);
  private from = 0;
  private isPlain = false;
  private hasReturns = false;
  private lastEnd = -1;

  private constructor(
    private readonly file: FileHandle,
    private size: number,
  ) {
    this.load(0, portion);
  }

  /** @throws DatasetFileError if there is no such file, it may not be read, is a pipe or a device, too large, or UTF-16 */
  static async open(path: string): Promise<FileLines> {
    const { file, size } = await openFile(path).catch((error: unknown) => {
      throw couldNotRead(path, error);
    });
    try {
      if (size > mostBytes) {
        throw new DatasetFileError(l10n.t('{0} is larger than 4 GB. Split it into several files.', path));
      }
      const lines = new FileLines(file, size);
      if (isUtf16(lines.window)) throw utf16Refusal(path);
      return lines;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }

  *places(): Generator<LinePlace> {
    this.cover(0);
    let start = this.window.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0;
    while (start < this.size) {
      const end = this.endOfLine(start);
      yield { start, end };
      const isPair = this.byteAt(end) === carriageReturn && this.byteAt(end + 1) === lineFeed;
      start = end + (isPair ? 2 : 1);
    }
  }

  textAt({ start, end }: LinePlace): string {
    const follows = start >= this.lastEnd && start - this.lastEnd <= longestEnding;
    this.lastEnd = end;
    if (!this.covers(start, end)) {
      // A line somewhere else is read alone: the others of the portion may not be asked for.
      if (!follows || end - start > portion) return this.decoded(this.read(Buffer.allocUnsafe(end - start), start));
      this.load(start, portion);
    }
    const [from, to] = [start - this.from, end - this.from];
    return this.isPlain ? this.window.toString('latin1', from, to) : this.decoded(this.window.subarray(from, to));
  }

  private decoded(bytes: Buffer): string {
    if (isUtf8(bytes)) return bytes.toString('utf8');
    this.haveForeignBytes = true;
    return decodeDataset(bytes);
  }

  private endOfLine(start: number): number {
    for (let length = portion; ; length *= 2) {
      this.cover(start);
      const at = start - this.from;
      const feed = this.window.indexOf(lineFeed, at);
      const end = this.hasReturns ? firstOf(feed, this.window.indexOf(carriageReturn, at)) : feed;
      if (end >= 0) return this.from + end;
      if (this.from + this.window.length >= this.size) return this.size;
      this.load(start, length);
    }
  }

  private byteAt(at: number): number | undefined {
    this.cover(at);
    return this.window[at - this.from];
  }

  private covers(start: number, end: number): boolean {
    return start >= this.from && end <= this.from + this.window.length;
  }

  private cover(at: number): void {
    if (at < this.size && !this.covers(at, at + 1)) this.load(at, portion);
  }

  private load(at: number, length: number): void {
    if (length > this.buffer.length) this.buffer = Buffer.allocUnsafe(length);
    this.window = this.read(this.buffer.subarray(0, Math.min(length, this.size - at)), at);
    this.from = at;
    this.isPlain = isAscii(this.window);
    this.hasReturns = this.window.includes(carriageReturn);
  }

  /** Fills bytes with those of the file. A file that was cut meanwhile ends there. */
  private read(bytes: Buffer, at: number): Buffer {
    for (let filled = 0; filled < bytes.length;) {
      const count = readSync(this.file.fd, bytes, filled, bytes.length - filled, at + filled);
      if (count === 0) {
        this.size = at + filled;
        return bytes.subarray(0, filled);
      }
      filled += count;
    }
    return bytes;
  }
}

/** The lesser of two places, of which each may be nowhere: -1. */
function firstOf(one: number, other: number): number {
  if (one < 0 || other < 0) return Math.max(one, other);
  return Math.min(one, other);
}
