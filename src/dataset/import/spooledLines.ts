import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { makeFileOf } from '../files/atomicWrite';
import { withExactNumbers } from '../json/exactNumbers';
import { otherKeys, RowFormat } from '../document/otherKeys';
import { ownKeys } from '../rows/row';
import { parseContent } from '../rows/rowReading';
import type { ImportedRow } from './importedRow';
import { temporaryBeside } from './temporaryFile';
import { readLinePortions } from './textLines';

/** Rows that are written at a time. */
const atOnce = 250;
/** Bytes that are read at a time. */
const portion = 1 << 16;

/**
 * The lines of an import until all are known, in a file of their own: a million of them would fill the memory. Every row of a dataset has the
 * same keys, and those that the last row adds are not known when the first is written: then all are written again.
 */
export class SpooledLines {
  private readonly place: string;
  private readonly file: number;
  private waiting: string[] = [];
  /** The keys of the first row besides Showtell's own. */
  private keys: ReadonlyMap<string, '' | null> | undefined;
  private format = new RowFormat(new Map());
  private areSame = true;
  private isClosed = false;

  /**
   * @param beside a file in whose folder there is room; nothing is left there after {@link remove}
   * @param ending of each line
   * @throws the error of the file system
   */
  constructor(
    beside: string,
    private readonly ending: string,
  ) {
    this.place = temporaryBeside(beside);
    this.file = openSync(this.place, 'wx+');
  }

  get isEmpty(): boolean {
    return this.keys === undefined;
  }

  /** @throws the error of the file system */
  add({ row, others, isStructured }: ImportedRow): void {
    if (!this.keys) this.format = new RowFormat((this.keys = otherKeys([{ others }])));
    const own = Object.keys(others);
    this.areSame &&= own.length === this.keys.size && own.every((key) => this.keys?.has(key));
    const format = this.areSame ? this.format : new RowFormat(otherKeys([{ others }]));
    if (this.waiting.push(format.lineOf(row, others, isStructured)) >= atOnce) this.write();
  }

  /**
   * All lines, in parts.
   * @param keys of all rows
   * @throws the error of the file system
   */
  async *read(keys: ReadonlyMap<string, '' | null>): AsyncGenerator<Buffer> {
    this.write();
    const format = new RowFormat(keys);
    if (this.haveKeys(keys)) yield* this.bytes();
    else
      for await (const lines of readLinePortions(this.place))
        yield Buffer.from(lines.map((line) => formatAgain(line, format) + this.ending).join(''));
  }

  /**
   * Makes them the dataset itself, if there is none yet: what stands here need not be written again then.
   * @param keys of all rows
   * @returns whether they are
   * @throws the error of the file system
   */
  async become(dataset: string, keys: ReadonlyMap<string, '' | null>): Promise<boolean> {
    this.write();
    const isThere = await stat(dataset).then(
      () => true,
      () => false,
    );
    if (isThere || !this.haveKeys(keys)) return false;
    this.close();
    await makeFileOf(this.place, dataset);
    return true;
  }

  /** Takes the file away. */
  remove(): void {
    this.close();
    rmSync(this.place, { force: true });
  }

  private close(): void {
    if (!this.isClosed) closeSync(this.file);
    this.isClosed = true;
  }

  /** Whether each line has just these keys, in this order. */
  private haveKeys(keys: ReadonlyMap<string, '' | null>): boolean {
    return this.areSame && [...keys.keys()].join() === [...(this.keys?.keys() ?? [])].join();
  }

  private *bytes(): Generator<Buffer> {
    for (let at = 0; ;) {
      const part = Buffer.allocUnsafe(portion);
      const length = readSync(this.file, part, 0, portion, at);
      if (length === 0) return;
      at += length;
      yield part.subarray(0, length);
    }
  }

  private write(): void {
    if (this.waiting.length === 0) return;
    writeFileSync(this.file, Buffer.from(`${this.waiting.join(this.ending)}${this.ending}`));
    this.waiting = [];
  }
}

/** The line of a row that has keys of its own alone, with those of all. */
function formatAgain(line: string, format: RowFormat): string {
  const { content, object } = parseContent(line);
  if ('problem' in content || !object) throw new Error(`A row that was just written is none: ${line}`);
  const others = Object.entries(withExactNumbers(object, line)).filter(([key]) => !ownKeys.has(key));
  return format.lineOf(content.row, Object.fromEntries(others), content.isStructured);
}
