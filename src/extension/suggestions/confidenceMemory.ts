import { createHash } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import { KeptMap } from '../base/keptMap';

/** Beyond these, what was learnt first is forgotten: images come and go, and nobody tells when they go for good. */
const mostImages = 200_000;

/**
 * How sure the captioner was of each image, kept on disk for each model: so that the least sure come first also after a
 * reload, when nothing else is known of their suggestions any more.
 */
export class ConfidenceMemory {
  private model: string | undefined;
  /** Nothing before a model is known. */
  private confidences: KeptMap<number> | undefined;

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
    void this.confidences?.flush();
    this.model = model;
    const file = path.join(this.folder, `${createHash('sha256').update(model).digest('hex').slice(0, 32)}.json`);
    this.confidences = new KeptMap(file, z.number(), mostImages, this.onFailure);
    await this.confidences.opened;
  }

  /** 0 to 1; nothing if the model was never asked about this image. */
  get(imagePath: string): number | undefined {
    return this.confidences?.get(imagePath);
  }

  learn(imagePath: string, model: string, confidence: number | undefined): void {
    if (model !== this.model) return;
    if (confidence === undefined) this.confidences?.delete(imagePath);
    else this.confidences?.set(imagePath, confidence);
  }

  /** The image is another one now. */
  forget(imagePath: string): void {
    this.confidences?.delete(imagePath);
  }

  /** Writes what is not written yet. */
  async dispose(): Promise<void> {
    await this.confidences?.flush();
  }
}
