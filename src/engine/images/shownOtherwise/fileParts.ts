import type { FileHandle } from 'node:fs/promises';

/** Bytes that are read at a time. */
const portion = 1 << 16;

/** Parts of a file, read as they are asked for: what stands in its head, or behind megabytes of pixels. */
export class FileParts {
  private kept = Buffer.alloc(0);
  private keptAt = 0;

  private constructor(
    private readonly readAt: (part: Buffer, at: number) => Promise<number>,
    readonly size: number,
  ) {}

  static in(file: FileHandle, size: number): FileParts {
    return new FileParts(async (part, at) => (await file.read(part, 0, part.length, at)).bytesRead, size);
  }

  /** Of a file that has been read. */
  static of(bytes: Uint8Array): FileParts {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FileParts((part, at) => Promise.resolve(whole.copy(part, 0, at)), whole.length);
  }

  /** So many bytes from some place on; fewer where the file ends. */
  async read(at: number, length: number): Promise<Buffer> {
    const end = Math.min(at + length, this.size);
    if (end <= at) return Buffer.alloc(0);
    if (at < this.keptAt || end > this.keptAt + this.kept.length) {
      const part = Buffer.alloc(Math.max(end - at, Math.min(portion, this.size - at)));
      this.kept = part.subarray(0, await this.readAt(part, at));
      this.keptAt = at;
    }
    return this.kept.subarray(at - this.keptAt, end - this.keptAt);
  }
}
