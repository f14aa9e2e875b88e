import type { Difference } from '../../engine/images/shownOtherwise/difference';
import { shownOtherwise } from '../../engine/images/shownOtherwise/shownOtherwise';

/** Which images a browser shows otherwise than the captioner sees them. A file is looked at when somebody first asks. */
export class ImageDifferences {
  private readonly known = new Map<string, { difference?: Difference }>();

  /** @param found is called for an image that is shown otherwise, once that is known */
  constructor(private readonly found: (imagePath: string) => void) {}

  /** Nothing where both show the same, or nobody knows yet. */
  of(imagePath: string): Difference | undefined {
    const known = this.known.get(imagePath);
    if (!known) void this.look(imagePath);
    return known?.difference;
  }

  /** There is another image at this path now. */
  forget(imagePath: string): void {
    this.known.delete(imagePath);
  }

  private async look(imagePath: string): Promise<void> {
    const looked: { difference?: Difference } = {};
    this.known.set(imagePath, looked);
    // A file that cannot be read is not shown at all; who decodes it says why.
    looked.difference = await shownOtherwise(imagePath).catch(() => undefined);
    if (looked.difference !== undefined && this.known.get(imagePath) === looked) this.found(imagePath);
  }
}
