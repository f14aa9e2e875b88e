import { posix } from 'node:path';
import { imageKey } from './fileName';
import { groupBy } from '../collections/groupBy';

/** An image that has captions and is not there any more. */
export interface VanishedImage {
  fileName: string;
  /** See `fingerprintOf`; nothing if it was never taken. */
  fingerprint: string | undefined;
  /** Where somebody was seen to move it. */
  movedTo: string | undefined;
}

/** An image that could take captions of another one: nothing is decided on it. */
export interface FreeImage {
  fileName: string;
  /** Nothing where it is of no vanished image. */
  fingerprint: string | undefined;
}

/** Captions that belong to an image under its new name. */
export interface Move {
  from: string;
  to: string;
}

/** Which images were renamed, or moved to another folder. */
export interface Renames {
  moves: Move[];
  /** Vanished images of which it cannot be told which one they are now. */
  unclear: { from: string; candidates: string[] }[];
}

/**
 * Finds vanished images under their new names: where somebody moved them, else by their bytes, else, where those were never
 * seen, by the same name in another folder. Only what goes one to one is a move.
 */
export function matchRenamed(vanished: readonly VanishedImage[], free: readonly FreeImage[]): Renames {
  const byName = new Map(free.map((image) => [imageKey(image.fileName), image]));
  const byBytes = groupBy(free, ({ fingerprint }) => fingerprint);
  const byLastName = groupBy(free, ({ fileName }) => lastName(fileName));
  const seenAt = ({ movedTo }: VanishedImage): FreeImage | undefined =>
    movedTo === undefined ? undefined : byName.get(imageKey(movedTo));
  const seen = new Set(vanished.map(seenAt));
  const candidatesOf = (image: VanishedImage): readonly FreeImage[] => {
    const moved = seenAt(image);
    return moved ? [moved] : alikeOf(image).filter((candidate) => !seen.has(candidate));
  };
  const alikeOf = ({ fileName, fingerprint }: VanishedImage): readonly FreeImage[] => {
    if (fingerprint === undefined) return byLastName.get(lastName(fileName)) ?? [];
    const same = byBytes.get(fingerprint) ?? [];
    const alike = same.filter((image) => lastName(image.fileName) === lastName(fileName));
    return alike.length === 1 ? alike : same;
  };
  const found = vanished.map((image) => ({ image, candidates: candidatesOf(image) }));
  const claims = groupBy(
    found.flatMap(({ candidates }) => candidates),
    (candidate) => candidate,
  );
  const renames: Renames = { moves: [], unclear: [] };
  for (const { image, candidates } of found) {
    const from = image.fileName;
    if (candidates.length === 1 && claims.get(candidates[0])?.length === 1)
      renames.moves.push({ from, to: candidates[0].fileName });
    else if (candidates.length > 0)
      renames.unclear.push({ from, candidates: candidates.map(({ fileName }) => fileName) });
  }
  return renames;
}

function lastName(fileName: string): string {
  return posix.basename(imageKey(fileName));
}
