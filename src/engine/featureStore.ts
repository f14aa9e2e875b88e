import { appendFile, mkdir, open, readFile, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import type { GridSource } from '../captioner/training/examples';
import { explainFileError } from '../dataset/fileError';
import { decodeImage } from './imageDecoding';
import { toImageTensor } from './imageTensor';
import type { StoredFeature } from './storedFeature';

const imagesAtATime = 16;
const indexEntrySchema = z.object({
  slot: z.int().nonnegative(),
  file: z.string(),
  size: z.number(),
  modified: z.number(),
});

export interface ExtractOptions {
  paths: readonly string[];
  onProgress?: (done: number, of: number) => void;
  betweenSteps?: () => Promise<void>;
  signal?: AbortSignal;
}

/**
 * What the encoder makes of a dataset's images, on disk as bytes: memory does not grow with the dataset, and a second run
 * finds it again. The folder belongs to one encoder and one feature.
 */
export class FeatureStore implements GridSource {
  /** Slots by image; an image that changed on disk gets another one. */
  private readonly slots = new Map<string, number>();
  private used = 0;
  private places: number[] = [];

  /** Bytes of an image. */
  private readonly size: number;

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
    private readonly feature: StoredFeature,
  ) {
    this.size = tf.util.sizeFromShape([...feature.shape]) * feature.bytesPerValue;
  }

  static async open(folder: string, feature: StoredFeature): Promise<FeatureStore> {
    await mkdir(folder, { recursive: true });
    const file = await open(path.join(folder, 'features.bin'), 'a+');
    const store = new FeatureStore(folder, file, feature);
    await store.readIndex();
    return store;
  }

  /**
   * Makes some images available: afterwards, index i of `read` is path i.
   * @returns the images that cannot be used, by their index; they may not be asked for
   */
  async extract({ paths, onProgress, betweenSteps, signal }: ExtractOptions): Promise<Map<number, string>> {
    const problems = new Map<number, string>();
    this.places = new Array<number>(paths.length).fill(-1);
    for (let first = 0; first < paths.length; first += imagesAtATime) {
      await betweenSteps?.();
      signal?.throwIfAborted();
      const batch = await Promise.all(
        paths.slice(first, first + imagesAtATime).map((file, offset) => this.lookUp(file, first + offset)),
      );
      const decoded = batch.flatMap((one) => ('pixels' in one ? [one] : []));
      for (const one of batch) if ('problem' in one) problems.set(one.index, one.problem);
      if (decoded.length > 0) await this.makeAndStore(decoded);
      onProgress?.(Math.min(paths.length, first + imagesAtATime), paths.length);
    }
    return problems;
  }

  /** @returns [indices, ...shape]; the caller disposes of it */
  async read(indices: readonly number[]): Promise<tf.Tensor> {
    const { size } = this;
    const bytes = await Promise.all(
      indices.map(async (index) => {
        const one = new Uint8Array(size);
        const { bytesRead } = await this.file.read(one, 0, size, this.places[index] * size);
        if (bytesRead !== size)
          throw new Error(`The feature cache ${this.folder} is damaged. Delete it and try again.`);
        return one;
      }),
    );
    return this.feature.fromBytes(bytes);
  }

  /** Annotation grids, where they are what is stored [indices, locations, channels]; the caller disposes of them. */
  async grids(indices: readonly number[]): Promise<tf.Tensor3D> {
    const stored = await this.read(indices);
    const [locations, channels] = this.feature.shape;
    const grids: tf.Tensor3D = tf.reshape(stored, [indices.length, locations, channels]);
    stored.dispose();
    return grids;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async lookUp(
    file: string,
    index: number,
  ): Promise<
    | { index: number }
    | { index: number; problem: string }
    | { index: number; key: string; entry: z.infer<typeof indexEntrySchema>; pixels: Uint8Array }
  > {
    try {
      const stats = await stat(file);
      const entry = { slot: -1, file, size: stats.size, modified: stats.mtimeMs };
      const key = keyOf(entry);
      const slot = this.slots.get(key);
      if (slot !== undefined) {
        this.places[index] = slot;
        return { index };
      }
      return { index, key, entry, pixels: await decodeImage(file, this.feature.imageSize) };
    } catch (error) {
      const reason =
        error instanceof Error && 'reason' in error
          ? String(error.reason)
          : `The image cannot be read: ${explainFileError(error)}.`;
      return { index, problem: reason };
    }
  }

  private async makeAndStore(
    images: readonly { index: number; key: string; entry: z.infer<typeof indexEntrySchema>; pixels: Uint8Array }[],
  ): Promise<void> {
    const input = toImageTensor(
      images.map(({ pixels }) => pixels),
      this.feature.imageSize,
    );
    const made = this.feature.make(input);
    const bytes = this.feature.toBytes(Float32Array.from(await made.data()));
    tf.dispose([input, made]);
    await this.file.appendFile(bytes);
    const lines = images.map(({ index, key, entry }) => {
      const slot = this.used++;
      this.slots.set(key, slot);
      this.places[index] = slot;
      return `${JSON.stringify({ ...entry, slot })}\n`;
    });
    await appendFile(this.indexFile, lines.join(''));
  }

  /** Takes what was written whole; what a crash cut off is written over. */
  private async readIndex(): Promise<void> {
    const { size } = this;
    const whole = Math.floor((await this.file.stat()).size / size);
    const text = await readFile(this.indexFile, 'utf8').catch(() => '');
    // A line that a crash cut off must not swallow the next one.
    if (text !== '' && !text.endsWith('\n')) await appendFile(this.indexFile, '\n');
    for (const line of text.split('\n')) {
      const entry = indexEntrySchema.safeParse(parseJson(line));
      if (!entry.success || entry.data.slot >= whole) continue;
      this.slots.set(keyOf(entry.data), entry.data.slot);
      this.used = Math.max(this.used, entry.data.slot + 1);
    }
    await this.file.truncate(this.used * size);
  }

  private get indexFile(): string {
    return path.join(this.folder, 'features.jsonl');
  }
}

function keyOf({ file, size, modified }: { file: string; size: number; modified: number }): string {
  return `${file}\0${size}\0${modified}`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
