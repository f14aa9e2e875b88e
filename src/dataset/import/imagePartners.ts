import { isAbsolute, posix, relative, resolve } from 'node:path';
import { pathOfAddress, withoutPercents } from '../files/fileAddress';
import { imageKey } from '../images/fileName';
import { isInside } from '../images/filePath';
import { NameIndex } from '../collections/nameIndex';
import type { NameTable } from '../collections/nameTable';
import { withSlashes } from '../files/slashes';

const imageEnding = /\.(jpe?g|jpe|jfif|png|webp|gif|avif|hei[cf]|bmp|tiff?|jxl)$/i;

/**
 * Finds the images of a folder under the names that files of other tools have for them: paths from another folder or another
 * machine, addresses, names without an ending or with another one.
 */
export class ImagePartners {
  // Most names need none of these.
  /** Those that are spelt otherwise than their key, by that. */
  private readonly otherSpellings: () => ReadonlyMap<string, number>;
  private readonly byName: () => NameIndex;
  private readonly byStem: () => NameIndex;
  /** By the number at the end of the name, without zeros before it. */
  private readonly byNumber: () => NameIndex;
  /** Whether names are meant from the folder of the dataset itself. */
  private readonly isFromHere: boolean;
  /** Whether a name can lead into the folder of the dataset without leaving the other one first. */
  private readonly leadsHere: boolean;
  private lastFolder: { name: string; way: string } | undefined;

  /**
   * @param folder of the dataset
   * @param names of its images, relative to it
   * @param source the folder from which the names that are looked for are meant
   */
  constructor(
    private readonly folder: string,
    private readonly names: NameTable,
    private readonly source: string,
  ) {
    this.otherSpellings = once(() => otherSpellings(names));
    this.byName = once(() => new NameIndex(names, (name) => lowered(posix.basename(name))));
    this.byStem = once(() => new NameIndex(names, (name) => lowered(stemOf(posix.basename(name)))));
    this.byNumber = once(() => new NameIndex(names, (name) => /0*(\d+)$/.exec(stemOf(name))?.[1] ?? ''));
    this.isFromHere = resolve(source) === resolve(folder);
    this.leadsHere = isInside(resolve(source), resolve(folder));
  }

  /**
   * @param name as the other tool has it; `#17` is an image that has this number for its name
   * @returns the number of the image that it means; several where that cannot be told, none where there is none
   */
  find(name: string): readonly number[] {
    const same = this.isFromHere ? this.names.numberOf(name) : -1;
    if (same >= 0) return [same];
    const number = /^#(\d+)$/.exec(name)?.[1];
    if (number !== undefined) return this.byNumber().find(number);
    const written = plainName(name);
    const asNamed = (): number | undefined => this.named(imageKey(written));
    const known = this.isFromHere ? (asNamed() ?? this.fromHere(written)) : (this.fromHere(written) ?? asNamed());
    if (known !== undefined) return [known];
    const base = lowered(posix.basename(written));
    const way = isUpload(written) ? base : written;
    const byName = this.nearest(way, this.byName().find(base));
    if (byName.length > 0) return byName;
    const stems = [
      ...new Set([base, stemOf(base), base.replace(/^[0-9a-f]{8}-/, ''), stemOf(base.replace(/^[0-9a-f]{8}-/, ''))]),
    ];
    for (const stem of stems) {
      // Label Studio puts eight digits before the names of files that were given to it.
      const named = this.byName().find(stem);
      const found = this.nearest(way, named.length > 0 ? named : this.byStem().find(stem));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The image with a key. */
  private named(key: string): number | undefined {
    const number = this.names.numberOf(key);
    return number >= 0 ? number : this.otherSpellings().get(key);
  }

  /** An image that is meant by the path itself, from where the other file stands. */
  private fromHere(name: string): number | undefined {
    if (!this.leadsHere && !isAbsolute(name) && !name.includes('..')) return undefined;
    const end = name.lastIndexOf('/') + 1;
    const way = this.wayTo(name.slice(0, end));
    return this.named(imageKey(`${way === '' ? '' : `${way}/`}${name.slice(end)}`));
  }

  /** Where a folder is, as seen from that of the dataset. Names that follow each other are mostly in the same one. */
  private wayTo(folder: string): string {
    if (this.lastFolder?.name === folder) return this.lastFolder.way;
    const path = isAbsolute(folder) ? folder : resolve(this.source, folder);
    const way = withSlashes(relative(resolve(this.folder), path));
    this.lastFolder = { name: folder, way };
    return way;
  }

  /** Those whose folders do not speak against it, and of these the ones that share the most of them. */
  private nearest(name: string, candidates: readonly number[]): number[] {
    const wanted = foldersOf(name);
    const shared = candidates.map((candidate) => {
      const folders = foldersOf(this.names.nameAt(candidate));
      const [shorter, longer] = folders.length < wanted.length ? [folders, wanted] : [wanted, folders];
      return shorter.every((part, at) => part === longer[longer.length - shorter.length + at]) ? shorter.length : -1;
    });
    const most = Math.max(0, ...shared);
    return candidates.filter((_, index) => shared[index] === most);
  }
}

function otherSpellings(names: NameTable): Map<string, number> {
  const spellings = new Map<string, number>();
  let number = 0;
  for (const name of names) {
    const key = imageKey(name);
    if (key !== name) spellings.set(key, number);
    number++;
  }
  return spellings;
}

/** Something that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What an address or a path of Windows means. */
function plainName(name: string): string {
  const path = pathOfAddress(name.trim());
  const local = /[?&]d=([^&]+)/.exec(path)?.[1]; // Label Studio: /data/local-files/?d=folder/image.jpg
  if (local !== undefined) return withoutPercents(local);
  const address = /^[a-z][a-z0-9+.-]+:\/\/[^/]*\/([^?#]*)/i.exec(path)?.[1];
  return address === undefined ? path.replaceAll('\\', '/') : withoutPercents(address);
}

/** Whether Label Studio put a file there that was given to it: it has one folder for all those of a project, whatever theirs were. */
function isUpload(name: string): boolean {
  return /^\/?data\/upload\/(\d+\/)?[^/]+$/.test(name);
}

function foldersOf(name: string): string[] {
  return lowered(name).split('/').slice(0, -1);
}

function stemOf(name: string): string {
  return name.replace(imageEnding, '');
}

function lowered(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
