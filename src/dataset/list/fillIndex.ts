import type { Exclusion } from '../images/exclusion';
import { listFolder, type FolderProblem } from '../images/folder';
import type { DatasetIndex } from './datasetIndex';
import type { IndexChange } from './entryList';

/** So many rows are read before anything else gets its turn: a few milliseconds' worth. */
const rowsAtATime = 500;
/** How long that turn is, in milliseconds. */
const pause = 3;

/**
 * Fills an index: first the rows, then the images of the folder, both bit by bit, so that the first rows are there after
 * milliseconds and whatever else happens meanwhile need not wait. An index that is full already learns what came and went.
 * @param follow gets each change as soon as it is made
 * @param excluded what of the folder is left out; rows of such images stay
 * @returns what could not be read in the folder
 * @throws Error if the folder cannot be listed; the reason of `signal` when it is aborted
 */
export async function fillIndex(
  index: DatasetIndex,
  folder: string,
  follow: (change: IndexChange) => void,
  signal: AbortSignal,
  excluded?: Exclusion,
): Promise<FolderProblem[]> {
  while (!index.isRead) {
    follow(index.readNext(rowsAtATime));
    await othersTurn();
    signal.throwIfAborted();
  }
  const seen = new Set<string>();
  const problems: FolderProblem[] = [];
  for await (const found of listFolder(folder, { signal, excluded })) {
    problems.push(...found.problems);
    follow(
      index.addImages(
        found.images.map(({ fileName }) => fileName),
        seen,
      ),
    );
    await othersTurn();
    signal.throwIfAborted();
  }
  follow(index.keepImages(seen));
  return problems;
}

/**
 * Lets messages and keys through. One turn of the event loop is not enough: a message takes several to arrive, and on a
 * small machine what sends it needs the processor, too.
 */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pause));
}
