import { CaptionLengths } from '../../dataset/text/captionLengths';
import type { DatasetLine } from '../../dataset/document/document';
import type { Row } from '../../dataset/rows/row';
import { countWords } from '../../dataset/text/words';
import type { Finding } from './finding';

/** Captions that are much shorter than the others, as those that somebody left in the middle; see `CaptionLengths`. */
export function findShortCaptions(rows: readonly DatasetLine[]): Finding[] {
  const lengths = new CaptionLengths();
  const captions = rows.flatMap(({ line, row }) => {
    if (!row || !isCaptioned(row)) return [];
    const words = countWords(row.text);
    lengths.add(words, 1);
    return [{ line, words, text: row.text }];
  });
  const short = captions.filter(({ words }) => words <= lengths.tooShort);
  if (short.length === 0) return [];
  const { from, to } = lengths.middleHalf;
  const [{ text, line }] = short;
  const usual = `half of all have ${from === to ? '' : `${from} to `}${to} words`;
  const others = short.length > 1 ? ` (and ${short.length - 1} more; the editor lists them under Problems)` : '';
  return [{ line, reason: `${JSON.stringify(text)}${others} is much shorter than the others: ${usual}. Is it whole?` }];
}

function isCaptioned({ status, text }: Row): boolean {
  return status !== 'excluded' && status !== 'suggested' && text.trim() !== '';
}
