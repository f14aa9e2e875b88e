import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/files/atomicWrite';
import { errorCode } from '../../dataset/files/fileError';
import { GatheringWriter } from './gatheringWriter';
import { makeFolder } from '../../dataset/files/makeFolder';

/** How long changes are gathered before they are written, in milliseconds. */
const pause = 500;

/** What is known of many things, by their names, kept in a file. Beyond its limit, what was learnt first is forgotten. */
export class KeptMap<Value> {
  private readonly values = new Map<string, Value>();
  private readonly writer: GatheringWriter<string>;
  /** Settles when what was kept can be asked for. */
  readonly opened: Promise<void>;

  /**
   * @param valueSchema checks what is read
   * @param most how many are kept
   * @param onFailure is told why something could not be read or written; everything goes on without
   */
  constructor(
    private readonly file: string,
    private readonly valueSchema: z.ZodType<Value>,
    private readonly most: number,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.opened = this.read();
    this.writer = new GatheringWriter((names) => this.write(names), onFailure, pause);
  }

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  set(name: string, value: Value): void {
    if (this.values.get(name) === value) return;
    this.values.set(name, value);
    this.writer.add(name);
  }

  delete(name: string): void {
    if (this.values.delete(name)) this.writer.add(name);
  }

  /** Writes what is not written yet. */
  flush(): Promise<void> {
    return this.writer.flush().catch(this.onFailure);
  }

  /** Of these alone: another editor, or window, may have kept others meanwhile. */
  private async write(names: readonly string[]): Promise<void> {
    await this.opened;
    await makeFolder(path.dirname(this.file));
    const kept = await this.stored();
    for (const name of names) {
      const value = this.values.get(name);
      if (value === undefined) kept.delete(name);
      else kept.set(name, value);
    }
    await writeFileAtomically(this.file, Buffer.from(JSON.stringify([...kept].slice(-this.most))));
  }

  /** What was learnt since counts more than what is read. */
  private async read(): Promise<void> {
    const kept = await this.stored();
    const newer = [...this.values];
    this.values.clear();
    for (const [name, value] of [...kept, ...newer]) this.values.set(name, value);
  }

  private async stored(): Promise<Map<string, Value>> {
    try {
      const text = await readFile(this.file, 'utf8');
      return new Map(z.array(z.tuple([z.string(), this.valueSchema])).parse(JSON.parse(text)));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') this.onFailure(error);
      return new Map();
    }
  }
}
