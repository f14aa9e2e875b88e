import type { Captioner } from '../captioner/captioner';
import { withoutAttention, type Suggestion } from '../captioner/suggestion';
import { Gathering } from './gathering';
import type { GridCache, PreparedImage } from './features/gridCache';
import { JobQueue } from './jobQueue';
import type { SuggestParams } from './protocol/protocol';

/** Images that are decoded at a time: what is computed meanwhile needs a core, too. */
const decodedAtOnce = 2;
/** Images of a batch whose captions are written together: a step of the decoder then costs little more than for one. */
const writtenTogether = 4;

interface BatchImage {
  prepared: PreparedImage;
  beam: number | undefined;
}

/**
 * Suggests captions for images. They are decoded beside what is computed; those of a batch are looked at one by one and captioned some
 * together, so that what somebody looks at waits for no more than one of these.
 */
export class Suggester {
  private readonly decoding = new JobQueue(decodedAtOnce);
  private readonly gathered: Gathering<BatchImage, Suggestion>;

  constructor(
    private readonly queue: JobQueue,
    private readonly cache: GridCache,
    /** The one in use when the turn of a computation comes. */
    private readonly captioner: () => Captioner,
  ) {
    this.gathered = new Gathering(writtenTogether, ({ beam }) => beam, {
      some: (images) => this.queue.run('batch', () => this.write(images)),
      one: async (image) => (await this.queue.run('batch', () => this.write([image])))[0],
    });
  }

  /** @throws ImageError if the image cannot be decoded; the signal's reason if it is aborted */
  async suggest(params: SuggestParams, signal: AbortSignal): Promise<Suggestion> {
    const { beam, priority, attention } = params;
    const suggestion =
      priority === 'batch'
        ? await this.gathered.add(async () => ({ prepared: await this.lookedAt(params, signal), beam }), signal)
        : await this.alone(params, signal);
    return attention === false ? withoutAttention(suggestion) : suggestion;
  }

  private async alone({ imagePath, priority, beam }: SuggestParams, signal: AbortSignal): Promise<Suggestion> {
    const prepared = await this.decoded(imagePath, priority, signal);
    const [suggestion] = await this.queue.run(priority, () => this.write([{ prepared, beam }]), signal);
    return suggestion;
  }

  /** Its grid is kept; so its pixels need not be. */
  private async lookedAt({ imagePath, priority }: SuggestParams, signal: AbortSignal): Promise<PreparedImage> {
    const prepared = await this.decoded(imagePath, priority, signal);
    const look = async (): Promise<void> => {
      (await this.cache.gridsOf([prepared], this.captioner().bundle.encoder)).dispose();
    };
    await this.queue.run(priority, look, signal);
    return { key: prepared.key, imagePath };
  }

  private decoded(imagePath: string, priority: SuggestParams['priority'], signal: AbortSignal): Promise<PreparedImage> {
    const prepare = (): Promise<PreparedImage> => this.cache.prepare(imagePath, this.captioner().bundle.encoder);
    return this.decoding.run(priority, prepare, signal);
  }

  /** @param images of one beam */
  private async write(images: readonly BatchImage[]): Promise<Suggestion[]> {
    const captioner = this.captioner();
    const prepared = images.map((image) => image.prepared);
    const grids = await this.cache.gridsOf(prepared, captioner.bundle.encoder);
    try {
      return captioner.suggestAll(grids, { beam: images[0].beam });
    } finally {
      grids.dispose();
    }
  }
}
