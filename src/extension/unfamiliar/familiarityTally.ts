import { isUnfamiliar, type FamiliaritySums } from '../../captioner/calibration/unfamiliarDataset';

/** How familiar the images of a dataset are, as far as captions were suggested for them. */
export class FamiliarityTally {
  private readonly familiarities = new Map<string, number>();
  private readonly sums: FamiliaritySums = { pictures: 0, sum: 0, squares: 0 };

  /** @param familiarity 0 to 1; nothing for an image that nothing is suggested for (any more) */
  note(imagePath: string, familiarity: number | undefined): void {
    const before = this.familiarities.get(imagePath);
    if (before !== undefined) this.count(before, -1);
    if (familiarity !== undefined) this.count(familiarity, 1);
    if (familiarity === undefined) this.familiarities.delete(imagePath);
    else this.familiarities.set(imagePath, familiarity);
  }

  /** Another model knows other things. */
  clear(): void {
    this.familiarities.clear();
    Object.assign(this.sums, { pictures: 0, sum: 0, squares: 0 });
  }

  /** Whether the dataset as a whole is unlike what the model knows; undefined where that cannot be said (yet). */
  get isUnfamiliar(): boolean | undefined {
    return isUnfamiliar(this.sums);
  }

  private count(familiarity: number, by: 1 | -1): void {
    this.sums.pictures += by;
    this.sums.sum += by * familiarity;
    this.sums.squares += by * familiarity ** 2;
  }
}
