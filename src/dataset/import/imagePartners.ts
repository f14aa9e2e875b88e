import { isAbsolute, posix, relative, resolve } from 'node:path';
import { pathOfAddress, withoutPercents } from '../fileAddress';
import { imageKey } from '../fileName';
import { isInside } from '../filePath';
import { NameIndex } from '../nameIndex';
import type { NameTable } from '../nameTable';
import { withSlashes } from '../slashes';

/** The image that a name means; several where that cannot be told, none where there is none. */
export interface Partners {
  names: readonly string[];
}

const imageEnding = /\.(jpe?g|jpe|jfif|png|webp|gif|avif|hei[cf]|bmp|tiff?|jxl)$/i;

/**
 * Finds the images of a folder under the names that files of other tools have for them: paths from another folder or another
 * machine, addresses, names without an ending or with another one.
 */
export class ImagePartners {
  /** Names that are spelt otherwise than their key. */
  private readonly otherSpellings = new Map<string, string>();
  // Most names need none of these.
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
    for (const name of names) if (imageKey(name) !== name) this.otherSpellings.set(imageKey(name), name);
    this.byName = once(() => new NameIndex(names, (name) => lowered(posix.basename(name))));
    this.byStem = once(() => new NameIndex(names, (name) => lowered(stemOf(posix.basename(name)))));
    this.byNumber = once(() => new NameIndex(names, (name) => /0*(\d+)$/.exec(stemOf(name))?.[1] ?? ''));
    this.isFromHere = resolve(source) === resolve(folder);
    this.leadsHere = isInside(resolve(source), resolve(folder));
  }

  /** @param name as the other tool has it; `#17` is an image that has this number for its name */
  find(name: string): Partners {
    if (this.isFromHere && this.names.has(name)) return { names: [name] };
    const number = /^#(\d+)$/.exec(name)?.[1];
    if (number !== undefined) return { names: this.byNumber().find(number) };
    const written = plainName(name);
    const asNamed = (): string | undefined => this.named(imageKey(written));
    const known = this.isFromHere ? (asNamed() ?? this.fromHere(written)) : (this.fromHere(written) ?? asNamed());
    if (known !== undefined) return { names: [known] };
    const base = lowered(posix.basename(written));
    const way = isUpload(written) ? base : written;
    const byName = nearest(way, this.byName().find(base));
    if (byName.length > 0) return { names: byName };
    const stems = [
      ...new Set([base, stemOf(base), base.replace(/^[0-9a-f]{8}-/, ''), stemOf(base.replace(/^[0-9a-f]{8}-/, ''))]),
    ];
    for (const stem of stems) {
      // Label Studio puts eight digits before the names of files that were given to it.
      const named = this.byName().find(stem);
      const found = nearest(way, named.length > 0 ? named : this.byStem().find(stem));
      if (found.length > 0) return { names: found };
    }
    return { names: [] };
  }

  /** The image with a key. */
  private named(key: string): string | undefined {
    return this.names.has(key) ? key : this.otherSpellings.get(key);
  }

  /** An image that is meant by the path itself, from where the other file stands. */
  private fromHere(name: string): string | undefined {
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

/** Those whose folders do not speak against it, and of these the ones that share the most of them. */
function nearest(name: string, candidates: readonly string[]): string[] {
  const wanted = lowered(name).split('/').slice(0, -1);
  const shared = candidates.map((candidate) => {
    const folders = lowered(candidate).split('/').slice(0, -1);
    const [shorter, longer] = folders.length < wanted.length ? [folders, wanted] : [wanted, folders];
    return shorter.every((part, at) => part === longer[longer.length - shorter.length + at]) ? shorter.length : -1;
  });
  const most = Math.max(0, ...shared);
  return candidates.filter((_, index) => shared[index] === most);
}

function stemOf(name: string): string {
  return name.replace(imageEnding, '');
}

function lowered(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
