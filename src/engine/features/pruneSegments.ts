import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../dataset/files/fileError';

/** Each segment is a file that every process of the folder holds open. */
const mostSegments = 48;
/** Of a folder: the features of about a hundred thousand images. */
const mostBytes = 10 * 2 ** 30;
/** What was written this lately may be written still, in milliseconds. */
const inUse = 60 * 60 * 1000;

export interface PruneLimits {
  mostSegments: number;
  mostBytes: number;
  /** Milliseconds. */
  inUse: number;
}

/**
 * Keeps a folder of feature segments within bounds: of too many the smallest go, of too large ones the oldest. What is in
 * them is made again when it is needed. A process that reads one of them goes on; where the system does not allow that, the
 * segment stays.
 */
export async function pruneSegments(
  folder: string,
  limits: PruneLimits = { mostSegments, mostBytes, inUse },
): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('segment-') && name.endsWith('.bin'));
  const segments: { name: string; size: number; written: number }[] = [];
  for (const name of names) {
    const found = await stat(path.join(folder, name)).catch(whenGone);
    if (found) segments.push({ name: path.basename(name, '.bin'), size: found.size, written: found.mtimeMs });
  }
  const bytes = (): number => segments.reduce((sum, { size }) => sum + size, 0);
  const mayGo = segments.filter(({ written }) => Date.now() - written > limits.inUse);
  const bySize = mayGo.toSorted((one, other) => one.size - other.size);
  const byAge = mayGo.toSorted((one, other) => one.written - other.written);
  const drop = async (segment: { name: string } | undefined): Promise<void> => {
    const at = segments.findIndex(({ name }) => name === segment?.name);
    if (at < 0) return;
    const [{ name }] = segments.splice(at, 1);
    try {
      // First what names the features.
      for (const ending of ['jsonl', 'bin']) await rm(path.join(folder, `${name}.${ending}`), { force: true });
    } catch (error) {
      if (!/^E(BUSY|PERM|ACCES)$/.test(errorCode(error))) throw error;
    }
  };
  for (const smallest of bySize) if (segments.length > limits.mostSegments) await drop(smallest);
  for (const oldest of byAge) if (bytes() > limits.mostBytes) await drop(oldest);
}

/** Another process may prune the folder at the same time. @throws any other error */
export function whenGone(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
