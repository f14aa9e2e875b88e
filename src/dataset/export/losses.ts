import { rowKeys } from '../row';
import type { ExportedImage } from './exportedImage';
import type { ExportFormat, Extra } from './exportFormat';

/** What of a dataset a format has no place for. */
export interface Losses {
  /** The keys of rows that say something and are left out. */
  keys: string[];
  /** Images of which only the first caption is written. */
  severalCaptions: number;
  /** Images that get another name, as readers would misunderstand theirs. */
  renamed: number;
}

const ownExtras: readonly Exclude<Extra, 'others'>[] = ['suggestion', 'status', 'model', 'updated'];

/** What is lost when images are written in a format. */
export function lossesOf(images: readonly ExportedImage[], format: ExportFormat, allCaptions: boolean): Losses {
  const captions = images.flatMap((image) => image.captions);
  const own = ownExtras.filter(
    (extra) => !format.holds.includes(extra) && captions.some(({ row }) => row[extra] !== ''),
  );
  const others = format.holds.includes('others') ? [] : captions.flatMap((caption) => Object.keys(caption.others));
  const several = format.several || allCaptions ? [] : images.filter((image) => image.captions.length > 1);
  const renamed = images.filter(({ fileName }) => (format.nameInFolder?.(fileName) ?? fileName) !== fileName);
  const lost = [...new Set(others)].filter((key) => format.keys?.includes(key) !== true);
  return {
    keys: [...own.map((extra) => rowKeys[extra]), ...lost],
    severalCaptions: several.length,
    renamed: renamed.length,
  };
}
