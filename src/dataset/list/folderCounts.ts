import { fileNameProblem } from '../images/fileName';
import { compareFileNames } from '../images/naturalOrder';
import { datasetFolder } from './inFolder';

export interface FolderCount {
  /** With `/` between folders; {@link datasetFolder} for images that are in none. */
  folder: string;
  count: number;
}

/** How many entries there are in each folder, with those in its subfolders. */
export class FolderCounts {
  private readonly counts = new Map<string, number>();
  private changes = 0;

  /** Another number whenever something has changed. */
  get version(): number {
    return this.changes;
  }

  /** An entry came or went. @param key of its image, see `imageKey` */
  count(key: string, by: 1 | -1): void {
    // A name that leads to no image of the dataset leads into none of its folders.
    if (fileNameProblem(key) !== undefined) return;
    this.changes++;
    const end = key.lastIndexOf('/');
    if (end < 0) this.add(datasetFolder, by);
    for (let at = end; at > 0; at = key.lastIndexOf('/', at - 1)) this.add(key.slice(0, at), by);
  }

  /** In the order of paths; nothing where there are no folders to choose from. */
  get list(): FolderCount[] {
    const folders = [...this.counts].map(([folder, count]) => ({ folder, count }));
    if (folders.every(({ folder }) => folder === datasetFolder)) return [];
    return folders.sort((one, other) =>
      one.folder === datasetFolder
        ? -1
        : other.folder === datasetFolder
          ? 1
          : compareFileNames(one.folder, other.folder),
    );
  }

  private add(folder: string, by: 1 | -1): void {
    const count = (this.counts.get(folder) ?? 0) + by;
    if (count === 0) this.counts.delete(folder);
    else this.counts.set(folder, count);
  }
}
