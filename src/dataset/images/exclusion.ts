import { existsSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';

/** Whether a file or folder is left out. @param path relative to the dataset's folder, `/` between folders */
export type Exclusion = (path: string) => boolean;

/** Folders that systems make beside images, with thumbnails, deleted files and halves of files in them. In lower case. */
const systemFolders: ReadonlySet<string> = new Set([
  // Synology, QNAP and other network disks
  ...['@eadir', '@synoresource', '@sharebin', '@sharesnap', '@tmp', '#recycle', '#snapshot', '~snapshot'],
  ...['@recycle', '@recently-snapshot', '@__thumb', 'network trash folder', 'temporary items'],
  // Windows
  ...['$recycle.bin', 'recycler', 'recycled', 'system volume information', 'config.msi'],
  // macOS archives, Linux disks, packages of Node
  ...['__macosx', 'lost+found', 'node_modules'],
]);

/** Hidden files and folders, those of the system, and node_modules. */
export const leftOutAnyway: Exclusion = (path) => {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.startsWith('.') || systemFolders.has(name)) return true;
  return name.startsWith('found.') && /^found\.\d{3}$/.test(name);
};

/**
 * What globs leave out: `**`, `*`, `?`, `{a,b}` and `[a-z]`, as VS Code writes them. A folder takes along all that is in it.
 * @param anywhere whether a glob without `/` is about names in every folder, as people mean it; VS Code's own settings do not
 * @param from where the globs begin: the way from there to the dataset's folder, '' if that is it
 */
export function excludedBy(globs: readonly string[], { anywhere = true, from = '' } = {}): Exclusion {
  if (globs.length === 0) return () => false;
  const tidied = globs
    .map((glob) => glob.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, ''))
    .filter((glob) => glob !== '')
    .map((glob) => (anywhere && !glob.includes('/') ? `**/${glob}` : glob));
  const matches = picomatch(tidied, { dot: true, nonegate: true });
  return (path) => matches(from === '' ? path : `${from}/${path}`);
}

/** What settings leave out, as it is told to another process. */
export interface ExclusionRule {
  globs: string[];
  /** As {@link excludedBy} takes them. */
  anywhere: boolean;
  from: string;
  /** Only what has such a file beside it: `$(basename)` stands for its name without the ending. */
  when?: string | undefined;
}

/** What the rules of a dataset's folder leave out. */
export function excludedByRules(folder: string, rules: readonly ExclusionRule[]): Exclusion {
  const all = rules.map(({ when, globs, ...how }) => {
    const matches = excludedBy(globs, how);
    return when === undefined ? matches : besideAnother(folder, matches, when);
  });
  return anyOf(...all);
}

/** What matches, and has a file beside it: of `$(basename).psd`, the one with the same name but for its ending. */
function besideAnother(folder: string, matches: Exclusion, when: string): Exclusion {
  return (file) => {
    if (!matches(file)) return false;
    const { dir, name } = path.parse(file);
    return existsSync(path.join(folder, dir, when.replaceAll('$(basename)', name)));
  };
}

/** What any of some leaves out. */
export function anyOf(...exclusions: readonly Exclusion[]): Exclusion {
  return (path) => exclusions.some((excludes) => excludes(path));
}
