import { sep } from 'node:path';

/** A path of this system as datasets write names: with `/` between folders. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
