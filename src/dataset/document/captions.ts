import type { DatasetLine } from './document';
import { imageKey } from '../images/fileName';
import type { Row, Status } from '../rows/row';

/** An image with all captions that were written for it. */
export interface CaptionedImage {
  fileName: string;
  captions: string[];
  /** On which its captions stand, counted from 0. */
  lines: number[];
  /** Whether all of its captions are suggestions that were accepted as they were. */
  onlyAccepted: boolean;
}

/**
 * The images of a dataset with their captions, in the order of their first row: rows of the same image come together,
 * blank captions, those that are objects and repetitions are left out.
 * @param accept the statuses to take, or `all`: whatever has a caption, rows of other tools too, but never excluded ones
 */
export function trainableCaptions(lines: readonly DatasetLine[], accept: readonly Status[] | 'all'): CaptionedImage[] {
  const images = new Map<string, CaptionedImage>();
  for (const { line, row, captions, isStructured } of lines) {
    if (!row || isStructured || !isAccepted(row.status, accept)) {
      continue;
    }
    const texts = [row.text, ...(captions ?? [])].filter((caption) => caption.trim() !== '');
    if (texts.length === 0) {
      continue;
    }
    const key = imageKey(row.fileName);
    const image = images.get(key) ?? { fileName: row.fileName, captions: [], lines: [], onlyAccepted: true };
    images.set(key, image);
    image.lines.push(line);
    image.onlyAccepted &&= row.status === 'accepted';
    for (const caption of texts) {
      if (!image.captions.includes(caption)) {
        image.captions.push(caption);
      }
    }
  }
  return [...images.values()];
}

/** Why a row teaches nothing: `foreign` is one without a status, which another program wrote. */
export type LeftOutReason = 'excluded' | 'undecided' | 'foreign' | 'blank' | 'structured';

/**
 * The rows that {@link trainableCaptions} leaves out.
 * @returns for each reason that occurs the lines, counted from 0
 */
export function leftOutRows(
  lines: readonly DatasetLine[],
  accept: readonly Status[] | 'all',
): ReadonlyMap<LeftOutReason, number[]> {
  const found = new Map<LeftOutReason, number[]>();
  for (const each of lines) {
    const { line, row } = each;
    const reason = row && reasonToLeaveOut(row, each, accept);
    if (reason === undefined) continue;
    const those = found.get(reason);
    if (those) those.push(line);
    else found.set(reason, [line]);
  }
  return found;
}

function reasonToLeaveOut(
  { status, text }: Row,
  { captions = [], isStructured }: DatasetLine,
  accept: readonly Status[] | 'all',
): LeftOutReason | undefined {
  if (status === 'excluded') return 'excluded';
  if (!isAccepted(status, accept)) return status === '' ? 'foreign' : 'undecided';
  if ([text, ...captions].every((caption) => caption.trim() === '')) return 'blank';
  return isStructured ? 'structured' : undefined;
}

function isAccepted(status: Status | '', accept: readonly Status[] | 'all'): boolean {
  if (accept === 'all') {
    return status !== 'excluded';
  }
  return status !== '' && accept.includes(status);
}
