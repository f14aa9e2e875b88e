import { basename, dirname, extname, relative, resolve } from 'node:path';
import { imageKey } from '../../dataset/images/fileName';
import { resolveImagePath } from '../../dataset/images/filePath';
import { groupBy } from '../../dataset/collections/groupBy';
import { withSlashes } from '../../dataset/files/slashes';

/** What a name that leads to no image may have been meant to be. */
export interface MeantName {
  /** As a part of a sentence, and whole. */
  words: string;
  /** The name to write instead, where there is only one that it can be. */
  name?: string;
}

/** The images of a folder, by what people leave out of their names. */
export class FolderNames {
  private readonly withoutEnding: ReadonlyMap<string, string[]>;
  /** By the name as other programs may write its accents. */
  private readonly spelled: ReadonlyMap<string, string[]>;
  private readonly inLowerCase: ReadonlyMap<string, string[]>;
  private readonly withoutFolder: ReadonlyMap<string, string[]>;
  /** Of names that are numbers: tables take the zeros away that stand before them. */
  private readonly withoutZeros: ReadonlyMap<string, string[]>;
  /** Of rows whose image is not under its name, by the name without its folder. */
  private readonly missing: ReadonlyMap<string, string[]>;
  private readonly listed: ReadonlySet<string>;

  /**
   * @param names of the images there are, relative to the folder
   * @param inRows the images that have rows, as {@link imageKey} gives them
   */
  constructor(
    private readonly folder: string,
    names: readonly string[],
    inRows: readonly string[],
  ) {
    const there = new Set(names.map(imageKey));
    this.listed = new Set(inRows);
    this.missing = groupBy(
      inRows.filter((key) => !there.has(key)),
      (key) => basename(key.replaceAll('\\', '/')),
    );
    this.withoutEnding = groupBy(names, stemOf);
    this.spelled = groupBy(names, (name) => name.normalize('NFC'));
    this.inLowerCase = groupBy(names, (name) => name.toLowerCase());
    this.withoutFolder = groupBy(names, (name) => basename(name));
    this.withoutZeros = groupBy(names.filter(isNumber), withoutZeros);
  }

  /** What a name was meant to be for which there is no image, if that can be told. */
  meantBy(fileName: string): MeantName | undefined {
    const name = fileName.replaceAll('\\', '/');
    const inside = this.withoutOwnFolder(name);
    if (inside !== undefined)
      return { words: `The name begins with the dataset's own folder; here the image is "${inside}".`, name: inside };
    const ending = only(this.withoutEnding.get(name));
    if (ending !== undefined) return { words: `There is "${ending}": the name lacks its ending.`, name: ending };
    const several = this.withoutEnding.get(name) ?? [];
    if (several.length > 1)
      return { words: `The name lacks its ending, and may be ${inQuotes(several)}: write the one that is meant.` };
    const plain = this.writtenPlainly(name);
    if (plain !== undefined)
      return {
        words: `There is "${plain}": spaces stand around the name, or signs are written as in an address.`,
        name: plain,
      };
    const inCase = only(this.inLowerCase.get(name.toLowerCase()));
    if (inCase !== undefined) return { words: `There is "${inCase}", with other capitals.`, name: inCase };
    const moved = this.movedTo(name);
    if (moved !== undefined) return { words: `The image is in another folder now: "${moved}".`, name: moved };
    const other =
      only(this.withoutEnding.get(stemOf(name))) ??
      only(this.withoutFolder.get(basename(name))) ??
      only(this.withoutZeros.get(withoutZeros(name)));
    return other === undefined ? undefined : { words: `There is "${other}"; if that is meant, write it so.` };
  }

  /** The image whose name this is once spaces around it are gone, or what an address writes with percent signs is written out. */
  private writtenPlainly(name: string): string | undefined {
    const readings = [name.trim(), decoded(name)].map((reading) => reading?.normalize('NFC'));
    return readings.map((reading) => only(this.spelled.get(reading ?? ''))).find((found) => found !== undefined);
  }

  /** The only image of this name in another folder, if no row has it, and no other row's image of this name is missing. */
  private movedTo(name: string): string | undefined {
    const other = only(this.withoutFolder.get(basename(name)));
    if (other === undefined || this.listed.has(imageKey(other))) return undefined;
    return only(this.missing.get(basename(imageKey(name)))) === undefined ? undefined : other;
  }

  /** The rest of a name that leads from further up into the folder of the dataset: `train/a.jpg`, written in `train`. */
  private withoutOwnFolder(name: string): string | undefined {
    const folder = withSlashes(resolve(this.folder));
    const rests = [withSlashes(relative(folder, name))];
    const parts = folder.split('/').filter((part) => part !== '');
    for (let from = parts.length - 1; from >= 0; from--) {
      const prefix = `${parts.slice(from).join('/')}/`;
      const climbed = name.replace(/^(\.{1,2}\/)+/, '');
      if (climbed.startsWith(prefix)) rests.push(climbed.slice(prefix.length));
    }
    // An absolute name is taken for one of this folder only if it leads there.
    const isAbsolute = name.startsWith('/') || /^[a-z]:/i.test(name);
    return (isAbsolute ? rests.slice(0, 1) : rests.slice(1)).find(
      (rest) => rest !== '' && 'path' in resolveImagePath(this.folder, rest),
    );
  }
}

function stemOf(name: string): string {
  const folder = dirname(name);
  const stem = basename(name, extname(name));
  return folder === '.' ? stem : `${folder}/${stem}`;
}

/** A name that is a number and an ending at most. */
function isNumber(name: string): boolean {
  return /^\d+$/.test(stemOf(name));
}

function withoutZeros(name: string): string {
  return isNumber(name) ? stemOf(name).replace(/^0+(?=\d)/, '') : '';
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign that belongs to the name.
    return undefined;
  }
}

/** At most a few: a folder may hold hundreds. */
function inQuotes(names: readonly string[]): string {
  const some = names.slice(0, 3).map((name) => `"${name}"`);
  return `${some.join(' or ')}${names.length > some.length ? ' or another' : ''}`;
}

function only(names: readonly string[] | undefined): string | undefined {
  return names?.length === 1 ? names[0] : undefined;
}
