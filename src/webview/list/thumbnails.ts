import { element } from '../base/dom';
import { smallPicture } from '../base/picture';

/** Made at a time: one that is read while another is decoded. An image of 20 megapixels takes 80 MB while it is decoded. */
const atATime = 2;
/** Kept for those who scroll back; each takes about 100 KB. */
const mostKept = 400;
/** Pixels of the screen across a thumbnail, wide enough for it to be cut to a square. */
const width = Math.round(144 * Math.min(2, Math.max(1, devicePixelRatio)));

interface Wanted {
  uri: string;
  canvas: HTMLCanvasElement;
  abort: AbortController;
  onError: () => void;
}

/** Small pictures of large images, for the list: made one after the other, and only for rows that are there. */
export class Thumbnails {
  private readonly kept = new Map<string, ImageBitmap>();
  private readonly waiting: Wanted[] = [];
  private readonly running = new Set<Wanted>();

  /**
   * The picture of an image, empty until it is made.
   * @param onError is called if there is no picture to be made
   */
  picture(uri: string, onError: () => void): HTMLCanvasElement {
    const canvas = element('canvas', { class: 'thumbnail', 'data-image': uri, 'aria-hidden': 'true' });
    const bitmap = this.kept.get(uri);
    if (bitmap) {
      this.keep(uri, bitmap);
      draw(canvas, bitmap);
    } else {
      this.waiting.push({ uri, canvas, abort: new AbortController(), onError });
      // Whoever asks puts the canvas into its row first.
      queueMicrotask(() => this.next());
    }
    return canvas;
  }

  /** Rows went: what only they needed is not made. */
  forgetGone(): void {
    const isGone = ({ canvas }: Wanted): boolean => !canvas.isConnected;
    for (const gone of this.waiting.filter(isGone)) this.waiting.splice(this.waiting.indexOf(gone), 1);
    for (const gone of [...this.running].filter(isGone)) gone.abort.abort();
  }

  private next(): void {
    while (this.running.size < atATime) {
      const wanted = this.waiting.shift();
      if (!wanted) return;
      if (!wanted.canvas.isConnected) continue;
      this.running.add(wanted);
      void this.make(wanted).finally(() => {
        this.running.delete(wanted);
        this.next();
      });
    }
  }

  private async make({ uri, canvas, abort, onError }: Wanted): Promise<void> {
    try {
      const kept = this.kept.get(uri);
      if (kept) return draw(canvas, kept);
      const bitmap = await smallPicture(uri, width, abort.signal);
      this.keep(uri, bitmap);
      draw(canvas, bitmap);
    } catch {
      if (!abort.signal.aborted) onError();
    }
  }

  private keep(uri: string, bitmap: ImageBitmap): void {
    this.kept.delete(uri);
    this.kept.set(uri, bitmap);
    const [oldest] = this.kept;
    if (this.kept.size <= mostKept) return;
    this.kept.delete(oldest[0]);
    oldest[1].close();
  }
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  canvas.classList.add('made');
}
