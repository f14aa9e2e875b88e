import { randomUUID } from 'node:crypto';
import { appendFile, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { pruneSegments, whenGone } from './pruneSegments';
import { makeFolder } from '../../dataset/files/makeFolder';

const seenImageSchema = z.object({ file: z.string(), size: z.number(), modified: z.number() });
const indexLineSchema = seenImageSchema.extend({ slot: z.int().nonnegative() });

/** An image as it was when it was looked at: one that changes on disk is another one. */
export type SeenImage = z.infer<typeof seenImageSchema>;

/** Where an image's feature is: the slot counts features from the beginning of the segment. */
export interface FeaturePlace {
  segment: Segment;
  slot: number;
}

interface Segment {
  /** The path without its ending: `.bin` has the features one after another, `.jsonl` a line for each. */
  name: string;
  file: FileHandle;
}

/**
 * Features of one size in a folder that several processes may read and write at the same time: each writes into a segment
 * of its own, so that none needs to wait for another and none can write over another's, and reads all of them.
 */
export class FeatureSegments {
  private readonly places = new Map<string, FeaturePlace>();
  private readonly segments: Segment[] = [];
  /** The segment that this process writes, and how many features are in it. */
  private own: { segment: Segment; written: number } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly bytesPerFeature: number,
  ) {}

  /** Finds what is in the folder by now; what other processes write afterwards is not seen. */
  static async open(folder: string, bytesPerFeature: number): Promise<FeatureSegments> {
    await makeFolder(folder);
    await pruneSegments(folder);
    const segments = new FeatureSegments(folder, bytesPerFeature);
    for (const entry of (await readdir(folder)).sort())
      if (entry.startsWith('segment-') && entry.endsWith('.jsonl'))
        await segments.readSegment(path.join(folder, path.basename(entry, '.jsonl'))).catch(whenGone);
    return segments;
  }

  find(image: SeenImage): FeaturePlace | undefined {
    return this.places.get(keyOf(image));
  }

  async read({ segment, slot }: FeaturePlace): Promise<Uint8Array> {
    const bytes = new Uint8Array(this.bytesPerFeature);
    const { bytesRead } = await segment.file.read(bytes, 0, bytes.length, slot * bytes.length);
    if (bytesRead !== bytes.length)
      throw new Error(l10n.t('The feature cache {0} is damaged. Delete it and try again.', this.folder));
    return bytes;
  }

  /**
   * @param bytes the features of these images, one after another
   * @returns where they are now
   */
  async append(images: readonly SeenImage[], bytes: Uint8Array): Promise<FeaturePlace[]> {
    const own = this.own ?? { segment: await this.openOwn(), written: 0 };
    // After a write that failed halfway (a full disk), features are not where they are counted: then the next segment begins.
    this.own = undefined;
    // First the features, then the lines that name them: a line that is there has its feature.
    await own.segment.file.appendFile(bytes);
    const places = images.map((_, at) => ({ segment: own.segment, slot: own.written + at }));
    const lines = images.map((image, at) => `${JSON.stringify({ ...image, slot: places[at].slot })}\n`);
    await appendFile(`${own.segment.name}.jsonl`, lines.join(''));
    this.own = { segment: own.segment, written: own.written + images.length };
    images.forEach((image, at) => this.places.set(keyOf(image), places[at]));
    return places;
  }

  async close(): Promise<void> {
    await Promise.all(this.segments.map(({ file }) => file.close()));
  }

  private async openOwn(): Promise<Segment> {
    return this.openSegment(path.join(this.folder, `segment-${randomUUID()}`), 'ax+');
  }

  private async openSegment(name: string, flags: string): Promise<Segment> {
    const segment = { name, file: await open(`${name}.bin`, flags) };
    this.segments.push(segment);
    return segment;
  }

  /** Takes what was written whole: a crash, or a process that is writing now, may leave half a feature or half a line. */
  private async readSegment(name: string): Promise<void> {
    const lines = (await readFile(`${name}.jsonl`, 'utf8')).split('\n');
    const segment = await this.openSegment(name, 'r');
    const whole = Math.floor((await segment.file.stat()).size / this.bytesPerFeature);
    for (const line of lines) {
      const entry = indexLineSchema.safeParse(parseJson(line));
      if (!entry.success || entry.data.slot >= whole) continue;
      this.places.set(keyOf(entry.data), { segment, slot: entry.data.slot });
    }
  }
}

function keyOf({ file, size, modified }: SeenImage): string {
  return `${file}\0${size}\0${modified}`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
