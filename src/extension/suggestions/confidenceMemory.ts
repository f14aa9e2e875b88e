import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { writeFileAtomically } from '../../dataset/atomicWrite';
import { errorCode } from '../../dataset/fileError';
import { GatheringWriter } from '../base/gatheringWriter';

/** Beyond these, what was learnt first is forgotten: images come and go, and nobody tells when they go for good. */
const mostImages = 200_000;
/** How long confidences are gathered before they are written, in milliseconds. */
const pause = 500;

const fileSchema = z.array(z.tuple([z.string(), z.number()]));

/**
 * How sure the captioner was of each image, kept on disk for each model: so that the least sure come first also after a
 * reload, when nothing else is known of their suggestions any more.
 */
export class ConfidenceMemory {
  private model: string | undefined;
  private confidences = new Map<string, number>();
  /** Nothing before a model is known. */
  private writer: GatheringWriter<string> | undefined;

  /**
   * @param folder where the files are
   * @param onFailure is told why something could not be read or written; everything goes on without
   */
  constructor(
    private readonly folder: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Goes on with what is known by a model, and waits until that can be asked for. @param model its id */
  async open(model: string): Promise<void> {
    if (model === this.model) return;
    void this.writer?.flush().catch(this.onFailure);
    this.model = model;
    const file = path.join(this.folder, `${createHash('sha256').update(model).digest('hex').slice(0, 32)}.json`);
    const confidences = (this.confidences = new Map<string, number>());
    const opened = this.read(file, confidences);
    const write = async (): Promise<void> => {
      await opened;
      await mkdir(this.folder, { recursive: true });
      await writeFileAtomically(file, Buffer.from(JSON.stringify([...confidences].slice(-mostImages))));
    };
    this.writer = new GatheringWriter(write, this.onFailure, pause);
    await opened;
  }

  /** 0 to 1; nothing if the model was never asked about this image. */
  get(imagePath: string): number | undefined {
    return this.confidences.get(imagePath);
  }

  learn(imagePath: string, model: string, confidence: number | undefined): void {
    if (model !== this.model || this.confidences.get(imagePath) === confidence) return;
    if (confidence === undefined) this.confidences.delete(imagePath);
    else this.confidences.set(imagePath, confidence);
    this.writer?.add(imagePath);
  }

  /** The image is another one now. */
  forget(imagePath: string): void {
    if (this.confidences.delete(imagePath)) this.writer?.add(imagePath);
  }

  /** Writes what is not written yet. */
  async dispose(): Promise<void> {
    await this.writer?.flush().catch(this.onFailure);
  }

  /** What was learnt since counts more than what is read. */
  private async read(file: string, into: Map<string, number>): Promise<void> {
    try {
      const kept = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      const newer = [...into];
      into.clear();
      for (const [imagePath, confidence] of [...kept, ...newer]) into.set(imagePath, confidence);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') this.onFailure(error);
    }
  }
}
