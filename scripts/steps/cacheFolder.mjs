import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder that clones share, for what takes long to fetch or to build. */
export function cacheFolder(name) {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const folder = path.join(base, 'showtell', name);
  mkdirSync(path.dirname(folder), { recursive: true });
  return folder;
}
