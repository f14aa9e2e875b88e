import { rowKeys } from '../rows/row';
import type { CaptionTally, OwnExtra } from './captionTally';
import type { ExportedImage } from './exportedImage';
import type { ExportFormat } from './exportFormat';
import type { OddCaption } from './oddCaptions';

/** What of a dataset a format has no place for. */
export interface Losses {
  /** The keys of rows that say something and are left out. */
  keys: string[];
  /** Images of which only the first caption is written. */
  severalCaptions: number;
  /** Captions that are there, and of which the format or its readers make something else. */
  odd: OddCaption[];
  /** Images that get another name, as readers would misunderstand theirs. */
  renamed: number;
}

const inOrder: readonly OwnExtra[] = ['suggestion', 'status', 'model', 'updated'];

/** What is lost when images are written in a format. @param tally of their captions */
export function lossesOf(
  images: Iterable<Pick<ExportedImage, 'fileName'>>,
  tally: CaptionTally,
  format: ExportFormat,
  allCaptions: boolean,
): Losses {
  const own = inOrder.filter((extra) => !format.holds.includes(extra) && tally.extras.has(extra));
  const others = format.holds.includes('others') ? [] : [...tally.keys.keys()];
  const { nameInFolder } = format;
  let renamed = 0;
  if (nameInFolder) for (const { fileName } of images) if (nameInFolder(fileName) !== fileName) renamed++;
  return {
    keys: [...own.map((extra) => rowKeys[extra]), ...others.filter((key) => format.keys?.includes(key) !== true)],
    severalCaptions: format.several || allCaptions ? 0 : tally.several,
    odd: (format.odd ?? []).filter((odd) => tally.odd.has(odd)),
    renamed,
  };
}
