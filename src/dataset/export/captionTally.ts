import { addOtherKeys } from '../document/otherKeys';
import type { Extra } from './exportFormat';
import type { ExportedCaption } from './exportedImage';
import { oddnessOf, type OddCaption } from './oddCaptions';

/** What rows say besides captions, under keys of Showtell's own. */
export type OwnExtra = Exclude<Extra, 'others'>;

const ownExtras: readonly OwnExtra[] = ['suggestion', 'status', 'model', 'updated'];

/** What the captions of some images say, taken down while they are read, so that nobody has to go through them once more. */
export class CaptionTally {
  captions = 0;
  /** Images with several of them. */
  several = 0;
  /** What is odd in any. */
  readonly odd = new Set<OddCaption>();
  /** Those of Showtell's own keys under which any says something. */
  readonly extras = new Set<OwnExtra>();
  /** All other keys: see `otherKeys`. */
  readonly keys = new Map<string, '' | null>();

  static of(images: Iterable<{ captions: readonly ExportedCaption[] }>): CaptionTally {
    const tally = new CaptionTally();
    for (const { captions } of images) tally.add(captions);
    return tally;
  }

  /** @param captions all that an image has */
  add(captions: readonly ExportedCaption[]): void {
    this.count(captions.length);
    this.note(captions);
  }

  /** Counts an image with so many captions. */
  count(captions: number): void {
    this.captions += captions;
    if (captions > 1) this.several++;
  }

  /** Takes down what some captions say, and does not count them. */
  note(captions: readonly ExportedCaption[]): void {
    for (const { row, others } of captions) {
      for (const odd of oddnessOf(row.text)) this.odd.add(odd);
      if (this.extras.size < ownExtras.length)
        for (const extra of ownExtras) if (row[extra] !== '') this.extras.add(extra);
      addOtherKeys(this.keys, others);
    }
  }
}
