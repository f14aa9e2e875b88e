import { readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './fileError';

/** As many links as Linux follows. */
const mostLinks = 40;

/**
 * Where a path leads once all symbolic links are followed; also where there is no file yet, as when a link dangles.
 * @throws Error of code ELOOP if links lead round in a circle
 */
export async function linkTarget(file: string): Promise<string> {
  let place = path.resolve(file);
  for (let links = 0; links <= mostLinks; links++) {
    const found = await realpath(place).catch((error: unknown) => {
      if (errorCode(error) === 'ELOOP') throw error;
      return undefined;
    });
    if (found !== undefined) return found;
    // Not a link, or nothing at all: it would be made here.
    const next = await readlink(place).catch(() => undefined);
    if (next === undefined) return place;
    place = path.resolve(path.dirname(place), next);
  }
  throw Object.assign(new Error(`${file} leads round in a circle`), { code: 'ELOOP' });
}
